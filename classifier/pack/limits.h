// How large a pack may be. A hostile pack must not cost more than reading it.
#pragma once

#include <cstddef>

namespace cxo {

// Of all labels together: a set of them is the bits of one number.
inline constexpr size_t kMostSubtypes = 64;

// Limits that are checked before any pattern is compiled. A pack beyond one of them is refused.
struct PackLimits {
  size_t file_bytes = 16u << 20;
  size_t pack_bytes = 64u << 20;  // of all files together
  size_t files = 1000;
  size_t rules = 100'000;  // rules, composites and guards together
  size_t guards = 500;
  size_t labels = 100;
  size_t subtypes = kMostSubtypes;
  size_t profiles = 100;
  size_t lists = 10'000;
  size_t patterns = 500'000;
  size_t pattern_bytes = 16u << 10;  // of a pattern as written and of its RE2 expression
  // Of all RE2 expressions together: a list makes thousands of bytes of each phrase that names it,
  // and what a pack takes when it is compiled goes by these. The shipped pack has 2 MB.
  size_t expression_bytes = 16u << 20;
  size_t alternatives = 20'000;   // of one phrase, expanded
  size_t nesting = 32;            // brackets in a phrase, regular expression or condition
  size_t text_bytes = 16u << 10;  // of an example, note or condition
};

}  // namespace cxo
