// Printable and Format: errors as text that is safe on a terminal and in a log.
#include <algorithm>
#include <array>
#include <cstdio>

#include "classifier/error/result.h"
#include "classifier/error/screen.h"
#include "classifier/error/utf8.h"

namespace cxo {
namespace {

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
    const CodePoint point = FirstCodePoint(text);
    // Of an invalid piece one byte at a time: its others are invalid by themselves.
    const size_t length = point.valid ? point.length : 1;
    if (!point.valid) {
      out += Escape("\\x%02x", static_cast<unsigned char>(text[0]));
    } else if (point.code < 0x20 || point.code == 0x7F) {
      out += EscapeControl(point.code);
    } else if (IsDeceptive(point.code)) {
      out += Escape("\\u{%x}", point.code);
    } else {
      out += text.substr(0, length);
    }
    text.remove_prefix(length);
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
  // The caret stands under what the reader sees, so the escaped prefix is measured.
  out += std::string(ColumnsOf(Printable(line.substr(0, before))), ' ');
  out += std::string(std::max<uint32_t>(error.width, 1), '^');
  return out;
}

}  // namespace cxo
