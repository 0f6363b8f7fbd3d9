// What turns scores into confidence, fitted to labelled rows where these can tell, and left as the
// pack has it where they cannot: where next to nothing is wrong, the likeliest curve is one on
// which every answer is as sure as every other.
#pragma once

#include <cstddef>
#include <cstdint>

#include "classifier/eval/decision_fit.h"
#include "classifier/pack/pack.h"

namespace cxo {

// Of right and of wrong answers each this many are needed.
inline constexpr size_t kLeastAnswers = 10;

// Why confidence stays as the pack has it.
enum class ConfidenceKept {
  kNo,           // it is fitted
  kTooFewRight,  // fewer than kLeastAnswers
  kTooFewWrong,  // likewise
  kEndOfSearch,  // the best temperature is the lowest or the highest that is tried
  kNoSlope,      // surer answers are not right more often
  kNoBetter,     // not clearly better on rows that it was not fitted on
};

struct ConfidenceFit {
  double temperature = 1.0;
  double slope = 1.0;
  double intercept = 0.0;
  ConfidenceKept kept = ConfidenceKept::kNo;
  size_t right = 0;  // answers
  size_t wrong = 0;
};

struct ConfidenceFitOptions {
  bool temperature = true;  // is fitted too
  size_t folds = 5;
  uint64_t seed = 1;
};

// The temperature of BestTemperature, rounded to 0.05, and the slope and intercept of BestScaling,
// rounded to 0.01; those of `decision` if one of the reasons above holds. The last one: each row's
// confidence is taken from a fit on the other folds (by StratifiedFolds, rows.texts telling
// repeats), and the log-loss of right and wrong answers is lower than with `decision` by no more
// than 1.96 standard errors of the mean, the same rows on both sides. Reads the labels by
// decision's thresholds.
ConfidenceFit FitConfidence(const ScoredRows& rows, const Decision& decision,
                            const ConfidenceFitOptions& options);

}  // namespace cxo
