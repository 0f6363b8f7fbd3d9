// Printable and Format: errors as text that is safe on a terminal and in a log.
#include <algorithm>
#include <array>
#include <cstdio>

#include "classifier/error/result.h"

namespace cxo {
namespace {

struct Decoded {
  uint32_t code_point;
  size_t length;  // 0: not a valid UTF-8 sequence
};

bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// The length that a lead byte announces; 0 for a byte that cannot lead.
size_t SequenceLength(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

Decoded DecodeFirst(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const size_t length = SequenceLength(lead);
  if (length == 0 || length > text.size()) return {lead, 0};
  if (length == 1) return {lead, 1};
  uint32_t code_point = lead & (0xFFU >> (length + 1));
  for (size_t i = 1; i < length; ++i) {
    if (!IsContinuation(text[i])) return {lead, 0};
    code_point = (code_point << 6) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  constexpr std::array<uint32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (code_point < kSmallest[length] || code_point > 0x10FFFF || surrogate) return {lead, 0};
  return {code_point, length};
}

// Marks that reorder, hide or join text on a screen: bidirectional controls, zero-width
// characters, line and paragraph separators, C1 controls and the byte order mark.
bool IsDeceptive(uint32_t code_point) {
  return (code_point >= 0x7F && code_point <= 0x9F) || code_point == 0x61C ||
         (code_point >= 0x200B && code_point <= 0x200F) ||
         (code_point >= 0x2028 && code_point <= 0x202E) ||
         (code_point >= 0x2060 && code_point <= 0x206F) || code_point == 0xFEFF;
}

std::string Escape(const char* format, uint32_t value) {
  std::array<char, 16> buffer{};
  const int length = std::snprintf(buffer.data(), buffer.size(), format, value);
  return {buffer.data(), static_cast<size_t>(length)};
}

std::string EscapeControl(uint32_t byte) {
  switch (byte) {
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: return Escape("\\x%02x", byte);
  }
}

}  // namespace

std::string Printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Decoded decoded = DecodeFirst(text);
    if (decoded.length == 0) {
      out += Escape("\\x%02x", decoded.code_point);
    } else if (decoded.code_point < 0x20 || decoded.code_point == 0x7F) {
      out += EscapeControl(decoded.code_point);
    } else if (IsDeceptive(decoded.code_point)) {
      out += Escape("\\u{%x}", decoded.code_point);
    } else {
      out += text.substr(0, decoded.length);
    }
    text.remove_prefix(decoded.length == 0 ? 1 : decoded.length);
  }
  return out;
}

std::string Format(const Error& error) {
  std::string out = Printable(error.source);
  if (error.line > 0) out += ":" + std::to_string(error.line);
  if (error.line > 0 && error.column > 0) out += ":" + std::to_string(error.column);
  if (!out.empty()) out += ": ";
  out += Printable(error.message);
  if (error.excerpt.empty() || error.column == 0) return out;
  const std::string_view line = error.excerpt;
  const size_t before = std::min<size_t>(error.column - 1, line.size());
  out += "\n  " + Printable(line) + "\n  ";
  // The caret stands under what the reader sees, so the escaped prefix is measured, in code points.
  for (const char byte : Printable(line.substr(0, before))) {
    if (!IsContinuation(byte)) out += ' ';
  }
  out += std::string(std::max<uint32_t>(error.width, 1), '^');
  return out;
}

}  // namespace cxo
