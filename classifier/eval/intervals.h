// Confidence intervals for shares and F1, and the random numbers behind resampling.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "classifier/eval/metrics.h"

namespace cxo {

struct Interval {
  double low = 0.0;
  double high = 1.0;
};

// The 95 % score interval for a share of `successes` in `trials` (E. B. Wilson, 1927):
//   (p + z^2/2n -+ z sqrt(p (1 - p) / n + z^2 / 4 n^2)) / (1 + z^2 / n),  z = 1.959963984540054
// [0, 1] for no trials.
Interval WilsonInterval(uint64_t successes, uint64_t trials);

// The middle 95 % of `figures` (at least one), which are sorted for that: its ends are those at
// rank floor(0.025 n) and ceil(0.975 n) - 1, from 0.
Interval MiddleOf(std::vector<double>* figures);

// 95 % percentile bootstrap intervals: rows are drawn with replacement `rounds` times, and the
// middle of the figures of all draws is the interval. The same seed gives the same intervals on
// every machine.
struct BootstrapIntervals {
  Interval macro_f1;
  std::vector<Interval> f1;  // per label
};
BootstrapIntervals Bootstrap(const std::vector<Prediction>& predictions, size_t labels,
                             size_t rounds, uint64_t seed);

// A number from 0 to n - 1 (n > 0), each with the same probability to 2^-64 n. The distributions of
// <random> differ from library to library; this one does not.
size_t DrawBelow(size_t n, std::mt19937_64* random);

}  // namespace cxo
