// Reliability bins and expected calibration error, by hand.
#include "classifier/eval/calibration.h"

#include <gtest/gtest.h>

namespace cxo {
namespace {

Prediction At(double confidence, bool right) {
  return {.gold = 1, .predicted = right ? 1 : 0, .confidence = confidence};
}

TEST(Calibration, ErrorIsTheWeightedGapOfTheBins) {
  // Bin 0.9-1: confidence 0.95, accuracy 0.5; bin 0.6-0.7: confidence 0.65, accuracy 1.
  const Calibration calibration =
      Calibrate({At(0.92, true), At(0.98, false), At(0.65, true), At(0.65, true)});
  EXPECT_EQ(calibration.bins[9].rows, 2u);
  EXPECT_NEAR(calibration.bins[9].confidence, 0.95, 1e-12);
  EXPECT_NEAR(calibration.bins[9].accuracy, 0.5, 1e-12);
  EXPECT_NEAR(calibration.expected_error, 0.5 * 0.45 + 0.5 * 0.35, 1e-12);
}

TEST(Calibration, BordersBelongToTheUpperBinAndOneToTheLast) {
  const Calibration calibration = Calibrate({At(0.5, true), At(1.0, true), At(0.0, false)});
  EXPECT_EQ(calibration.bins[5].rows, 1u);
  EXPECT_EQ(calibration.bins[9].rows, 1u);
  EXPECT_EQ(calibration.bins[0].rows, 1u);
}

TEST(Calibration, IsZeroWithoutRows) { EXPECT_EQ(Calibrate({}).expected_error, 0.0); }

}  // namespace
}  // namespace cxo
