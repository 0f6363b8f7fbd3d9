// Both metrics of every draw, then percentiles of their differences.
#include "classifier/eval/paired_bootstrap.h"

#include <algorithm>
#include <cmath>

namespace cxo {
namespace {

Interval Middle(std::vector<double>* figures) {
  std::sort(figures->begin(), figures->end());
  const auto rounds = static_cast<double>(figures->size());
  const auto low = static_cast<size_t>(std::floor(0.025 * rounds));
  const auto high = static_cast<size_t>(std::ceil(0.975 * rounds)) - 1;
  return {(*figures)[low], (*figures)[high]};
}

}  // namespace

PairedDifference PairedBootstrap(const std::vector<Prediction>& first,
                                 const std::vector<Prediction>& second, size_t labels,
                                 size_t rounds, uint64_t seed) {
  PairedDifference difference;
  if (first.empty()) return difference;
  const auto gain = [&](const std::vector<Prediction>& a, const std::vector<Prediction>& b) {
    const Metrics before = Measure(a, labels);
    const Metrics after = Measure(b, labels);
    difference.macro_f1_gain = after.macro_f1 - before.macro_f1;
    difference.accuracy_gain = after.accuracy - before.accuracy;
  };
  std::mt19937_64 random(seed);
  std::vector<Prediction> a(first.size());
  std::vector<Prediction> b(first.size());
  std::vector<double> macro_f1;
  std::vector<double> accuracy;
  for (size_t round = 0; round < rounds; ++round) {
    for (size_t i = 0; i < first.size(); ++i) {
      const size_t row = DrawBelow(first.size(), &random);
      a[i] = first[row];
      b[i] = second[row];
    }
    gain(a, b);
    macro_f1.push_back(difference.macro_f1_gain);
    accuracy.push_back(difference.accuracy_gain);
  }
  gain(first, second);
  difference.macro_f1 = Middle(&macro_f1);
  difference.accuracy = Middle(&accuracy);
  return difference;
}

}  // namespace cxo
