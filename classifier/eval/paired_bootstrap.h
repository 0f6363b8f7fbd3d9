// Is one way of answering better than another on the same rows, or was it chance?
#pragma once

#include <cstdint>
#include <vector>

#include "classifier/eval/intervals.h"
#include "classifier/eval/metrics.h"

namespace cxo {

// The least gain that shows in three decimals.
inline constexpr double kLeastGain = 0.0005;

// Second minus first, with 95 % percentile intervals (ends as in BootstrapIntervals).
struct PairedDifference {
  double macro_f1_gain = 0.0;
  double accuracy_gain = 0.0;
  Interval macro_f1;
  Interval accuracy;

  // True if macro-F1 is higher by something that shows in three decimals.
  bool is_higher() const { return macro_f1_gain >= kLeastGain; }
};

// Draws rows with replacement `rounds` times, each time the same rows for both. `first` and
// `second` answer the same rows in the same order. The same seed gives the same intervals. Without
// rounds the intervals are whole, as Interval() is; without rows the gains are 0 as well.
PairedDifference PairedBootstrap(const std::vector<Prediction>& first,
                                 const std::vector<Prediction>& second, size_t labels,
                                 size_t rounds, uint64_t seed);

// True if the mean of `gains`, one for each row, is above 0 by more than chance: by 1.96 of its
// standard errors. False for fewer than two rows.
bool IsMoreThanChance(const std::vector<double>& gains);

}  // namespace cxo
