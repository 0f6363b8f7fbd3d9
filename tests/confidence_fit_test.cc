// Confidence is fitted where rows can tell, and left alone, for the reason that holds, where not.
#include "classifier/eval/confidence_fit.h"

#include <limits>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace cxo {
namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();

struct Group {
  double z = 0.0;  // score of CRO, that of NONE being 0
  size_t right = 0;
  size_t wrong = 0;
};

ScoredRows Rows(const std::vector<Group>& groups) {
  ScoredRows rows;
  for (const Group& group : groups) {
    for (size_t i = 0; i < group.right + group.wrong; ++i) {
      rows.scores.push_back({0, group.z});
      rows.gold.push_back(i < group.right ? 1 : 0);
    }
  }
  return rows;
}

Decision Own(double temperature, double slope, double intercept) {
  return {.bias = {0, 0},
          .threshold = {kNever, kNever},
          .temperature = temperature,
          .slope = slope,
          .intercept = intercept};
}

TEST(ConfidenceFit, StaysAsThePackHasItWhereRowsCannotTell) {
  const struct {
    std::string_view name;
    std::vector<Group> groups;
    bool temperature;
    ConfidenceKept want;
  } cases[] = {
      {"nothing is wrong", {{1, 40, 0}, {3, 60, 0}}, true, ConfidenceKept::kTooFewWrong},
      {"next to nothing is", {{1, 40, 9}, {3, 60, 0}}, true, ConfidenceKept::kTooFewWrong},
      {"next to nothing is right", {{1, 9, 40}, {3, 0, 60}}, true, ConfidenceKept::kTooFewRight},
      {"nothing at all", {}, true, ConfidenceKept::kTooFewWrong},
      {"no temperature is low enough",
       {{0.1, 80, 20}, {0.5, 198, 2}},
       true,
       ConfidenceKept::kEndOfSearch},
      {"none is high enough", {{40, 60, 40}, {20, 60, 40}}, true, ConfidenceKept::kEndOfSearch},
      {"surer is not better", {{1, 90, 10}, {3, 60, 40}}, false, ConfidenceKept::kNoSlope},
      {"the pack has it right", {{1, 73, 27}, {3, 95, 5}}, false, ConfidenceKept::kNoBetter},
  };
  for (const auto& one : cases) {
    const bool alone = one.want == ConfidenceKept::kNoBetter;
    const Decision own = alone ? Own(1, 1, 0) : Own(2, 0.5, -0.25);
    const ConfidenceFit fit =
        FitConfidence(Rows(one.groups), own, {.temperature = one.temperature});
    EXPECT_EQ(fit.kept, one.want) << one.name;
    EXPECT_EQ(fit.temperature, own.temperature) << one.name;
    EXPECT_EQ(fit.slope, own.slope) << one.name;
    EXPECT_EQ(fit.intercept, own.intercept) << one.name;
  }
}

TEST(ConfidenceFit, FollowsRowsThatTell) {
  // At log-odds of 1 and 3 the pack is far too sure of itself.
  const ScoredRows rows = Rows({{1, 60, 40}, {3, 80, 20}});
  const ConfidenceFit fit = FitConfidence(rows, Own(1, 2, 1), {});
  EXPECT_EQ(fit.kept, ConfidenceKept::kNo);
  EXPECT_EQ(fit.right, 140U);
  EXPECT_EQ(fit.wrong, 60U);
  EXPECT_GT(fit.temperature, 1.5);
  const ConfidenceFit at_one = FitConfidence(rows, Own(1, 2, 1), {.temperature = false});
  EXPECT_EQ(at_one.temperature, 1.0);
  EXPECT_NEAR(at_one.slope, 0.48, 0.02);
  EXPECT_NEAR(at_one.intercept, -0.07, 0.02);
}

// What says nothing of other texts says nothing, however often it is repeated.
TEST(ConfidenceFit, LearnsNothingFromTwins) {
  // Rows of one score are right, those of another are wrong: as two texts they are no proof.
  ScoredRows rows = Rows({{1, 0, 40}, {3, 60, 0}});
  EXPECT_EQ(FitConfidence(rows, Own(1, 1, 0), {.temperature = false}).kept, ConfidenceKept::kNo);
  for (size_t i = 0; i < rows.gold.size(); ++i) rows.texts.emplace_back(i < 40 ? "one" : "two");
  EXPECT_EQ(FitConfidence(rows, Own(1, 1, 0), {.temperature = false}).kept,
            ConfidenceKept::kNoBetter);
}

}  // namespace
}  // namespace cxo
