// Fields of records, raw and as text; columns by name and number.
#include "classifier/io/csv_fields.h"

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "classifier/io/column.h"

namespace cxo {
namespace {

using ::testing::ElementsAreArray;

struct SplitCase {
  std::string name;
  std::string_view in;
  std::vector<std::string> raw;
  std::vector<std::string> text;
};

const std::vector<SplitCase>& SplitCases() {
  static const std::vector<SplitCase> kCases = {
      {"empty", "", {""}, {""}},
      {"one", "a", {"a"}, {"a"}},
      {"plain", "a,b", {"a", "b"}, {"a", "b"}},
      {"empty fields", ",,", {"", "", ""}, {"", "", ""}},
      {"quoted", "\"a\",\"b\"", {"\"a\"", "\"b\""}, {"a", "b"}},
      {"delimiter inside", "\"a,b\",c", {"\"a,b\"", "c"}, {"a,b", "c"}},
      {"line end inside", "\"a\r\nb\",c", {"\"a\r\nb\"", "c"}, {"a\r\nb", "c"}},
      {"doubled", "\"a \"\"b\"\"\",c", {"\"a \"\"b\"\"\"", "c"}, {"a \"b\"", "c"}},
      {"only doubled", "\"\"\"\"", {"\"\"\"\""}, {"\""}},
      {"empty quoted", "\"\",a", {"\"\"", "a"}, {"", "a"}},
      {"literal quote", "5\" pipe,a", {"5\" pipe", "a"}, {"5\" pipe", "a"}},
      {"spaces stay", " a , \"b\"", {" a ", " \"b\""}, {" a ", " \"b\""}},
      {"bad: text after the quote", "\"a\"b,c", {"\"a\"b", "c"}, {"ab", "c"}},
      {"bad: unclosed", "a,\"b,c", {"a", "\"b,c"}, {"a", "b,c"}},
      {"bad: unclosed and empty", "a,\"", {"a", "\""}, {"a", ""}},
      {"bad: unclosed after a doubled one", "\"\"\"a", {"\"\"\"a"}, {"\"a"}},
  };
  return kCases;
}

TEST(FieldPicker, GivesRawAndTextOfEveryField) {
  for (const SplitCase& c : SplitCases()) {
    FieldPicker picker(Dialect(), {0, 1, 2});
    EXPECT_EQ(picker.Pick(c.in), c.raw.size()) << c.name;
    for (size_t i = 0; i < c.raw.size(); ++i) {
      EXPECT_EQ(picker[i].raw, c.raw[i]) << c.name;
      EXPECT_EQ(picker[i].text, c.text[i]) << c.name;
    }
    EXPECT_THAT(SplitRecord(c.in, Dialect()), ElementsAreArray(c.text)) << c.name;
  }
}

TEST(FieldPicker, TakesQuotesForTextWhereThereAreNone) {
  const Dialect none{.quote = kNoQuote};
  EXPECT_THAT(SplitRecord("\"a,b\",\"\"", none), ElementsAreArray({"\"a", "b\"", "\"\""}));
  FieldPicker picker(none, {1});
  const std::string_view nul("a,\0b,c\0", 7);
  EXPECT_EQ(picker.Pick(nul), 3u);
  EXPECT_EQ(picker[0].text, std::string_view("\0b", 2));
}

TEST(RowsInside, CountsLinesThatDivideLikeRows) {
  struct Case {
    std::string name;
    std::string_view in;
    size_t want;
  };
  for (const Case& c : std::vector<Case>{
           {"one line", "1,a,b", 0},
           {"swallowed rows", "1,\"a,b\n2,c,d\n3,e\",f", 3},
           {"with CR", "1,\"a,b\r\n2,c,d\r\n3,e\",f", 3},
           {"blank lines between", "1,\"a,b\n\n2,c,d\n \n3,e\",f", 3},
           {"a quoted cell before the quote", "\"1,5\",\"a,b\n2,c,d\n3,e,f\n4,g\",h", 3},
           {"a quoted cell behind it", "1,\"a,b\n2,c,d\n3,e,f\n4,g\",\"h, i\"", 3},
           {"too few", "1,\"a,b\n2,c\",d", 0},
           {"a text", "1,\"We test:\na, b, c\nd, e\ng, h, i\nand so on\",x", 0},
           {"a list that is like rows", "1,\"a, b, c\nd, e, f\",x", 0},
           {"other lines among them", "1,\"a,b\n2,c,d\nwords\n3,e,f\n4,g\",h", 0}}) {
    EXPECT_EQ(RowsInside(c.in, Dialect(), 3), c.want) << c.name;
  }
  EXPECT_EQ(RowsInside("\"a\nb\nc\nd\"", Dialect(), 1), 0u);  // any line is a row of one field
  EXPECT_EQ(RowsInside("1\t\"a\n2\tb\n3\tc\"", Dialect{.delimiter = '\t'}, 2), 3u);
}

TEST(FieldPicker, TakesColumnsInAnyOrderAndAgain) {
  FieldPicker picker(Dialect{.delimiter = ';'}, {2, 0, 2});
  EXPECT_EQ(picker.size(), 3u);
  EXPECT_EQ(picker.Pick("a;b;\"c\"\"\";d"), 4u);
  EXPECT_EQ(picker[0].text, "c\"");
  EXPECT_EQ(picker[1].text, "a");
  EXPECT_EQ(picker[2].text, "c\"");
}

TEST(FieldPicker, GivesNothingForColumnsARecordDoesNotHave) {
  FieldPicker picker(Dialect(), {1});
  EXPECT_EQ(picker.Pick("a,b"), 2u);
  EXPECT_EQ(picker.Pick("a"), 1u);
  EXPECT_EQ(picker[0].raw.data(), nullptr);
  EXPECT_EQ(picker[0].text, "");
  EXPECT_EQ(picker.Pick("a,"), 2u);
  EXPECT_NE(picker[0].raw.data(), nullptr);
}

TEST(FieldPicker, CopiesNothingWithoutDoubledQuotes) {
  FieldPicker picker(Dialect(), {1});
  const std::string body = "a,\"b\"";
  picker.Pick(body);
  EXPECT_EQ(picker[0].text.data(), body.data() + 3);
}

TEST(FieldPicker, CountsAMillionColumns) {
  FieldPicker picker(Dialect(), {999'999});
  EXPECT_EQ(picker.Pick(std::string(999'999, ',') + "last"), 1'000'000u);
  EXPECT_EQ(picker.Pick("a"), 1u);
}

TEST(FindColumn, FindsByNameThenByFoldedNameThenByNumber) {
  struct Case {
    std::string_view wanted;
    size_t want;
  };
  const std::vector<std::string> names = {"id", "Text",    "text",   " Note ",
                                          "2",  "Country", "also_ok"};
  for (const Case& c : std::vector<Case>{{"id", 0},
                                         {"Text", 1},
                                         {"text", 2},
                                         {"note", 3},
                                         {"COUNTRY", 5},
                                         {"2", 4},
                                         {"1", 0},
                                         {"6", 5},
                                         {"Also OK", 6}}) {
    const Result<size_t> column = FindColumn(names, c.wanted);
    ASSERT_TRUE(column.ok()) << c.wanted;
    EXPECT_EQ(*column, c.want) << c.wanted;
  }
}

TEST(FindColumn, SaysWhichColumnsThereAre) {
  struct Case {
    std::string_view wanted;
    std::string_view want;
  };
  const std::vector<std::string> names = {"id", "Text", "text", "country"};
  for (const Case& c : std::vector<Case>{
           {"contry",
            "--column: no column `contry` (did you mean `country`?); the columns are `id`, "
            "`Text`, `text`, `country`"},
           {"txet",
            "--column: no column `txet` (did you mean `Text`?); the columns are `id`, "
            "`Text`, `text`, `country`"},
           {"zzz",
            "--column: no column `zzz`; the columns are `id`, `Text`, `text`, "
            "`country`"},
           {"TEXT",
            "--column: column `TEXT` is there more than once (columns 2 and 3); give its "
            "number"},
           {"0", "--column: no column number 0; there are 4: `id`, `Text`, `text`, `country`"},
           {"5",
            "--column: no column number 5; there are 4: `id`, `Text`, `text`, "
            "`country`"}}) {
    const Result<size_t> column = FindColumn(names, c.wanted);
    ASSERT_FALSE(column.ok()) << c.wanted;
    EXPECT_EQ(Format(column.error()), c.want);
  }
}

TEST(FindColumn, ListsTheFirstOfVeryManyColumns) {
  std::vector<std::string> names;
  for (int i = 0; i < 25; ++i) names.push_back("c" + std::to_string(i));
  EXPECT_EQ(Format(FindColumn(names, "zzzzz").error()),
            "--column: no column `zzzzz`; the columns are `c0`, `c1`, `c2`, `c3`, `c4`, "
            "`c5`, `c6`, `c7`, `c8`, `c9`, `c10`, `c11`, `c12`, `c13`, `c14`, "
            "`c15`, `c16`, `c17`, `c18`, `c19` and 5 more");
}

}  // namespace
}  // namespace cxo
