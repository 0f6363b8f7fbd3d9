// The rest of a decision, fitted to scores of rows that the weights were not fitted on:
// temperature, thresholds, and the calibration of confidence.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "classifier/pack/pack.h"

namespace cxo {

// Labelled rows with their scores.
struct ScoredRows {
  std::vector<std::vector<double>> scores;  // per row one for each label
  std::vector<LabelIndex> gold;
  std::vector<std::string_view> texts;  // per row, to tell repeats by; empty: there are none
};

// Mean of -ln p(gold label), p being at least 1e-15. 0 for no rows.
double LogLoss(const ScoredRows& rows, double temperature);

// The temperature with the least log-loss, of those between these two.
inline constexpr double kLowestTemperature = 0.25;
inline constexpr double kHighestTemperature = 8.0;
double BestTemperature(const ScoredRows& rows);

// Slope and intercept of a decision by which confidence is closest to the share of right answers:
// logistic regression of right answers on the log-odds of the answer's probability (J. Platt,
// 1999, with his targets (r + 1) / (r + 2) and 1 / (w + 2) instead of 1 and 0, for r right and w
// wrong answers). The slope is at least 0. Reads the labels by decision's thresholds.
struct Scaling {
  double slope = 1.0;
  double intercept = 0.0;
};
Scaling BestScaling(const ScoredRows& rows, const Decision& decision);

// For each label its threshold: that of `decision`, or one from 0 to 3 in steps of 0.25 if that
// gives a higher macro-F1 and the lower end of the 95 % bootstrap interval of the gain (by `seed`)
// is above 0.01. Labels in `fixed` keep theirs, as does the abstaining label. In order of labels,
// each with the thresholds of those before it.
std::vector<double> BestThresholds(const ScoredRows& rows, const Decision& decision,
                                   const std::vector<bool>& fixed, uint64_t seed);

}  // namespace cxo
