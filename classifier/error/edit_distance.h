// How far a mistyped name is from a known one, for messages that ask which was meant.
#pragma once

#include <cstddef>
#include <string_view>

namespace cxo {

// The number of letters to insert, delete, replace or swap with their neighbour to turn `a` into
// `b`; limit + 1 if that is more than `limit`. Bytes, case ignored.
size_t EditDistance(std::string_view a, std::string_view b, size_t limit);

}  // namespace cxo
