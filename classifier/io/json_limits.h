// What JSON allows and simdjson does not hold: numbers beyond 64 bits, halves of surrogate pairs.
#pragma once

#include <cstddef>
#include <span>

namespace cxo {

// Writes over what stands in `line`, keeping its length: 0 over every number (with spaces up to its
// end), \ufffd over every half of a surrogate pair. What is no JSON does not become JSON by it.
// Returns how many halves there were.
size_t ReplaceBeyondLimits(std::span<char> line);

}  // namespace cxo
