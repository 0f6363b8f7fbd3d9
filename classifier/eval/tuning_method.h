// A way to answer labelled rows, and how well it did: what the kinds of tuning show side by side.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "classifier/eval/gold.h"
#include "classifier/eval/metrics.h"
#include "classifier/pack/pack.h"

namespace cxo {

struct TuningMethod {
  std::string name;  // "hand", "fitted", "rules", "words", "majority", "vote", "ngrams"
  Metrics metrics;
  std::optional<double> log_loss;           // where there are probabilities
  std::optional<double> calibration_error;  // where there is a confidence
};

// Rows and how a method answered them.
class Answers {
 public:
  // Takes the answer that `decision` gives for these scores.
  void Add(const GoldRow& row, const std::vector<double>& scores, const Decision& decision);

  const std::vector<Prediction>& predictions() const { return predictions_; }

  // The figures over all rows so far, at least one.
  TuningMethod Summary(std::string name, size_t labels) const;

 private:
  std::vector<Prediction> predictions_;
  double log_loss_ = 0.0;  // sum
};

// A label needs this many rows to be fitted: two for each fold, and at least ten.
size_t LeastRows(size_t folds);

// Why no fit over these rows is possible; empty if at least two labels have `least` of them.
std::string WhyTooThin(const Pack& pack, const std::vector<GoldRow>& rows, size_t least);

}  // namespace cxo
