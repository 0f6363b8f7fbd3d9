// What can be said about a regular expression without compiling it. Its syntax is for the folder
// that compiles it.
#pragma once

#include <optional>
#include <string_view>

#include "classifier/error/result.h"
#include "classifier/pack/load.h"

namespace cxo {

// A fault, with column = 1 + byte offset, if `regex` is longer or deeper nested than `limits`
// allow, or holds an ASCII upper-case letter that stands for itself: the texts are in lower case,
// so it could never match. Letters of escapes (\W, \pL, \p{Greek}, \x{4A}), of group names and of
// flags do not stand for themselves.
std::optional<Error> CheckRegex(std::string_view regex, const PackLimits& limits);

}  // namespace cxo
