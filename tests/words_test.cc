// What counts as a word, and stepping over words from a place.
#include "classifier/text/words.h"

#include <random>
#include <string>

#include <gtest/gtest.h>

#include "tests/seed.h"

namespace cxo {
namespace {

TEST(Words, AreRunsOfLettersAndDigits) {
  struct Case {
    const char* name;
    std::string in;
    size_t want;
  };
  const Case cases[] = {
      {"nothing", "", 0},
      {"nothing but signs", " - ... (&) ", 0},
      {"one", "tablets", 1},
      {"two", "make tablets", 2},
      {"signs around", "(make) \"tablets\".", 2},
      {"hyphen", "pre-clinical", 2},
      {"apostrophe", "client's", 2},
      {"digits belong to words", "b12 5mg 3.5", 4},
      {"underscore does not", "a_b", 2},
      {"letters beyond ASCII", "\u00F8re \u03BCg", 2},
      {"invalid bytes that were", "caf\uFFFDs", 1},
      {"bullet", "\u2022 tablets \u00B7 vials", 2},
      {"emoji", "\U0001F48A pill", 1},
      {"line breaks", "a\nb\n\nc", 3},
      {"one ideograph", "\u5408", 1},
      {"two ideographs", "\u5408\u540C", 1},
      {"three ideographs", "\u5408\u540C\u7814", 2},
      {"four ideographs", "\u5408\u540C\u7814\u7A76", 2},
      {"ideographs apart", "\u5408\u3002\u7814", 2},
      {"ideographs and letters", "cro\u7814\u7A76gmp", 3},
      {"kana", "\u30AB\u30BF\u30AB\u30CA", 2},
      {"Thai", "\u0E22\u0E32\u0E22\u0E32", 2},
      {"Hangul has spaces", "\uD55C\uAE00 \uD55C\uAE00\uD55C\uAE00", 2},
  };
  for (const Case& c : cases) EXPECT_EQ(CountWords(c.in), c.want) << c.name;
}

struct StepCase {
  const char* name;
  std::string in;  // "^" stands where the steps begin
  uint32_t n;
  std::string want;
};

TEST(WordsAfter, ReachesOverTheNextWords) {
  const StepCase cases[] = {
      {"none", "do^ not make", 0, ""},
      {"one", "do^ not make", 1, " not"},
      {"two", "do^ not make it", 2, " not make"},
      {"more than there are", "do^ not make.", 9, " not make."},
      {"from the begin of a word", "do ^not make", 1, "not"},
      {"the rest of a word is no word", "d^o not make", 1, "o not"},
      {"the rest of a word alone", "d^o not make", 0, "o"},
      {"over signs", "do^: (not) make", 1, ": (not"},
      {"hyphens part words", "do^ pre-clinical", 1, " pre"},
      {"over line breaks", "do^\n\nnot make", 1, "\n\nnot"},
      {"at the end", "do^", 3, ""},
      {"beyond ASCII", "do^ \u00F8re make", 1, " \u00F8re"},
      {"ideographs in pairs", "\u4E0D^\u5408\u540C\u7814", 1, "\u5408\u540C"},
      {"an odd ideograph", "\u4E0D^\u5408\u540C\u7814\u3002x", 2, "\u5408\u540C\u7814"},
  };
  for (const StepCase& c : cases) {
    const size_t at = c.in.find('^');
    const std::string text = c.in.substr(0, at) + c.in.substr(at + 1);
    const Span span = WordsAfter(text, static_cast<uint32_t>(at), c.n);
    EXPECT_EQ(span.begin, at) << c.name;
    EXPECT_EQ(text.substr(span.begin, span.size()), c.want) << c.name;
  }
}

TEST(WordsBefore, ReachesOverThePreviousWords) {
  const StepCase cases[] = {
      {"none", "do not^ make", 0, ""},
      {"one", "do not ^make", 1, "not "},
      {"two", "we do not ^make", 2, "do not "},
      {"more than there are", "(do not ^make", 9, "(do not "},
      {"from the end of a word", "do not^ make", 1, "not"},
      {"the rest of a word is no word", "do not m^ake", 1, "not m"},
      {"over signs", "(do) - ^make", 1, "do) - "},
      {"hyphens part words", "pre-clinical ^x", 1, "clinical "},
      {"at the begin", "^do", 3, ""},
      {"beyond ASCII", "x \u00F8re ^make", 1, "\u00F8re "},
      {"ideographs in pairs", "\u7814\u5408\u540C^\u4E0D", 1, "\u5408\u540C"},
      {"four bytes", "\U00020000\U00020001\U00020002^", 1, "\U00020001\U00020002"},
  };
  for (const StepCase& c : cases) {
    const size_t at = c.in.find('^');
    const std::string text = c.in.substr(0, at) + c.in.substr(at + 1);
    const Span span = WordsBefore(text, static_cast<uint32_t>(at), c.n);
    EXPECT_EQ(span.end, at) << c.name;
    EXPECT_EQ(text.substr(span.begin, span.size()), c.want) << c.name;
  }
}

TEST(Words, OffsetsAreHeldWithinTheText) {
  EXPECT_EQ(WordsAfter("do not", 99, 2), (Span{6, 6}));
  EXPECT_EQ(WordsBefore("do not", 99, 1), (Span{3, 6}));
  EXPECT_EQ(WordsAfter("\u5408\u540C", 1, 1), (Span{0, 6}));
  EXPECT_EQ(WordsBefore("\u5408\u540C", 4, 1), (Span{0, 3}));
  EXPECT_EQ(WordsAfter("", 0, 1), (Span{0, 0}));
  EXPECT_EQ(WordsBefore("", 0, 1), (Span{0, 0}));
}

// Counting goes by blocks and stepping by code points; both must mean the same words.
TEST(Words, CountingAndSteppingAgree) {
  std::mt19937 random(Seed(20240607));
  const std::string pieces[] = {"a",      "b7",     " ",
                                "-",      "\u5408", "\u00E9",
                                "\u3002", ", ",     "a longer run of plain text in lower case"};
  for (int i = 0; i < 5000; ++i) {
    std::string text;
    for (size_t n = random() % 60; n > 0; --n) text += pieces[random() % std::size(pieces)];
    uint32_t at = 0;
    size_t words = 0;
    const auto size = static_cast<uint32_t>(text.size());
    for (; at < size; ++words) at = WordsAfter(text, at, 1).end;
    const size_t counted = CountWords(text);
    // The last step may have met signs alone.
    ASSERT_TRUE(words == counted || (words == counted + 1)) << text;
    if (counted == 0) continue;
    const uint32_t last = WordsAfter(text, 0, static_cast<uint32_t>(counted)).end;
    ASSERT_EQ(CountWords(std::string_view(text).substr(0, last)), counted) << text;
    ASSERT_EQ(CountWords(std::string_view(text).substr(last)), 0u) << text;
  }
}

}  // namespace
}  // namespace cxo
