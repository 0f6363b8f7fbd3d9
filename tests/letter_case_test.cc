// Lower case of ASCII letters leaves every other byte alone.
#include "classifier/error/letter_case.h"

#include <gtest/gtest.h>

namespace cxo {
namespace {

TEST(AsciiLower, ChangesTheLettersFromAToZ) {
  for (int code = 0; code < 256; ++code) {
    const char c = static_cast<char>(code);
    const bool upper = code >= 'A' && code <= 'Z';
    EXPECT_EQ(AsciiLower(c), upper ? static_cast<char>(code + 32) : c) << code;
  }
}

TEST(AsciiLowered, IsTheTextByteForByte) {
  EXPECT_EQ(AsciiLowered(""), "");
  EXPECT_EQ(AsciiLowered("CRO-2 [Zz]@"), "cro-2 [zz]@");
  EXPECT_EQ(AsciiLowered("\u00C9T\u00C9"), "\u00C9t\u00C9");
}

}  // namespace
}  // namespace cxo
