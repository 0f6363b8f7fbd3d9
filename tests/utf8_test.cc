// The check of UTF-8 against the definition of the standard and against a public suite of cases.
#include "classifier/error/utf8.h"

#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <vector>

#include <gtest/gtest.h>

namespace cxo {
namespace {

// The oracle: decodes by the bit patterns of the definition (D92) and then asks whether the code
// point is a scalar value that needs this many bytes. Knows no table of byte ranges.
std::optional<char32_t> DecodeByDefinition(std::string_view bytes) {
  const auto byte = [&](size_t i) { return static_cast<uint8_t>(bytes[i]); };
  size_t length = 0;
  char32_t code = 0;
  if (bytes.empty()) return std::nullopt;
  if ((byte(0) & 0b10000000) == 0) length = 1, code = byte(0);
  if ((byte(0) & 0b11100000) == 0b11000000) length = 2, code = byte(0) & 0b11111;
  if ((byte(0) & 0b11110000) == 0b11100000) length = 3, code = byte(0) & 0b1111;
  if ((byte(0) & 0b11111000) == 0b11110000) length = 4, code = byte(0) & 0b111;
  if (length == 0 || bytes.size() != length) return std::nullopt;
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0b11000000) != 0b10000000) return std::nullopt;
    code = code * 64 + (byte(i) & 0b111111);
  }
  if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return std::nullopt;
  const size_t needed = code <= 0x7F ? 1 : code <= 0x7FF ? 2 : code <= 0xFFFF ? 3 : 4;
  return needed == length ? std::optional(code) : std::nullopt;
}

// Length of the valid sequence at the start of `bytes`; 0 if there is none.
size_t FirstValidByDefinition(std::string_view bytes) {
  for (size_t length = 1; length <= std::min<size_t>(4, bytes.size()); ++length) {
    if (DecodeByDefinition(bytes.substr(0, length))) return length;
  }
  return 0;
}

// True if some valid sequence begins with `bytes`: found by trying all ends.
bool BeginsSomeSequence(const std::string& bytes) {
  if (bytes.size() > 4 || static_cast<uint8_t>(bytes[0]) < 0x80) return bytes.size() == 1;
  if (DecodeByDefinition(bytes)) return true;
  // Whether a sequence can go on differs by ranges of 16 at the least; these are their ends.
  for (const int next : {0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF}) {
    if (BeginsSomeSequence(bytes + static_cast<char>(next))) return true;
  }
  return false;
}

// D93b: the longest piece that begins a valid sequence, or one byte.
size_t MaximalSubpartByDefinition(std::string_view bytes) {
  size_t length = 1;
  while (length < bytes.size() && BeginsSomeSequence(std::string(bytes.substr(0, length + 1)))) {
    ++length;
  }
  return length;
}

void ExpectAsDefined(std::string_view bytes) {
  size_t valid = 0;
  while (const size_t length = FirstValidByDefinition(bytes.substr(valid))) valid += length;
  ASSERT_EQ(ValidPrefix(bytes), valid) << testing::PrintToString(bytes);
  if (valid == bytes.size()) return;
  const std::string_view rest = bytes.substr(valid);
  ASSERT_EQ(InvalidLength(rest), MaximalSubpartByDefinition(rest)) << testing::PrintToString(bytes);
}

std::string Bytes(std::initializer_list<int> values) {
  std::string bytes;
  for (const int value : values) bytes.push_back(static_cast<char>(value));
  return bytes;
}

// Bytes at and beside every border of the table of well-formed sequences.
constexpr std::array kEdges = {0x00, 0x20, 0x41, 0x7F, 0x80, 0x81, 0x8F, 0x90, 0x91, 0x9F, 0xA0,
                               0xA1, 0xBE, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED,
                               0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF7, 0xF8, 0xFF};

