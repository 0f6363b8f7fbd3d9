// What characters do on a screen: which of them deceive its reader, and how wide they are.
#pragma once

#include <cstddef>
#include <string_view>

namespace cxo {

// True of characters that reorder, hide or join text on a screen, and of those that no text should
// hold: DEL and C1 controls, soft hyphens, bidirectional controls, zero-width characters, line and
// paragraph separators, byte order marks, tags, noncharacters. The controls below U+0020 are not
// among them: whoever shows a text decides what becomes of its line breaks.
bool IsDeceptive(char32_t code);

// How many columns of a terminal a character takes: 2 if it is wide, as CJK is, 0 if it joins the
// one before or is a control; but at least `least`.
size_t ColumnsOf(char32_t code, size_t least = 0);

// The sum for the characters of `text`. Of an invalid piece as many as U+FFFD.
size_t ColumnsOf(std::string_view text, size_t least = 0);

}  // namespace cxo
