// UTF-16 and Windows-1252 to UTF-8, with every border between chunks.
#include "classifier/io/decode.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "tests/read_all.h"

namespace cxo {
namespace {

std::string Utf16(std::u16string_view text, bool big_endian) {
  std::string bytes;
  for (const char16_t unit : text) {
    const char high = static_cast<char>(unit >> 8);
    const char low = static_cast<char>(unit & 0xFF);
    bytes += big_endian ? high : low;
    bytes += big_endian ? low : high;
  }
  return bytes;
}

// With *replaced, also how many characters were replaced.
std::string Decode(std::string_view bytes, bool big_endian, size_t chunk, size_t step = 4096,
                   uint64_t* replaced = nullptr) {
  const std::unique_ptr<ByteSource> source =
      DecodeUtf16(std::make_unique<MemorySource>(bytes, chunk), "x", big_endian);
  std::string text = AllOrError(source.get(), step);
  if (replaced != nullptr) *replaced = source->Replaced();
  return text;
}

TEST(DecodeUtf16, GivesUtf8) {
  struct Case {
    std::u16string in;
    std::string want;
    uint64_t replaced = 0;
  };
  const std::vector<Case> cases = {
      {u"", ""},
      {u"ab\r\n", "ab\r\n"},
      {u"\uFEFFa",
       "\xEF\xBB\xBF"
       "a"},
      {u"\u00E9\u20AC\uFFFF", "\xC3\xA9\xE2\x82\xAC\xEF\xBF\xBF"},
      {u"\u007F\u0080\u07FF\u0800", "\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80"},
      {u"\U00010000\U0010FFFF", "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"},
      // U+FFFD that was there, and those for halves of pairs.
      {{0xFFFD}, "\xEF\xBF\xBD"},
      {{0xD800, u'a'},
       "\xEF\xBF\xBD"
       "a",
       1},
      {{0xDC00, u'a'},
       "\xEF\xBF\xBD"
       "a",
       1},
      {{0xD800, 0xD800, 0xDC00}, "\xEF\xBF\xBD\xF0\x90\x80\x80", 1},
      {{0xDC00, 0xD800}, "\xEF\xBF\xBD\xEF\xBF\xBD", 2},
      {{u'a', 0xDBFF}, "a\xEF\xBF\xBD", 1},
      {{0xD800, 0xE000}, "\xEF\xBF\xBD\xEE\x80\x80", 1},
  };
  for (const Case& c : cases) {
    for (const bool big_endian : {false, true}) {
      for (const size_t chunk : {1, 2, 3, 100}) {
        uint64_t replaced = 0;
        EXPECT_EQ(Decode(Utf16(c.in, big_endian), big_endian, chunk, chunk, &replaced), c.want);
        EXPECT_EQ(replaced, c.replaced);
      }
    }
  }
}

TEST(DecodeUtf16, RefusesHalfACharacterAtTheEnd) {
  for (const size_t chunk : {1, 2, 3}) {
    EXPECT_EQ(Decode(std::string_view("a\0b", 3), false, chunk),
              "x: UTF-16 ends in the middle of a character");
  }
}

TEST(DecodeWindows1252, GivesUtf8ForEveryByte) {
  const std::unique_ptr<ByteSource> source =
      DecodeWindows1252(std::make_unique<MemorySource>("a\x80\x81\x93\x9F\xA0\xE9\xFF\n", 2));
  EXPECT_EQ(AllOrError(source.get(), 3),
            "a\xE2\x82\xAC\xC2\x81\xE2\x80\x9C\xC5\xB8\xC2\xA0\xC3\xA9\xC3\xBF\n");
}

}  // namespace
}  // namespace cxo
