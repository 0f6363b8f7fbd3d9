// p-values against published ones and against exact rational arithmetic.
#include "classifier/eval/significance.h"

#include <vector>

#include <gtest/gtest.h>

namespace cxo {
namespace {

TEST(McNemarTest, EqualsPublishedValues) {
  struct Case {
    uint64_t won;
    uint64_t lost;
    double p;
    double precision;  // of what is printed
  };
  const std::vector<Case> cases = {
      // M. W. Fagerland, S. Lydersen, P. Laake, "The McNemar test for binary matched-pairs data",
      // BMC Medical Research Methodology 13:91 (2013): the exact conditional test on airway
      // hyper-responsiveness and on complete remission.
      {1, 7, 0.0703, 0.00005},
      {6, 16, 0.0525, 0.00005},
      // The approval ratings of A. Agresti, "Categorical Data Analysis", with R's
      // exact2x2::mcnemar.exact.
      {86, 150, 3.716e-05, 0.0005e-05},
      // binom.test(3, 15) in R.
      {3, 12, 0.03516, 0.000005},
  };
  for (const Case& c : cases) {
    EXPECT_NEAR(McNemarTest(c.won, c.lost), c.p, c.precision) << c.won << ", " << c.lost;
    EXPECT_EQ(McNemarTest(c.won, c.lost), McNemarTest(c.lost, c.won));
  }
}

// The wanted values were computed with whole numbers of any length and one division.
TEST(McNemarTest, EqualsExactArithmetic) {
  struct Case {
    uint64_t won;
    uint64_t lost;
    double p;
  };
  const std::vector<Case> cases = {
      {0, 0, 1},
      {1, 0, 1},
      {5, 0, 0.0625},
      {6, 0, 0.03125},
      {10, 2, 0.03857421875},
      {7, 7, 1},
      {8, 7, 1},
      {1, 24, 1.5497207641601562e-06},
      {121, 59, 4.434449263755176e-06},
      {150, 86, 3.715936139571442e-05},
      {300, 200, 8.940066542253267e-06},
      {2000, 1800, 0.0012427867782631994},
      {1000, 0, 1.8665272370064378e-301},
      {5000, 0, 0},  // 2^-4999 is below every double
  };
  for (const Case& c : cases) {
    EXPECT_NEAR(McNemarTest(c.won, c.lost), c.p, c.p * 1e-12) << c.won << ", " << c.lost;
  }
}

// https://en.wikipedia.org/wiki/Holm-Bonferroni_method, and R's p.adjust(method = "holm").
TEST(HolmAdjusted, EqualsPublishedValues) {
  const std::vector<double> adjusted = HolmAdjusted({0.01, 0.04, 0.03, 0.005});
  const std::vector<double> want = {0.03, 0.06, 0.06, 0.02};
  ASSERT_EQ(adjusted.size(), want.size());
  for (size_t i = 0; i < want.size(); ++i) EXPECT_NEAR(adjusted[i], want[i], 1e-15) << i;
}

TEST(HolmAdjusted, IsNeverMoreThanOne) {
  EXPECT_EQ(HolmAdjusted({0.6, 1, 0.5}), (std::vector<double>{1, 1, 1}));
  EXPECT_TRUE(HolmAdjusted({}).empty());
}

TEST(SmallestTellingDifference, IsTheLeastThatIsSignificant) {
  EXPECT_EQ(SmallestTellingDifference(0), 6u);
  EXPECT_EQ(SmallestTellingDifference(5), 6u);
  EXPECT_EQ(SmallestTellingDifference(6), 6u);
  // The two-sided sign test at 5 %: critical values of the rarer sign, as in W. J. Dixon and A. M.
  // Mood, "The statistical sign test" (1946): 1 of 10, 2 of 12, 5 of 20, 17 of 50, 39 of 100.
  EXPECT_EQ(SmallestTellingDifference(10), 10u - 2 * 1);
  EXPECT_EQ(SmallestTellingDifference(12), 12u - 2 * 2);
  EXPECT_EQ(SmallestTellingDifference(20), 20u - 2 * 5);
  EXPECT_EQ(SmallestTellingDifference(50), 50u - 2 * 17);
  EXPECT_EQ(SmallestTellingDifference(100), 100u - 2 * 39);
  for (uint64_t n = 6; n < 300; ++n) {
    const uint64_t least = SmallestTellingDifference(n);
    const uint64_t lost = (n - least) / 2;
    EXPECT_LE(McNemarTest(n - lost, lost), kSignificance) << n;
    EXPECT_GT(McNemarTest(n - lost - 1, lost + 1), kSignificance) << n;
  }
}

}  // namespace
}  // namespace cxo
