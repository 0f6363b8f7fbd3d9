// Each lint from data: what raises it, what just does not, and its message whole.
#include "classifier/eval/data_lints.h"

#include <gtest/gtest.h>

#include "tests/pack_text.h"

namespace cxo {
namespace {

// So many rows of a text and a label.
void Add(size_t count, std::string text, LabelIndex label, std::vector<GoldRow>* rows) {
  rows->insert(rows->end(), count, GoldRow{.text = std::move(text), .label = label});
}

// The warnings without excerpts, behind their kinds.
std::string LintsOf(std::string_view tables, const std::vector<GoldRow>& rows, size_t threads = 1) {
  const auto classifier = ClassifierOf(tables);
  std::string all;
  for (DataLint& lint : LintOnRows(*classifier, rows, threads)) {
    lint.error.excerpt.clear();
    all += std::string(ToString(lint.kind)) + " " + Format(lint.error) + "\n";
  }
  return all;
}

constexpr std::string_view kTwo = R"([[rule]]
id = "cro.x"
label = "CRO"
any = ["xray"]
[[rule]]
id = "cmo.y"
label = "CMO"
any = ["yarn"]
)";

TEST(DataLints, WeightAgainstPrecisionIsToldFromEightRowsOn) {
  std::vector<GoldRow> rows;
  Add(7, "xray", kCmo, &rows);
  Add(1, "xray", kCro, &rows);
  Add(8, "yarn", kCmo, &rows);
  Add(8, "zinc", kCro, &rows);
  // 1 of 8: the Wilson interval ends at 0.471; 9 of 24 rows are CRO.
  EXPECT_EQ(LintsOf(kTwo, rows), "");
  Add(8, "zinc", kCro, &rows);  // 17 of 32
  EXPECT_EQ(LintsOf(kTwo, rows),
            "weight rules.toml:1:1: warning: cro.x speaks for CRO with weight 1, but only 1 of its "
            "8 rows are CRO; of all rows 53 % are\n");
  rows.erase(rows.begin());  // 7 rows are too few, however many are CRO
  Add(200, "zinc", kCro, &rows);
  EXPECT_EQ(LintsOf(kTwo, rows), "");
}

TEST(DataLints, ARuleThatIsNeverRightIsToldFromFiveRowsOn) {
  std::vector<GoldRow> rows;
  Add(4, "xray", kCmo, &rows);
  Add(200, "yarn", kCmo, &rows);  // however rare the label is: no row is CRO
  EXPECT_EQ(LintsOf(kTwo, rows), "");
  Add(1, "xray", kNone, &rows);
  EXPECT_EQ(LintsOf(kTwo, rows),
            "weight rules.toml:1:1: warning: cro.x speaks for CRO with weight 1, but none of its 5 "
            "rows is CRO\n");
  rows.back().also_ok = {kCro};
  EXPECT_EQ(LintsOf(kTwo, rows), "");
}

TEST(DataLints, ARuleThatSpeaksAgainstItsLabelMayBeNeverRight) {
  constexpr std::string_view kAgainst = R"([[rule]]
id = "cro.x"
label = "CRO"
any = ["xray"]
weight = -1
)";
  std::vector<GoldRow> rows;
  Add(9, "xray", kCmo, &rows);
  EXPECT_EQ(LintsOf(kAgainst, rows), "");
}

TEST(DataLints, AnotherDefensibleLabelCountsAsRight) {
  std::vector<GoldRow> rows;
  Add(8, "xray", kCmo, &rows);
  for (GoldRow& row : rows) row.also_ok = {kCro};
  Add(3, "yarn", kCmo, &rows);
  EXPECT_EQ(LintsOf(kTwo, rows), "");
}

TEST(DataLints, SilentRulesOfAFileMakeOneWarning) {
  std::string many;
  for (int i = 0; i < 10; ++i) {
    many += "[[rule]]\nid = \"cro.r" + std::to_string(i) + "\"\nlabel = \"CRO\"\nany = [\"word" +
            std::to_string(i) + "\"]\n";
  }
  std::vector<GoldRow> rows;
  Add(2, "word3", kCro, &rows);
  EXPECT_EQ(LintsOf(many, rows),
            "silent rules.toml:1:1: warning: 9 of the 10 rules of this file never count in these "
            "rows: cro.r0, cro.r1, cro.r2, cro.r4, cro.r5, cro.r6, cro.r7, cro.r8 and 1 more\n");
}

TEST(DataLints, RulesWhoseEveryHitIsSetAsideAreTold) {
  constexpr std::string_view kTables = R"([[rule]]
id = "cro.short"
label = "CRO"
any = ["trial"]
[[rule]]
id = "cmo.long"
label = "CMO"
any = ["trial packs"]
[[rule]]
id = "cro.wants"
label = "CRO"
any = ["study"]
needs = "cmo.long"
[[guard]]
id = "no"
any = ["no"]
affects = ["*"]
)";
  std::vector<GoldRow> rows;
  Add(2, "trial packs", kCmo, &rows);
  Add(1, "no trial; study; study", 0, &rows);
  Add(2, "study", kCro, &rows);
  EXPECT_EQ(
      LintsOf(kTables, rows),
      "set-aside rules.toml:1:1: warning: cro.short has hits in 3 rows and counts in none: 2 "
      "shadowed, 1 blocked\n"
      "set-aside rules.toml:13:1: warning: cro.wants has hits in 3 rows and counts in none: 4 "
      "without what it needs\n");
}

TEST(DataLints, RulesOfOneLabelInTheSameRowsAreDuplicates) {
  constexpr std::string_view kTables = R"([[rule]]
id = "cro.b"
label = "CRO"
any = ["beta"]
[[rule]]
id = "cro.a"
label = "CRO"
any = ["alpha"]
)";
  std::vector<GoldRow> rows;
  Add(2, "alpha beta", kCro, &rows);
  EXPECT_EQ(LintsOf(kTables, rows), "");
  Add(1, "beta, alpha", kCro, &rows);
  EXPECT_EQ(LintsOf(kTables, rows),
            "duplicate rules.toml:7:1: warning: cro.a counts in the same 3 rows as cro.b\n");
  Add(1, "beta", kCro, &rows);
  EXPECT_EQ(LintsOf(kTables, rows), "");
}

TEST(DataLints, ARuleThatIsWrongWhereAnotherIsRightConflictsWithIt) {
  std::vector<GoldRow> rows;
  Add(4, "xray yarn", kCmo, &rows);
  Add(1, "xray", kCro, &rows);
  EXPECT_EQ(LintsOf(kTwo, rows),
            "conflict rules.toml:1:1: warning: cro.x (CRO) counts in 5 rows, in 4 of them beside "
            "cmo.y (CMO): 0 of these are CRO, 4 are CMO\n");
  Add(1, "xray", kCro, &rows);  // 4 of 6 rows are less than four fifths
  EXPECT_EQ(LintsOf(kTwo, rows), "");
}

TEST(DataLints, AreTheSameForEveryNumberOfThreads) {
  std::vector<GoldRow> rows;
  Add(20, "xray yarn", kCmo, &rows);
  Add(20, "zinc", kCro, &rows);
  const std::string one = LintsOf(kTwo, rows);
  EXPECT_NE(one, "");
  EXPECT_EQ(LintsOf(kTwo, rows, 3), one);
}

}  // namespace
}  // namespace cxo
