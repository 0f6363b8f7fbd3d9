// Lower case of ASCII letters, the same on every machine: what the C library makes of a letter
// depends on the locale. For names, words of options and extensions; texts have a normal form.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "classifier/error/ascii.h"

namespace cxo {

// `c` in lower case if it is one of A-Z; every other byte as it is.
constexpr char AsciiLower(char c) { return IsUpper(c) ? static_cast<char>(c + ('a' - 'A')) : c; }

// `text` with A-Z in lower case; every other byte, so those of letters beyond ASCII, as it is.
inline std::string AsciiLowered(std::string_view text) {
  std::string lowered(text);
  std::transform(lowered.begin(), lowered.end(), lowered.begin(), AsciiLower);
  return lowered;
}

}  // namespace cxo
