// Log-odds against figures computed independently (Python, from the equations of the paper).
#include "classifier/eval/log_odds.h"

#include <gtest/gtest.h>

namespace cxo {
namespace {

TEST(LogOdds, AgreeWithTheEquationsToTwelveDigits) {
  struct Case {
    PhraseCounts counts;
    double delta = 0;
    double z = 0;
  };
  const Case cases[] = {
      {{3, 100, 0, 567}, 3.7527962244770077, 1.9679829428055118},
      {{10, 100, 0, 567}, 3.799960570111256, 3.6381852582297456},
      {{14, 100, 8, 567}, 1.8840092028792732, 4.713447233755313},
      {{1, 4, 3, 4}, -1.7746063900018059, -1.7671967276188056},
      {{0, 10, 4, 10}, -2.820752123618404, -1.7080502331789025},
      {{4, 4, 0, 4}, 4.795790545596741, 2.9039953887106753},
  };
  for (const Case& c : cases) {
    EXPECT_NEAR(CompareOdds(c.counts).delta, c.delta, 1e-12) << c.delta;
    EXPECT_NEAR(CompareOdds(c.counts).z, c.z, 1e-12) << c.z;
  }
}

TEST(LogOdds, AreZeroWhereNothingIsSaid) {
  const PhraseCounts cases[] = {
      {0, 0, 0, 0}, {0, 5, 0, 5}, {5, 5, 5, 5}, {2, 5, 0, 0}, {5, 50, 5, 50}};
  for (const PhraseCounts& counts : cases) {
    EXPECT_EQ(CompareOdds(counts).delta, 0) << counts.inside_rows;
    EXPECT_EQ(CompareOdds(counts).z, 0) << counts.inside_rows;
  }
}

TEST(LogOdds, GrowWithTheNumberOfRows) {
  double last = 0;
  for (uint64_t rows = 1; rows < 50; ++rows) {
    const double z = CompareOdds({rows, 100, 0, 500}).z;
    EXPECT_GT(z, last) << rows;
    last = z;
  }
}

}  // namespace
}  // namespace cxo
