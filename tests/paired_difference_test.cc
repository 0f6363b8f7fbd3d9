// The fast bootstrap against the plain one, which draws rows and measures them anew.
#include <gtest/gtest.h>

#include "classifier/eval/paired_bootstrap.h"

namespace cxo {
namespace {

using Predictions = std::vector<Prediction>;

// Some answers for `rows` rows, right about as often as `right` of 10 times.
Predictions Answers(size_t rows, size_t right, uint64_t seed) {
  std::mt19937_64 random(seed);
  Predictions answers;
  for (size_t i = 0; i < rows; ++i) {
    const auto gold = static_cast<LabelIndex>(i * i % 4);
    const auto other = static_cast<LabelIndex>(DrawBelow(4, &random));
    answers.push_back({.gold = gold, .predicted = DrawBelow(10, &random) < right ? gold : other});
  }
  return answers;
}

TEST(PairedDifference, EqualsMeasuringEveryDraw) {
  const Predictions first = Answers(150, 6, 1);
  const Predictions second = Answers(150, 8, 2);
  const PairedDifference fast = PairedBootstrap(first, second, 5, 300, 7);
  std::mt19937_64 random(7);
  std::vector<double> accuracy;
  std::vector<double> macro_f1;
  for (int round = 0; round < 300; ++round) {
    Predictions a;
    Predictions b;
    for (size_t i = 0; i < first.size(); ++i) {
      const size_t row = DrawBelow(first.size(), &random);
      a.push_back(first[row]);
      b.push_back(second[row]);
    }
    accuracy.push_back(Measure(b, 5).accuracy - Measure(a, 5).accuracy);
    macro_f1.push_back(Measure(b, 5).macro_f1 - Measure(a, 5).macro_f1);
  }
  EXPECT_EQ(fast.accuracy_gain, Measure(second, 5).accuracy - Measure(first, 5).accuracy);
  EXPECT_EQ(fast.macro_f1_gain, Measure(second, 5).macro_f1 - Measure(first, 5).macro_f1);
  EXPECT_EQ(fast.accuracy.low, MiddleOf(&accuracy).low);
  EXPECT_EQ(fast.accuracy.high, MiddleOf(&accuracy).high);
  EXPECT_EQ(fast.macro_f1.low, MiddleOf(&macro_f1).low);
  EXPECT_EQ(fast.macro_f1.high, MiddleOf(&macro_f1).high);
}

// 30 of 100 rows won, none lost: the gain of a draw is k / 100 with k binomial of 100 and 0.3,
// whose percentiles are 21 and 39 (exact tails: P(k <= 20) = 0.016, P(k <= 21) = 0.029, P(k >= 40)
// = 0.021, P(k >= 39) = 0.034).
TEST(PairedDifference, MatchesTheExactBinomialPercentiles) {
  const Predictions first(100, {.gold = 1, .predicted = 0});
  Predictions second = first;
  for (size_t i = 0; i < 30; ++i) second[i].predicted = 1;
  const PairedDifference difference = PairedBootstrap(first, second, 2, 20000, 1);
  EXPECT_NEAR(difference.accuracy.low, 0.21, 1e-12);
  EXPECT_NEAR(difference.accuracy.high, 0.39, 1e-12);
}

TEST(PairedDifference, OfTheSameAnswersIsNothing) {
  const Predictions same = Answers(40, 5, 3);
  const PairedDifference difference = PairedBootstrap(same, same, 4, 100, 1);
  EXPECT_EQ(difference.accuracy_gain, 0);
  EXPECT_EQ(difference.macro_f1.low, 0);
  EXPECT_EQ(difference.macro_f1.high, 0);
}

}  // namespace
}  // namespace cxo
