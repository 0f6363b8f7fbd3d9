// How messages and reports count things: "1 row", "2 rows", never "1 rows".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cxo {

// "row" for 1, else "rows". `one` is a noun that takes an s.
inline std::string NounFor(uint64_t count, std::string_view one) {
  return std::string(one) + (count == 1 ? "" : "s");
}

// "1 row", "2 rows".
inline std::string Counted(uint64_t count, std::string_view one) {
  return std::to_string(count) + " " + NounFor(count, one);
}

}  // namespace cxo
