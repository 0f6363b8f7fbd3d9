// Intervals against published values.
#include "classifier/eval/intervals.h"

#include <array>
#include <vector>

#include <gtest/gtest.h>

namespace cxo {
namespace {

// R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in
// Medicine 17 (1998), table I, method 3 (score, without continuity correction).
TEST(WilsonInterval, EqualsNewcombesTable) {
  struct Case {
    uint64_t successes;
    uint64_t trials;
    double low;
    double high;
  };
  constexpr std::array<Case, 4> kCases = {{{81, 263, 0.2553, 0.3662},
                                           {15, 148, 0.0624, 0.1605},
                                           {0, 20, 0.0000, 0.1611},
                                           {1, 29, 0.0061, 0.1718}}};
  for (const Case& c : kCases) {
    const Interval interval = WilsonInterval(c.successes, c.trials);
    EXPECT_NEAR(interval.low, c.low, 0.00005) << c.successes << "/" << c.trials;
    EXPECT_NEAR(interval.high, c.high, 0.00005) << c.successes << "/" << c.trials;
  }
}

TEST(WilsonInterval, IsEverythingWithoutTrials) {
  EXPECT_EQ(WilsonInterval(0, 0).low, 0.0);
  EXPECT_EQ(WilsonInterval(0, 0).high, 1.0);
}

// The ends solve (p - x)^2 = z^2 x (1 - x) / n, which defines the interval.
TEST(WilsonInterval, EndsSolveTheScoreEquation) {
  for (uint64_t n = 1; n < 60; n += 7) {
    for (uint64_t k = 0; k <= n; ++k) {
      const double p = static_cast<double>(k) / static_cast<double>(n);
      const Interval interval = WilsonInterval(k, n);
      for (const double x : {interval.low, interval.high}) {
        const double z2 = 1.959963984540054 * 1.959963984540054;
        EXPECT_NEAR((p - x) * (p - x), z2 * x * (1 - x) / static_cast<double>(n), 1e-12);
      }
    }
  }
}

std::vector<Prediction> SixtyOfHundred() {
  std::vector<Prediction> predictions(100, {.gold = 1, .predicted = 1});
  for (size_t i = 0; i < 40; ++i) predictions[i].predicted = 0;
  return predictions;
}

TEST(Bootstrap, IsTheSameForTheSameSeed) {
  const BootstrapIntervals a = Bootstrap(SixtyOfHundred(), 2, 200, 7);
  const BootstrapIntervals b = Bootstrap(SixtyOfHundred(), 2, 200, 7);
  const BootstrapIntervals c = Bootstrap(SixtyOfHundred(), 2, 200, 8);
  EXPECT_EQ(a.macro_f1.low, b.macro_f1.low);
  EXPECT_EQ(a.f1[1].high, b.f1[1].high);
  EXPECT_NE(a.f1[1].low, c.f1[1].low);
}

// F1 of label 1 is 2k / (k + n) for k of n right, and k is binomial: the percentiles of k for n =
// 100, p = 0.6 are 50 and 69 (exact tails: P(k <= 49) = 0.017, P(k <= 50) = 0.027).
TEST(Bootstrap, MatchesTheExactBinomialPercentiles) {
  const BootstrapIntervals intervals = Bootstrap(SixtyOfHundred(), 2, 20000, 1);
  const auto f1 = [](double k) { return 2 * k / (k + 100); };
  EXPECT_NEAR(intervals.f1[1].low, f1(50), f1(51) - f1(50) + 1e-12);
  EXPECT_NEAR(intervals.f1[1].high, f1(69), f1(70) - f1(69) + 1e-12);
}

TEST(DrawBelow, ReachesEveryNumberAboutEquallyOften) {
  std::mt19937_64 random(3);
  std::array<int, 7> counts{};
  for (int i = 0; i < 70000; ++i) ++counts[DrawBelow(counts.size(), &random)];
  for (const int count : counts) EXPECT_NEAR(count, 10000, 400);
}

}  // namespace
}  // namespace cxo
