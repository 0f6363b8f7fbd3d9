// Where the bits of a byte are: a table instead of a loop that the processor cannot foresee.
#pragma once

#include <array>
#include <cstdint>

namespace cxo {

struct BitsOfByte {
  uint8_t places[8] = {};  // of the bits that are set, ascending, 0 being the lowest; then zeros
  uint64_t count = 0;      // how many are set
};

// By byte.
inline constexpr std::array<BitsOfByte, 256> kBitsOfBytes = [] {
  std::array<BitsOfByte, 256> bytes = {};
  for (uint32_t byte = 0; byte < bytes.size(); ++byte) {
    for (uint8_t place = 0; place < 8; ++place) {
      if ((byte >> place & 1U) != 0) bytes[byte].places[bytes[byte].count++] = place;
    }
  }
  return bytes;
}();

}  // namespace cxo
