// Temperature, calibration and thresholds against values worked out by hand.
#include "classifier/eval/decision_fit.h"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace cxo {
namespace {

constexpr double kNoThreshold = -std::numeric_limits<double>::infinity();

Decision TwoLabels() { return {.bias = {0, 0}, .threshold = {kNoThreshold, kNoThreshold}}; }

// `right` rows of score difference z for CRO that are CRO, `wrong` that are not.
ScoredRows GapRows(double z, size_t right, size_t wrong) {
  ScoredRows rows;
  for (size_t i = 0; i < right + wrong; ++i) {
    rows.scores.push_back({0, z});
    rows.gold.push_back(i < right ? 1 : 0);
  }
  return rows;
}

TEST(BestTemperature, MakesProbabilitiesTheSharesOfRightAnswers) {
  // Three of four are right: e^(2 / T) = 3.
  EXPECT_NEAR(BestTemperature(GapRows(2, 30, 10)), 2 / std::log(3.0), 1e-3);
  EXPECT_NEAR(BestTemperature(GapRows(2, 30, 0)), 0.25, 1e-3);
  EXPECT_NEAR(BestTemperature(GapRows(2, 10, 10)), 8, 1e-2);
}

TEST(LogLoss, IsTheMeanOfNegativeLogarithms) {
  EXPECT_NEAR(LogLoss(GapRows(std::log(3.0), 1, 1), 1), -(std::log(0.75) + std::log(0.25)) / 2,
              1e-12);
  EXPECT_EQ(LogLoss({}, 1), 0);
  EXPECT_NEAR(LogLoss(GapRows(1000, 0, 1), 1), -std::log(1e-15), 1e-9);
}

TEST(BestScaling, MeetsPlattsTargets) {
  // Two groups of answers, 80 of 100 right at log-odds 1, 95 of 100 at log-odds 3: a line goes
  // through the log-odds of both shares, with targets 176/177 for right and 1/27 for wrong.
  ScoredRows rows = GapRows(1, 80, 20);
  const ScoredRows more = GapRows(3, 95, 5);
  rows.scores.insert(rows.scores.end(), more.scores.begin(), more.scores.end());
  rows.gold.insert(rows.gold.end(), more.gold.begin(), more.gold.end());
  const auto share = [](double right, double wrong) {
    return (right * 176 / 177 + wrong / 27) / (right + wrong);
  };
  const auto log_odds = [](double p) { return std::log(p / (1 - p)); };
  const double low = log_odds(share(80, 20));
  const double high = log_odds(share(95, 5));
  const Scaling scaling = BestScaling(rows, TwoLabels());
  EXPECT_NEAR(scaling.slope, (high - low) / 2, 1e-4);
  EXPECT_NEAR(scaling.intercept, low - (high - low) / 2, 1e-4);
}

TEST(BestScaling, NeverTurnsConfidenceUpsideDown) {
  ScoredRows rows = GapRows(3, 60, 40);  // the surer, the more often wrong
  const ScoredRows more = GapRows(1, 90, 10);
  rows.scores.insert(rows.scores.end(), more.scores.begin(), more.scores.end());
  rows.gold.insert(rows.gold.end(), more.gold.begin(), more.gold.end());
  const Scaling scaling = BestScaling(rows, TwoLabels());
  EXPECT_EQ(scaling.slope, 0);
  const double p = (150 * 151.0 / 152 + 50 / 52.0) / 200;
  EXPECT_NEAR(scaling.intercept, std::log(p / (1 - p)), 1e-4);
}

TEST(BestScaling, StaysFiniteWhereEveryAnswerIsRight) {
  const Scaling scaling = BestScaling(GapRows(2, 50, 0), TwoLabels());
  EXPECT_TRUE(std::isfinite(scaling.slope));
  EXPECT_NEAR(scaling.slope * 2 + scaling.intercept, std::log(51), 1e-3);
}

TEST(BestThresholds, MoveOnlyForARealGain) {
  ScoredRows rows = GapRows(2, 60, 0);
  const ScoredRows weak = GapRows(0.6, 2, 40);  // answers of little score are wrong
  rows.scores.insert(rows.scores.end(), weak.scores.begin(), weak.scores.end());
  rows.gold.insert(rows.gold.end(), weak.gold.begin(), weak.gold.end());
  EXPECT_EQ(BestThresholds(rows, TwoLabels(), {true, false}, 1),
            (std::vector<double>{kNoThreshold, 0.75}));
  EXPECT_EQ(BestThresholds(rows, TwoLabels(), {true, true}, 1),
            (std::vector<double>{kNoThreshold, kNoThreshold}));
  ScoredRows chance = GapRows(2, 60, 0);
  chance.scores.push_back({0, 0.6});  // one wrong answer is no reason
  chance.gold.push_back(0);
  EXPECT_EQ(BestThresholds(chance, TwoLabels(), {true, false}, 1),
            (std::vector<double>{kNoThreshold, kNoThreshold}));
}

}  // namespace
}  // namespace cxo