TEST(Utf8, EveryCodePointIsEncodedAndReadAsDefined) {
  for (char32_t code = 0; code <= 0x10FFFF; ++code) {
    if (code >= 0xD800 && code <= 0xDFFF) continue;
    std::array<char, 4> buffer{};
    const std::string_view bytes(buffer.data(), EncodeUtf8(code, buffer.data()));
    ASSERT_EQ(DecodeByDefinition(bytes), code);
    const CodePoint point = FirstCodePoint(bytes);
    ASSERT_TRUE(point.valid && point.code == code && point.length == bytes.size())
        << static_cast<uint32_t>(code);
    std::string text = "x";
    AppendUtf8(code, &text);
    ASSERT_EQ(text.substr(1), bytes);
    ASSERT_FALSE(IsContinuation(bytes[0]));
    for (const char byte : bytes.substr(1)) ASSERT_TRUE(IsContinuation(byte));
  }
}

TEST(Utf8, AllOneAndTwoByteSequencesAreJudgedAsDefined) {
  for (int a = 0; a < 256; ++a) {
    ExpectAsDefined(Bytes({a}));
    for (int b = 0; b < 256; ++b) ExpectAsDefined(Bytes({a, b}));
  }
}

TEST(Utf8, AllThreeByteSequencesAreJudgedAsDefined) {
  std::array<char, 3> bytes{};
  const std::string_view text(bytes.data(), bytes.size());
  for (uint32_t value = 0x800000; value <= 0xFFFFFF; ++value) {
    bytes = {static_cast<char>(value >> 16), static_cast<char>(value >> 8),
             static_cast<char>(value)};
    const CodePoint point = FirstCodePoint(text);
    ASSERT_EQ(point.valid && point.length == 3, DecodeByDefinition(text).has_value()) << value;
  }
  for (const int a : kEdges) {
    for (const int b : kEdges) {
      for (const int c : kEdges) ExpectAsDefined(Bytes({a, b, c}));
    }
  }
}

// That these four bytes are one code point, or not, as the definition has it.
void ExpectOneCodePointAsDefined(const std::string& bytes) {
  const CodePoint point = FirstCodePoint(bytes);
  EXPECT_EQ(point.valid && point.length == 4, DecodeByDefinition(bytes).has_value())
      << testing::PrintToString(bytes);
}

TEST(Utf8, FourByteSequencesAtEveryBorderAreJudgedAsDefined) {
  for (int a = 0xEF; a <= 0xF8; ++a) {
    for (int b = 0; b < 256; ++b) {
      for (const int c : kEdges) {
        for (const int d : kEdges) ExpectOneCodePointAsDefined(Bytes({a, b, c, d}));
      }
    }
  }
  for (const int a : {0x41, 0xC2, 0xE0, 0xE1, 0xED, 0xF0, 0xF1, 0xF4, 0xF5}) {
    for (const int b : kEdges) {
      for (const int c : kEdges) {
        for (const int d : {0x41, 0x80, 0xBF, 0xF0}) ExpectAsDefined(Bytes({a, b, c, d}));
      }
    }
  }
}

TEST(Utf8, TheFirstFaultIsFoundAtEveryPlaceOfALongText) {
  for (size_t place = 0; place < 40; ++place) {
    std::string text(40, 'a');
    EXPECT_EQ(ValidPrefix(text), 40u);
    text[place] = '\xC3';
    EXPECT_EQ(ValidPrefix(text), place);
    text.replace(place, 1, "\u00E9");
    EXPECT_EQ(ValidPrefix(text), 41u);
  }
}

