// One pass over code points.
#include "classifier/cli/html_writer.h"

#include <array>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "classifier/error/utf8.h"

namespace cxo {
namespace {

// Control characters, marks that reorder, hide or join text on a screen, and characters that no
// page should hold.
bool IsDeceptive(char32_t code) {
  return (code < 0x20 && code != U'\n' && code != U'\t') || (code >= 0x7F && code <= 0x9F) ||
         code == 0xAD || code == 0x61C || code == 0x180E || (code >= 0x200B && code <= 0x200F) ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) ||
         code == 0xFEFF || (code >= 0xFFF9 && code <= 0xFFFB) || (code & 0xFFFEU) == 0xFFFEU ||
         (code >= 0xFDD0 && code <= 0xFDEF) || (code >= 0xE0000 && code <= 0xE0FFF);
}

// What stands for a character that has a meaning in HTML; empty for others.
std::string_view Entity(char32_t code) {
  switch (code) {
    case U'&': return "&amp;";
    case U'<': return "&lt;";
    case U'>': return "&gt;";
    case U'"': return "&quot;";
    case U'\'': return "&#39;";
    case U'`': return "&#96;";
    default: return "";
  }
}

}  // namespace

std::string Html(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  while (!text.empty()) {
    const CodePoint point = FirstCodePoint(text);
    const std::string_view bytes = text.substr(0, point.length);
    text.remove_prefix(point.length);
    if (!point.valid) {
      AppendUtf8(kReplacement, &out);
    } else if (point.code == U'\r' && text.starts_with('\n')) {
      continue;
    } else if (IsDeceptive(point.code)) {
      out += fmt::format("[U+{:04X}]", static_cast<uint32_t>(point.code));
    } else if (const std::string_view entity = Entity(point.code); !entity.empty()) {
      out += entity;
    } else {
      out += bytes;
    }
  }
  return out;
}

std::string HashSource(std::string_view content) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_Digest(content.data(), content.size(), digest.data(), &size, EVP_sha256(), nullptr);
  std::array<unsigned char, size_t{2} * EVP_MAX_MD_SIZE> base64{};
  const int length = EVP_EncodeBlock(base64.data(), digest.data(), static_cast<int>(size));
  return "sha256-" + std::string(base64.begin(), base64.begin() + length);
}

std::string Grouped(uint64_t count) {
  std::string digits = std::to_string(count);
  for (size_t i = 3; i < digits.size(); i += 4) digits.insert(digits.size() - i, ",");
  return digits;
}

}  // namespace cxo
