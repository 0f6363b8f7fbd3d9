// Where in a text an expression can match at all, so that RE2 need not be asked elsewhere.
#pragma once

#include <cstddef>

#include "classifier/match/regex_tree.h"

namespace cxo {

inline constexpr size_t kAnywhere = SIZE_MAX;

// A match of `regex` that does not begin where the text begins does so at most this many bytes
// before the text ends: 0 if it must begin where the text begins, kAnywhere if it may end before
// the text does, or if that is not known.
size_t MostBytesToTextEnd(const ParsedRegex& regex);

}  // namespace cxo
