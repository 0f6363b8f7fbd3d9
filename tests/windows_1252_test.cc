// Windows-1252 is Latin-1 but for the bytes 80 to 9F, most of which stand for signs.
#include "classifier/error/windows_1252.h"

#include <gtest/gtest.h>

namespace cxo {
namespace {

TEST(Windows1252, IsLatin1OutsideOfTheUpperControls) {
  for (int byte = 0; byte < 256; ++byte) {
    if (byte >= 0x80 && byte < 0xA0) continue;
    EXPECT_EQ(Windows1252CodePoint(static_cast<uint8_t>(byte)), static_cast<char32_t>(byte));
  }
}

TEST(Windows1252, HasSignsAmongTheUpperControls) {
  const struct {
    uint8_t byte;
    char32_t want;
  } kCases[] = {{0x80, U'\u20AC'}, {0x81, 0x81},      {0x8E, U'\u017D'}, {0x93, U'\u201C'},
                {0x96, U'\u2013'}, {0x99, U'\u2122'}, {0x9D, 0x9D},      {0x9F, U'\u0178'}};
  for (const auto& [byte, want] : kCases) {
    EXPECT_EQ(Windows1252CodePoint(byte), want) << int{byte};
  }
}

}  // namespace
}  // namespace cxo
