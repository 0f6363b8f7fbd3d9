// Windows-1252, which older files are written in and which web pages mean when they say Latin-1.
#pragma once

#include <array>
#include <cstdint>

namespace cxo {

// The code point of a byte: 80 to 9F by the WHATWG Encoding Standard, index windows-1252, where the
// five bytes that mean nothing stay controls; all others as in Latin-1.
constexpr char32_t Windows1252CodePoint(uint8_t byte) {
  constexpr std::array<char16_t, 32> kUpper = {
      0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};
  return byte >= 0x80 && byte < 0xA0 ? char32_t{kUpper[byte - 0x80U]} : char32_t{byte};
}

}  // namespace cxo
