// Everything that `cxo tune` finds out about a pack on labelled texts, as data: weights and a
// decision fitted to them, and what those are worth on rows that they were not fitted on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "classifier/classifier.h"
#include "classifier/error/result.h"
#include "classifier/eval/confidence_fit.h"
#include "classifier/eval/fit.h"
#include "classifier/eval/fit_progress.h"
#include "classifier/eval/gold.h"
#include "classifier/eval/paired_bootstrap.h"
#include "classifier/eval/tuning_method.h"

namespace cxo {

struct TuningOptions {
  std::string profile;  // under which the classifier was built; what it sets is not fitted
  size_t threads = 1;
  uint64_t seed = 1;
  size_t folds = 5;      // from 2 to 20
  size_t rounds = 1000;  // of the bootstrap
  FitProgress progress;  // told of each fold, and of the fit on all rows
};

struct Tuning {
  Weights hand;                        // of the pack
  Weights fitted;                      // on all rows, rounded to readable numbers
  std::optional<Penalties> penalties;  // none: the hand weights are kept, with their biases
  ConfidenceFit confidence;            // of `fitted`, and why it is that of the pack if it is
  std::vector<size_t> rule_rows;       // per rule the rows in which it counts
  std::vector<bool> fixed_rules;       // locked, of weight 0, or weighed by the profile
  std::vector<LabelIndex> thin;        // labels with too few rows: bias and threshold stay
  std::vector<TuningMethod> methods;   // hand, fitted, then baselines; fitted and ngrams answer
                                       // every row from a fit that has not seen it
  PairedDifference difference;         // fitted minus hand, on the same rows

  bool surer = false;  // log-loss is lower than by hand, likewise, by more than chance: 1.96
                       // standard errors of the mean

  // True if on rows not fitted on macro-F1 is higher than with the hand weights by something that
  // shows in three decimals.
  bool is_higher() const { return difference.is_higher(); }
  // True if the 95 % interval of that is above 0: it is more than chance.
  bool is_certain() const { return difference.macro_f1.low > 0; }
  // True if fitting is worth it: macro-F1 is higher by more than chance; or probabilities are
  // better by more than chance, and macro-F1 is not lower by more than chance.
  bool helps() const {
    return (is_higher() && is_certain()) || (surer && difference.macro_f1.high >= 0);
  }
};

// Fits the weights of `classifier`'s pack, which is taken to be as people wrote it, to `gold`.
//
// Nested cross-validation by StratifiedFolds, rows of the same text together: in each outer fold,
// inner folds of the other rows choose the penalties, or the hand weights if none is clearly better
// (by macro-F1, the mean of three dealings); all those rows give the weights, the inner folds'
// held-out scores thresholds, temperature and calibration (FitConfidence); everything is rounded;
// the fold's own rows are answered. The weights returned come from the same procedure on all rows.
// The same for every number of threads.
//
// Weights, biases and temperature are rounded to 0.05, thresholds to 0.25, calibration to 0.01;
// weights that moved by less than 0.1 stay what they are by hand. No bias ends above MostBias.
//
// Fails if fewer than two labels have LeastRows rows.
Result<Tuning> Tune(const Classifier& classifier, const GoldFile& gold,
                    const TuningOptions& options);

}  // namespace cxo
