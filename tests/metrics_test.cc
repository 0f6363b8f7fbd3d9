// Metrics against a computation of another shape: per label, over pairs, from the definitions.
#include "classifier/eval/metrics.h"

#include <cmath>
#include <random>
#include <set>
#include <vector>

#include <gtest/gtest.h>

namespace cxo {
namespace {

constexpr double kTolerance = 1e-12;

std::vector<Prediction> RandomPredictions(size_t rows, int labels, uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<Prediction> predictions(rows);
  for (Prediction& one : predictions) {
    one.gold = static_cast<LabelIndex>(random() % static_cast<uint64_t>(labels));
    const bool guess = random() % 3 == 0;
    one.predicted =
        guess ? static_cast<LabelIndex>(random() % static_cast<uint64_t>(labels)) : one.gold;
    one.defensible = one.gold == one.predicted || random() % 4 == 0;
  }
  return predictions;
}

// Harmonic mean of precision and recall as the textbooks write it.
double TextbookF1(const std::vector<Prediction>& predictions, LabelIndex label) {
  double hit = 0;
  double said = 0;
  double true_rows = 0;
  for (const Prediction& one : predictions) {
    hit += one.gold == label && one.predicted == label ? 1 : 0;
    said += one.predicted == label ? 1 : 0;
    true_rows += one.gold == label ? 1 : 0;
  }
  const double precision = said == 0 ? 0 : hit / said;
  const double recall = true_rows == 0 ? 0 : hit / true_rows;
  return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
}

TEST(Metrics, EqualTheTextbookDefinitions) {
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    const auto predictions = RandomPredictions(200 + seed, 5, seed);
    const Metrics metrics = Measure(predictions, 5);
    double right = 0;
    double sum = 0;
    std::set<LabelIndex> present;
    for (const Prediction& one : predictions) {
      right += one.gold == one.predicted ? 1 : 0;
      present.insert({one.gold, one.predicted});
    }
    for (const LabelIndex label : present) {
      const double f1 = TextbookF1(predictions, label);
      EXPECT_NEAR(metrics.labels[static_cast<size_t>(label)].f1, f1, kTolerance);
      sum += f1;
    }
    EXPECT_NEAR(metrics.accuracy, right / static_cast<double>(predictions.size()), kTolerance);
    EXPECT_NEAR(metrics.macro_f1, sum / static_cast<double>(present.size()), kTolerance);
  }
}

// The example of scikit-learn's documentation of f1_score: y_true = [0,1,2,0,1,2], y_pred =
// [0,2,1,0,0,1]; f1 is 0.8, 0, 0 and their macro average 0.26666...
TEST(Metrics, EqualAPublishedExample) {
  const std::vector<Prediction> predictions = {{0, 0}, {1, 2}, {2, 1}, {0, 0}, {1, 0}, {2, 1}};
  const Metrics metrics = Measure(predictions, 3);
  EXPECT_NEAR(metrics.labels[0].f1, 0.8, kTolerance);
  EXPECT_EQ(metrics.labels[1].f1, 0.0);
  EXPECT_NEAR(metrics.macro_f1, 0.8 / 3, kTolerance);
}

TEST(Metrics, LeaveAbsentLabelsOutOfTheMean) {
  const Metrics metrics = Measure({{0, 0}, {1, 1}}, 5);
  EXPECT_EQ(metrics.macro_f1, 1.0);
  EXPECT_EQ(metrics.labels[4].f1, 0.0);
}

TEST(Metrics, AreZeroWithoutRows) {
  const Metrics metrics = Measure({}, 2);
  EXPECT_EQ(metrics.rows, 0u);
  EXPECT_EQ(metrics.accuracy, 0.0);
  EXPECT_EQ(metrics.macro_f1, 0.0);
}

TEST(Metrics, CountDefensibleAnswersOnce) {
  const Metrics metrics = Measure({{.gold = 0, .predicted = 1, .defensible = true},
                                   {.gold = 1, .predicted = 1, .defensible = true},
                                   {.gold = 0, .predicted = 1}},
                                  2);
  EXPECT_NEAR(metrics.right_or_defensible, 2.0 / 3, kTolerance);
  EXPECT_EQ(metrics.confusion[0][1], 2u);
}

}  // namespace
}  // namespace cxo
