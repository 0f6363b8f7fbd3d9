// Sets of separators, runs of an expression that say them, and gaps against the expression that
// defines them.
#include "classifier/match/separators.h"

#include <random>
#include <string>

#include <gtest/gtest.h>
#include <re2/re2.h>

#include "classifier/match/separator_runs.h"
#include "tests/seed.h"

namespace cxo {
namespace {

TEST(Separators, NumberEachSetOnce) {
  Separators separators;
  const auto space = separators.Intern({" ", "-"});
  const auto comma = separators.Intern({", "});
  EXPECT_EQ(separators.Intern({"-", " ", " "}), space);
  EXPECT_NE(space, comma);
  const auto sets_of = [&](std::string_view separator) {
    const auto found = separators.masks().find(SeparatorKey(separator));
    return found == separators.masks().end() ? 0 : found->second;
  };
  EXPECT_EQ(sets_of(" "), uint64_t{1} << *space);
  EXPECT_EQ(sets_of(", "), uint64_t{1} << *comma);
  EXPECT_EQ(sets_of(";"), 0U);
  EXPECT_EQ(separators.Intern({"12345678"}), std::nullopt);
}

TEST(Separators, JoinSetsAndGaps) {
  Separators separators;
  const auto sign = separators.Intern({"'"});
  const auto space = separators.Intern({" ", "-"});
  const auto gap = separators.InternGap("", 3);
  EXPECT_EQ(separators.Concatenate(*sign, *space), separators.Intern({"' ", "'-"}));
  EXPECT_EQ(separators.Concatenate(*sign, *gap), separators.InternGap("'", 3));
  EXPECT_EQ(separators.Concatenate(*space, *gap), std::nullopt);
  EXPECT_EQ(separators.Concatenate(*gap, *space), std::nullopt);
}

TEST(Separators, EndWhereTheirNumbersEnd) {
  Separators separators;
  for (Joint i = 0; i < kSeparatorSets; ++i) {
    EXPECT_EQ(separators.Intern({std::string(1, static_cast<char>('!' + i))}), i);
  }
  EXPECT_EQ(separators.Intern({"~~"}), std::nullopt);
  for (uint32_t n = 0; n < kGaps; ++n) EXPECT_TRUE(separators.InternGap("", n).has_value());
  EXPECT_EQ(separators.InternGap("", kGaps), std::nullopt);
}

TEST(SeparatorRuns, SayWhatStandsBetweenTwoWords) {
  struct Case {
    std::string_view regex;
    std::vector<std::string> texts;  // of the joint, in order; none if there is no joint
    bool may_be_absent = false;
  };
  const Case cases[] = {
      {"[- ]", {" ", "-"}},
      {"(?: |, )", {" ", ", "}},
      {" ?- ?", {" -", " - ", "-", "- "}},
      {"[ \\n]?", {"\n", " "}, true},
      {"(?:,)?[ ]", {" ", ", "}},
      {"(?:)", {}, true},
  };
  Separators separators;
  SeparatorRuns runs;
  for (const auto& [regex, texts, may_be_absent] : cases) {
    const auto tree = ParseRegex(regex);
    for (const bool again : {false, true}) {
      const auto run = runs.Read(tree->parts, &separators);
      ASSERT_TRUE(run.has_value()) << regex;
      EXPECT_EQ(run->may_be_absent, may_be_absent) << regex << again;
      EXPECT_EQ(run->joint ? separators.TextsOf(*run->joint) : std::vector<std::string>(), texts)
          << regex << again;
    }
  }
  const auto gap =
      runs.Read(ParseRegex(",?(?:[ \\n][^ \\n.;:!?]+){0,3} ?[-/ \\n] ?")->parts, &separators);
  EXPECT_EQ(gap->joint, separators.InternGap("", 3));
  for (const std::string_view varied : {"(?:12345678| )", "[-+][-+][-+][-+][-+][-+][-+]"}) {
    EXPECT_EQ(runs.Read(ParseRegex(varied)->parts, &separators), std::nullopt) << varied;
  }
}

TEST(Gap, IsWhatItsExpressionMatches) {
  std::mt19937 random(Seed(3));
  const std::string bytes = " \n,-/.ab ( ";
  size_t gaps = 0;
  for (int round = 0; round < 6'000; ++round) {
    std::string between;
    for (size_t i = random() % 9; i > 0; --i) between += bytes[random() % bytes.size()];
    const uint32_t words = random() % 4;
    const bool signed_gap = random() % 4 == 0;
    const RE2 regex(std::string(signed_gap ? "'" : "") + ",?(?:[ \\n][^ \\n.;:!?]+){0," +
                    std::to_string(words) + "} ?[-/ \\n] ?");
    Gap gap{.words = words};
    if (signed_gap) gap = {.words = words, .sign_size = 1, .sign = "'"};
    if (signed_gap && random() % 2 == 0) between = "'" + between;
    const bool want = RE2::FullMatch(between, regex);
    gaps += want ? 1 : 0;
    EXPECT_EQ(IsGap(gap, between), want) << "`" << between << "` " << regex.pattern();
  }
  EXPECT_GT(gaps, 500U);
}

}  // namespace
}  // namespace cxo
