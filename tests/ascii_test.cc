// Each class of bytes holds the bytes that its name says, and no other of the 256.
#include "classifier/error/ascii.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace cxo {
namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kLower = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kUpper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

TEST(Ascii, ClassesHoldWhatTheirNamesSay) {
  for (int code = 0; code < 256; ++code) {
    SCOPED_TRACE(code);
    const char c = static_cast<char>(code);
    const bool digit = kDigits.find(c) != std::string_view::npos;
    const bool lower = kLower.find(c) != std::string_view::npos;
    const bool upper = kUpper.find(c) != std::string_view::npos;
    const bool plain = digit || lower || upper;
    EXPECT_EQ(IsAscii(c), code < 128);
    EXPECT_EQ(IsDigit(c), digit);
    EXPECT_EQ(IsLower(c), lower);
    EXPECT_EQ(IsUpper(c), upper);
    EXPECT_EQ(IsLetter(c), lower || upper);
    EXPECT_EQ(IsLetterOrDigit(c), plain);
    EXPECT_EQ(IsRegexWordByte(c), plain || c == '_');
    EXPECT_EQ(IsTextWordByte(c), plain || code >= 128);
  }
}

TEST(Ascii, ATextIsItIfAllOfItsBytesAre) {
  EXPECT_TRUE(IsAscii(std::string_view()));
  for (size_t size = 1; size < 20; ++size) {
    EXPECT_TRUE(IsAscii(std::string(size, '\x7F')));
    for (size_t at = 0; at < size; ++at) {
      std::string text(size, 'a');
      text[at] = '\x80';
      EXPECT_FALSE(IsAscii(text)) << size << " bytes, at " << at;
    }
  }
}

}  // namespace
}  // namespace cxo
