// Counts first, ratios last, so that every figure is one division of integers.
#include "classifier/eval/metrics.h"

namespace cxo {
namespace {

double Ratio(uint64_t part, uint64_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

Metrics Measure(const std::vector<Prediction>& predictions, size_t labels) {
  Metrics metrics;
  metrics.rows = predictions.size();
  metrics.labels.resize(labels);
  metrics.confusion.assign(labels, std::vector<uint64_t>(labels));
  uint64_t right = 0;
  uint64_t defensible = 0;
  for (const Prediction& one : predictions) {
    const auto gold = static_cast<size_t>(one.gold);
    const auto predicted = static_cast<size_t>(one.predicted);
    ++metrics.confusion[gold][predicted];
    ++metrics.labels[gold].gold;
    ++metrics.labels[predicted].predicted;
    if (gold == predicted) {
      ++metrics.labels[gold].right;
      ++right;
    }
    if (one.defensible) ++defensible;
  }
  metrics.accuracy = Ratio(right, metrics.rows);
  metrics.right_or_defensible = Ratio(defensible, metrics.rows);
  double sum = 0;
  uint64_t present = 0;
  for (LabelScore& score : metrics.labels) {
    score.precision = Ratio(score.right, score.predicted);
    score.recall = Ratio(score.right, score.gold);
    score.f1 = Ratio(2 * score.right, score.gold + score.predicted);
    if (score.is_absent()) continue;
    sum += score.f1;
    ++present;
  }
  metrics.macro_f1 = present == 0 ? 0.0 : sum / static_cast<double>(present);
  return metrics;
}

}  // namespace cxo
