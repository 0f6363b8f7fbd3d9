// One pass over code points.
#include "classifier/cli/html_writer.h"

#include <array>

#include <fmt/core.h>
#include <sodium.h>

#include "classifier/error/screen.h"
#include "classifier/error/utf8.h"

namespace cxo {
namespace {

// A page has its own line breaks and tabs; it should hold no other control.
bool IsControl(char32_t code) { return code < 0x20 && code != U'\n' && code != U'\t'; }

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
    } else if (IsControl(point.code) || IsDeceptive(point.code)) {
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
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(content.data()),
                     content.size());
  constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;
  std::array<char, sodium_base64_ENCODED_LEN(digest.size(), kVariant)> base64{};
  sodium_bin2base64(base64.data(), base64.size(), digest.data(), digest.size(), kVariant);
  return std::string("sha256-") + base64.data();
}

std::string Grouped(uint64_t count) {
  std::string digits = std::to_string(count);
  for (size_t i = 3; i < digits.size(); i += 4) digits.insert(digits.size() - i, ",");
  return digits;
}

}  // namespace cxo
