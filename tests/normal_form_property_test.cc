// What holds for the normal form of any bytes: clean text, idempotence, and a map that leads back
// to the right bytes.
#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/error/utf8.h"
#include "classifier/text/normal_form.h"
#include "tests/seed.h"

namespace cxo {
namespace {

// Texts of the kinds of bytes that the form has rules for, in a random order.
class RandomText {
 public:
  std::string Next() {
    std::string text;
    const size_t pieces = random_() % 24;
    for (size_t i = 0; i < pieces; ++i) text += Piece();
    return text;
  }

 private:
  std::string Piece() {
    static const std::vector<std::string> kPieces = {
        " ",
        "  ",
        "\n",
        "\r\n",
        "<p>",
        "</p>",
        "<b>",
        "<",
        ">",
        "&",
        "&amp;",
        "&nbsp;",
        "&eacute;",
        "&#8212;",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "\u00E9",
        "e\u0301",
        "\u00AD",
        "\u200B",
        "\u2014",
        "\u2122",
        "\uFB01",
        "\u00BD",
        "\u30AC",
        "\uFF76\uFF9E",
        "\uD55C",
        "\u1112\u1161",
        "\u11AB",
        "\u5408",
        "\u0345",
        "\u09C7",
        "\u09BE",
        "\uFDFA",
        "\u00A8",
        "ABCdef",
        "make Tablets",
        "a ",
        "o-",
        " e",
        "T A B L E T",
        "c-o-n-t-r-a-c-t s-a-l-e-s",
        "this is a longer piece of plain ASCII text, so that blocks are taken",
        "\xE9",
        "\xF0\x9F"};
    const auto roll = static_cast<uint32_t>(random_());
    if (roll % 8 == 0) return {static_cast<char>(roll >> 8)};
    if (roll % 8 == 1) return CodePointText((roll >> 8) % 0x30000);
    return kPieces[(roll >> 8) % kPieces.size()];
  }

  static std::string CodePointText(char32_t code) {
    if (code >= 0xD800 && code < 0xE000) return "";
    std::string bytes(4, '\0');
    bytes.resize(EncodeUtf8(code, bytes.data()));
    return bytes;
  }

