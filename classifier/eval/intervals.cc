// Wilson in closed form; the bootstrap over (gold, predicted) cells, which is all that F1 depends
// on.
#include "classifier/eval/intervals.h"

#include <algorithm>
#include <cmath>

namespace cxo {

Interval WilsonInterval(uint64_t successes, uint64_t trials) {
  if (trials == 0) return {};
  constexpr double kZ = 1.959963984540054;
  const auto n = static_cast<double>(trials);
  const double p = static_cast<double>(successes) / n;
  const double scale = 1 + kZ * kZ / n;
  const double center = (p + kZ * kZ / (2 * n)) / scale;
  const double half = kZ * std::sqrt(p * (1 - p) / n + kZ * kZ / (4 * n * n)) / scale;
  return {std::max(0.0, center - half), std::min(1.0, center + half)};
}

size_t DrawBelow(size_t n, std::mt19937_64* random) {
  // The high half of a 128-bit product: D. Lemire, "Fast random integer generation in an interval".
  __extension__ using Wide = unsigned __int128;
  return static_cast<size_t>((static_cast<Wide>((*random)()) * n) >> 64);
}

Interval MiddleOf(std::vector<double>* figures) {
  std::sort(figures->begin(), figures->end());
  const auto n = static_cast<double>(figures->size());
  const auto low = static_cast<size_t>(std::floor(0.025 * n));
  const auto high = static_cast<size_t>(std::ceil(0.975 * n)) - 1;
  return {(*figures)[low], (*figures)[high]};
}

BootstrapIntervals Bootstrap(const std::vector<Prediction>& predictions, size_t labels,
                             size_t rounds, uint64_t seed) {
  BootstrapIntervals result;
  result.f1.resize(labels);
  if (predictions.empty() || rounds == 0) return result;
  std::mt19937_64 random(seed);
  std::vector<double> macro;
  std::vector<std::vector<double>> f1(labels);
  std::vector<Prediction> drawn(predictions.size());
  for (size_t round = 0; round < rounds; ++round) {
    for (Prediction& one : drawn) one = predictions[DrawBelow(predictions.size(), &random)];
    const Metrics metrics = Measure(drawn, labels);
    macro.push_back(metrics.macro_f1);
    for (size_t l = 0; l < labels; ++l) f1[l].push_back(metrics.labels[l].f1);
  }
  result.macro_f1 = MiddleOf(&macro);
  for (size_t l = 0; l < labels; ++l) result.f1[l] = MiddleOf(&f1[l]);
  return result;
}

}  // namespace cxo