TEST(Utf8, ReplacesEachMaximalSubpartOnce) {
  struct Case {
    const char* name;
    std::string in;
    std::string want;
  };
  const Case cases[] = {
      {"nothing", "", ""},
      {"valid text is kept", "caf\u00E9 \u5408 \U0001F600", "caf\u00E9 \u5408 \U0001F600"},
      {"NUL is text", Bytes({'a', 0, 'b'}), Bytes({'a', 0, 'b'})},
      {"Latin-1", "caf\xE9 bar", "caf\uFFFD bar"},
      {"cut at the end", "a\xF0\x9F\x98", "a\uFFFD"},
      {"cut before text", "\xE1\x80\x41", "\uFFFD\x41"},
      {"a surrogate is three", "\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
      {"an overlong slash is two", "\xC0\xAF", "\uFFFD\uFFFD"},
      {"beyond the last code point", "\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},
      {"truncated ones in a row", "\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41",
       "\uFFFD\uFFFD\uFFFD\uFFFD\x41"},
  };
  for (const Case& c : cases) EXPECT_EQ(ReplaceInvalid(c.in), c.want) << c.name;
}

TEST(Utf8, AnEmptyTextHasNoInvalidPiece) {
  EXPECT_EQ(InvalidLength(""), 0u);
  EXPECT_TRUE(IsValidUtf8(""));
}

// A line of utf8tests.txt: "name:valid:text", "name:valid hex:hex" or
// "name:invalid hex:hex:hex when skipped:hex when replaced".
struct SuiteCase {
  std::string name;
  bool valid = false;
  std::string bytes;
  std::string skipped;
  std::string replaced;
};

std::string Trim(const std::string& text) {
  const size_t begin = text.find_first_not_of(' ');
  return begin == std::string::npos ? ""
                                    : text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

std::string FromHex(const std::string& hex) {
  if (hex == "nothing") return "";
  std::string digits;
  for (const char c : hex) {
    if (std::isxdigit(static_cast<unsigned char>(c)) != 0) digits.push_back(c);
  }
  std::string bytes;
  for (size_t i = 0; i + 1 < digits.size(); i += 2) {
    bytes.push_back(static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16)));
  }
  return bytes;
}

SuiteCase ParseSuiteLine(const std::string& line) {
  std::vector<std::string> fields;
  std::stringstream stream(line);
  for (std::string field; std::getline(stream, field, ':');) fields.push_back(Trim(field));
  SuiteCase result;
  result.name = fields.at(0);
  result.valid = fields.at(1).starts_with("valid");
  result.bytes = fields.at(1).ends_with("hex") ? FromHex(fields.at(2)) : fields.at(2);
  if (result.valid) return result;
  result.skipped = FromHex(fields.at(3));
  result.replaced = FromHex(fields.at(4));
  return result;
}

std::string SkipInvalid(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const size_t valid = ValidPrefix(text);
    result.append(text.substr(0, valid));
    text.remove_prefix(valid);
    text.remove_prefix(InvalidLength(text));
  }
  return result;
}

// Needs the public suite beside the project, in ../shared/suites.
TEST(Utf8, PassesThePublicSuite) {
  const std::filesystem::path path =
      std::filesystem::path(CXO_SHARED_DIR) / "suites/utf8tests/utf8tests.txt";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no suite at " << path;
  std::ifstream file(path);
  size_t cases = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    const SuiteCase c = ParseSuiteLine(line);
    EXPECT_EQ(IsValidUtf8(c.bytes), c.valid) << c.name;
    EXPECT_EQ(ReplaceInvalid(c.bytes), c.valid ? c.bytes : c.replaced) << c.name;
    EXPECT_EQ(SkipInvalid(c.bytes), c.valid ? c.bytes : c.skipped) << c.name;
    ++cases;
  }
  EXPECT_GT(cases, 200u);
}

TEST(BorderUpTo, CutsNoCharacter) {
  const std::string_view text = "a\u00E9\u4E2Dz";  // 1, 2, 3 and 1 bytes
  const size_t borders[] = {0, 1, 1, 3, 3, 3, 6, 7, 7, 7};
  for (size_t at = 0; at < std::size(borders); ++at) {
    EXPECT_EQ(BorderUpTo(text, at), borders[at]) << at;
  }
  EXPECT_EQ(BorderUpTo("\x80\x80", 1), 0u);
  EXPECT_EQ(BorderUpTo("", 0), 0u);
}

}  // namespace
}  // namespace cxo