  std::mt19937 random_{Seed(20240607)};
};

constexpr int kRounds = 20000;

TEST(NormalFormProperty, OfAnyBytesIsCleanText) {
  RandomText random;
  NormalText normal;
  for (int i = 0; i < kRounds; ++i) {
    const std::string in = random.Next();
    normal.Assign(in);
    const std::string_view text = normal.text();
    ASSERT_TRUE(IsValidUtf8(text)) << testing::PrintToString(in);
    if (IsValidUtf8(in)) {
      ASSERT_FALSE(normal.had_invalid()) << testing::PrintToString(in);
    }
    for (const char* bad : {"  ", " \n", "\n ", "\n\n\n"}) {
      ASSERT_EQ(text.find(bad), text.npos) << testing::PrintToString(in);
    }
    ASSERT_TRUE(std::none_of(text.begin(), text.end(), [](char c) {
      return (c >= 'A' && c <= 'Z') || (c >= 0 && c < ' ' && c != '\n') || c == 0x7F;
    })) << testing::PrintToString(in);
    if (text.empty()) continue;
    ASSERT_TRUE(text.front() != ' ' && text.front() != '\n') << testing::PrintToString(in);
    ASSERT_TRUE(text.back() != ' ' && text.back() != '\n') << testing::PrintToString(in);
  }
}

TEST(NormalFormProperty, OfANormalFormIsItself) {
  RandomText random;
  int checked = 0;
  for (int i = 0; i < kRounds; ++i) {
    const std::string in = random.Next();
    const std::string once = Normalize(in);
    if (once.find_first_of("<&") != std::string::npos) continue;
    ASSERT_EQ(Normalize(once), once) << testing::PrintToString(in);
    ++checked;
  }
  EXPECT_GT(checked, kRounds / 4);
}

TEST(NormalFormProperty, OfEveryCodePointIsItsOwnNormalForm) {
  NormalText once;
  NormalText twice;
  std::array<char, 4> buffer{};
  for (char32_t code = 0; code <= 0x10FFFF; code += code < 0x30000 ? 1 : 61) {
    if (code >= 0xD800 && code < 0xE000) continue;
    once.Assign({buffer.data(), EncodeUtf8(code, buffer.data())});
    twice.Assign(once.text());
    ASSERT_EQ(once.text(), twice.text()) << static_cast<uint32_t>(code);
    ASSERT_FALSE(once.had_invalid());
  }
}

TEST(NormalFormProperty, OriginalIsMonotoneAndWithinBounds) {
  RandomText random;
  NormalText normal;
  for (int i = 0; i < kRounds; ++i) {
    const std::string in = random.Next();
    normal.Assign(in);
    const uint32_t size = static_cast<uint32_t>(normal.text().size());
    Span last{0, 0};
    for (uint32_t at = 0; at < size; ++at) {
      const Span span = normal.Original({at, at + 1});
      ASSERT_TRUE(span.begin < span.end && span.end <= in.size()) << testing::PrintToString(in);
      ASSERT_TRUE(last.begin <= span.begin && last.end <= span.end) << testing::PrintToString(in);
      ASSERT_EQ(normal.Original({0, at + 1}).end, span.end);
      ASSERT_EQ(normal.Original({at, size}).begin, span.begin);
      last = span;
    }
  }
}

// A piece cut out where a code point came from has the same form: the map points at the right
// bytes.
TEST(NormalFormProperty, TheOriginalOfACodePointHasItsForm) {
  RandomText random;
  NormalText normal;
  for (int i = 0; i < kRounds; ++i) {
    const std::string in = random.Next();
    normal.Assign(in);
    const std::string_view text = normal.text();
    for (uint32_t at = 0; at < text.size();) {
      const uint32_t length = FirstCodePoint(text.substr(at)).length;
      const std::string_view piece = text.substr(at, length);
      const Span span = normal.Original({at, at + length});
      at += length;
      if (piece == " " || piece == "\n") continue;
      const std::string form = Normalize(in.substr(span.begin, span.size()));
      ASSERT_NE(form.find(piece), form.npos) << testing::PrintToString(in);
    }
  }
}

TEST(NormalFormProperty, AssigningAgainLeavesNothingBehind) {
  NormalText reused;
  RandomText random;
  for (int i = 0; i < 2000; ++i) {
    const std::string in = random.Next();
    NormalText fresh;
    fresh.Assign(in);
    reused.Assign(in);
    ASSERT_EQ(reused.text(), fresh.text());
    const uint32_t size = static_cast<uint32_t>(fresh.text().size());
    ASSERT_EQ(reused.Original({0, size}), fresh.Original({0, size}));
  }
}

TEST(NormalFormProperty, OfWhatIsSeenToBePlainIsItsLowerCase) {
  RandomText random;
  std::vector<std::string> texts;
  for (int i = 0; i < 2000; ++i) texts.push_back(random.Next());
  for (size_t size = 0; size < 200; ++size) {
    std::string plain;
    for (size_t i = 0; i < size; ++i) plain += i % 7 == 6 && i + 1 < size ? ' ' : 'X';
    texts.push_back(plain);
    for (const char c : {' ', '\n', '<', '&', '\x7F', '\0', '\xC3'}) texts.push_back(plain + c);
    texts.push_back(" " + plain);
    texts.push_back(plain + "  " + plain);
  }
  size_t seen = 0;
  for (const std::string& text : texts) {
    std::string out(text.size() + kPlainSlack, '?');
    if (!PutIfPlain(text, out.data())) continue;
    ++seen;
    ASSERT_EQ(out.substr(0, text.size()), Normalize(text)) << text;
  }
  EXPECT_GE(seen, 200U);
}

}  // namespace
}  // namespace cxo
