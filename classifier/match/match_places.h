// Where in a text an expression can match at all, so that RE2 need not be asked elsewhere.
#pragma once

#include <cstddef>
#include <cstdint>

#include "classifier/match/regex_tree.h"

namespace cxo {

inline constexpr size_t kAnywhere = SIZE_MAX;

// The sum of two numbers of bytes; kAnywhere if one of them is.
inline size_t PlusBytes(size_t a, size_t b) {
  return a == kAnywhere || b == kAnywhere ? kAnywhere : a + b;
}

// True if every match of `node` begins where the text begins.
bool BeginsText(const RegexNode& node);

// True if every match of `node` ends where the text ends.
bool EndsText(const RegexNode& node);

// The length of the longest match in bytes; kAnywhere if that is more than some thousands.
size_t MostBytes(const RegexNode& node);

// True if a match of `regex` may have to run over any number of words before it is known whether
// there is one, and may begin at many places of a text: then looking for it can take time by the
// square of a line.
bool LooksFarAhead(const ParsedRegex& regex);

// A match of `regex` that does not begin where the text begins does so at most this many bytes
// before the text ends: 0 if it must begin where the text begins, kAnywhere if it may end before
// the text does, or if that is not known.
size_t MostBytesToTextEnd(const ParsedRegex& regex);

}  // namespace cxo
