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

class Classifier;

struct TuningMethod {
  std::string name;  // "hand", "fitted", "rules", "words", "standing", "adapted",
                     // "majority", "vote", "ngrams"
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

  // Of each row, -ln p(gold label).
  const std::vector<double>& log_losses() const { return log_losses_; }

  // The figures over all rows so far, at least one.
  TuningMethod Summary(std::string name, size_t labels) const;

 private:
  std::vector<Prediction> predictions_;
  std::vector<double> log_losses_;
};

// How `classifier` answers `rows`, at least one, as a method of this name.
TuningMethod AnswersOf(const Classifier& classifier, const std::vector<GoldRow>& rows,
                       std::string name);

// True if the mean of `losses` is lower than that of `before`, of the same rows, by more than
// chance: by 1.96 standard errors of the mean, and by something that shows in three decimals.
bool IsClearlyLower(const std::vector<double>& before, const std::vector<double>& losses);

// A label needs this many rows to be fitted: two for each fold, and at least ten.
size_t LeastRows(size_t folds);

// Why no fit over these rows is possible; empty if at least two labels have `least` of them.
std::string WhyTooThin(const Pack& pack, const std::vector<GoldRow>& rows, size_t least);

}  // namespace cxo
