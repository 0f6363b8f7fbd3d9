// What is said about regular expressions before they are compiled.
#include "classifier/pack/regex_check.h"

#include <string>

#include <gtest/gtest.h>

namespace cxo {
namespace {

TEST(CheckRegex, AllowsUpperCaseWhereItDoesNotStandForItself) {
  for (const char* regex : {R"(\btk/?pd\b)",
                            R"(\W\D\S\B\A\pL\PN\p{Greek}\x{6A}\x6A\152)",
                            R"((?P<Name>a)(?<Other>b))",
                            R"((?iU)a(?U:b)(?:c))",
                            "[[:alpha:]]",
                            R"([\W\]\S])",
                            "[^]a]",
                            "",
                            "\\",
                            "(",
                            "[",
                            "\\p",
                            "\\x{",
                            "製造(?:[^販業]|$)",
                            "[一-龥]",
                            "[à-ÿ]",
                            "ø|æ|ж",
                            "(?P<É>a)",
                            R"(\p{É})",
                            R"(\é)",
                            R"([\x{e0}-\x{ff}])",
                            R"([+-é])",
                            R"([\x00-\x7f])",
                            R"([^\x{e0}-\x{e5}])",
                            R"([\d-é])",
                            R"([å-à])",
                            R"(\x{d800}\x{110000}\x{zz}\x{41)",
                            R"([\t \n\-\]])",
                            "[^[:upper:]]",
                            "cell[_ ]line_?s_*t_{0,1}",
                            R"(\Qa_\E?)",
                            "cell  ?line  *s  {0,2}",
                            "[a  ]b c",
                            "r&d; r &a r&amp;?d r&[a]mp; r&nothing;",
                            R"(\x{fffd}|\x{4e00})"}) {
    EXPECT_FALSE(CheckRegex(regex, {}).has_value()) << regex;
  }
}

TEST(CheckRegex, RefusesUpperCaseThatCouldNeverMatch) {
  struct Case {
    const char *in, *word;
    uint32_t column;
  };
  const Case cases[] = {
      {"GMP", "GMP", 1},         {"a|cGMP", "GMP", 4},        {"[A-Z]", "A", 2},
      {"[[:alpha:]X]", "X", 11}, {R"(\QAB\E)", "AB", 3},      {R"((?P<N>A))", "A", 7},
      {R"(\x6AB)", "B", 5},      {R"(\pLu\p{Lu}U)", "U", 11}, {"(?i:X)", "X", 5},
  };
  for (const Case& c : cases) {
    const auto fault = CheckRegex(c.in, {});
    ASSERT_TRUE(fault.has_value()) << c.in;
    EXPECT_EQ(fault->message, "regular expressions see lower-case text; write `" +
                                  std::string(c.word) + "` in lower case")
        << c.in;
    EXPECT_EQ(fault->column, c.column) << c.in;
    EXPECT_EQ(fault->width, std::string(c.word).size()) << c.in;
  }
}

TEST(CheckRegex, RefusesWhatNoNormalFormHolds) {
  const struct {
    const char *in, *want;
    uint32_t column;
  } kCases[] = {
      {R"(\bmüller\b)", "write `ü` as `u`", 4},
      {"[aé]", "write `é` as `e`", 3},
      {"stra(ß|ss)e", "write `ß` as `ss`", 6},
      {"жЖ", "write `Ж` as `ж`", 3},
      {"i–iii", "write `–` as `-`", 2},
      {"ＧＭＰ", "write `Ｇ` as `g`", 1},
      {R"(\ré)", "write `é` as `e`", 3},
      {"x™", "take `™` out", 2},
      {R"(\x{e9}x)", R"(write `\x{e9}` as `e`)", 1},
      {R"(a[b\xe9])", R"(write `\xe9` as `e`)", 4},
      {R"(\351)", R"(write `\351` as `e`)", 1},
      {R"(g\x{4D}p)", R"(write `\x{4D}` as `m`)", 2},
      {R"(\x{2122})", R"(take `\x{2122}` out)", 1},
      {"[à-å]", "take `à-å` out", 2},
      {R"([a\x{e0}-å])", R"(take `\x{e0}-å` out)", 3},
      {R"([\x41-\x5A])", R"(take `\x41-\x5A` out)", 2},
      {"[-é]", "write `é` as `e`", 3},
      {R"([a\-é])", "write `é` as `e`", 5},
      {"[[:upper:]x]", "write `[:upper:]` as `[:lower:]`", 2},
      {"blister_pack", "write `_` as a space", 8},
      {R"(a\x5F+b)", R"(write `\x5F` as a space)", 2},
      {R"((?:ab|a\_b))", R"(write `\_` as a space)", 8},
      {"cell  line", "write one space in place of several", 5},
      {"cell   ?line", "write one space in place of several", 5},
      {"r&amp;d", "write `&amp;` as `&`", 2},
      {"(r&#38;d)", "write `&#38;` as `&`", 3},
      {"a&shy;b", "take `&shy;` out", 2},
  };
  for (const auto& c : kCases) {
    const auto fault = CheckRegex(c.in, {});
    ASSERT_TRUE(fault.has_value()) << c.in;
    EXPECT_EQ(
        fault->message,
        "regular expressions see texts in normal form (lower case, no accents, plain signs); " +
            std::string(c.want))
        << c.in;
    EXPECT_EQ(fault->column, c.column) << c.in;
  }
  const auto fault = CheckRegex("\bglp\b", {});
  ASSERT_TRUE(fault.has_value());
  EXPECT_EQ(fault->message,
            "a backspace can never match: between \" and \" `\\b` is one; write the expression "
            "between ' and '");
  EXPECT_EQ(fault->column, 1u);
}

TEST(CheckRegex, RefusesWhatIsTooLongOrTooDeep) {
  const std::string deep(33, '(');
  EXPECT_FALSE(CheckRegex(deep.substr(1), {}).has_value());
  EXPECT_FALSE(CheckRegex("[" + deep + "]", {}).has_value());
  EXPECT_FALSE(CheckRegex(deep.substr(1) + ")(", {}).has_value());
  EXPECT_EQ(CheckRegex(deep, {})->message, "brackets are nested more than 32 deep");
  EXPECT_EQ(CheckRegex(deep, {})->column, 33u);
  EXPECT_FALSE(CheckRegex(std::string(16384, 'a'), {}).has_value());
  EXPECT_EQ(CheckRegex(std::string(16385, 'a'), {})->message,
            "the regular expression is 16385 bytes long, at most 16384 are allowed");
}

}  // namespace
}  // namespace cxo
