// Widths are those of utf8proc, which follow Unicode's East Asian Width.
#include "classifier/error/screen.h"

#include <algorithm>

#include <utf8proc.h>

#include "classifier/error/utf8.h"

namespace cxo {

bool IsDeceptive(char32_t code) {
  return (code >= 0x7F && code <= 0x9F) || code == 0xAD || code == 0x61C || code == 0x180E ||
         (code >= 0x200B && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
         (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF ||
         (code >= 0xFFF9 && code <= 0xFFFB) || (code & 0xFFFEU) == 0xFFFEU ||
         (code >= 0xFDD0 && code <= 0xFDEF) || (code >= 0xE0000 && code <= 0xE0FFF);
}

size_t ColumnsOf(char32_t code, size_t least) {
  const int columns = utf8proc_charwidth(static_cast<utf8proc_int32_t>(code));
  return std::max(static_cast<size_t>(std::max(0, columns)), least);
}

size_t ColumnsOf(std::string_view text, size_t least) {
  size_t columns = 0;
  while (!text.empty()) {
    const CodePoint point = FirstCodePoint(text);
    columns += ColumnsOf(point.code, least);
    text.remove_prefix(point.length);
  }
  return columns;
}

}  // namespace cxo
