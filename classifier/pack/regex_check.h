// What can be said about a regular expression without compiling it. Its syntax is for the folder
// that compiles it.
#pragma once

#include <optional>
#include <string_view>

#include "classifier/error/result.h"
#include "classifier/pack/limits.h"

namespace cxo {

// A fault, with column = 1 + byte offset, if `regex`, which is valid UTF-8, is longer or deeper
// nested than `limits` allow, or holds a character that no text in normal form has: an upper-case
// letter, a letter with an accent, a curly quotation mark, a backspace; or, where it cannot be left
// out by itself, a low line, two spaces, an HTML entity. It could never match. So it is with
// characters by number (\x{E9}), with ranges that hold no other ones ([à-å]), and with
// [:upper:]; letters of other escapes (\W, \pL, \p{Greek}), of group names and of flags do not
// stand for themselves.
std::optional<Error> CheckRegex(std::string_view regex, const PackLimits& limits);

}  // namespace cxo
