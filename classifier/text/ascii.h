// What is ASCII, and which of it are letters and digits.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace cxo {

// True of ASCII letters and digits. Without a branch, so that loops over bytes become vectors.
constexpr bool IsAsciiWord(uint8_t c) {
  return (static_cast<uint8_t>((c | 0x20U) - 'a') < 26) | (static_cast<uint8_t>(c - '0') < 10);
}

// True if no byte is above 0x7F. Asked of whole texts, hence eight bytes at a time.
inline bool IsAscii(std::string_view text) {
  uint64_t all = 0;
  for (; text.size() >= sizeof all; text.remove_prefix(sizeof all)) {
    uint64_t some = 0;
    std::memcpy(&some, text.data(), sizeof some);
    all |= some;
  }
  for (const char c : text) all |= static_cast<unsigned char>(c);
  return (all & 0x8080808080808080U) == 0;
}

}  // namespace cxo
