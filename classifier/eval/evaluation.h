// Everything that `cxo eval` says about a pack on labelled texts, as data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "classifier/classifier.h"
#include "classifier/eval/baselines.h"
#include "classifier/eval/calibration.h"
#include "classifier/eval/gold.h"
#include "classifier/eval/intervals.h"
#include "classifier/eval/matched_corpus.h"
#include "classifier/eval/metrics.h"
#include "classifier/eval/rule_stats.h"

namespace cxo {

struct EvaluationOptions {
  size_t threads = 1;
  uint64_t seed = 1;
  size_t rounds = 1000;  // of the bootstrap; 0: no bootstrap intervals
  size_t folds = 5;      // of the n-gram baseline
  bool baselines = true;
  bool rules = true;
};

// A row whose label is not the gold one.
struct EvaluationError {
  size_t row = 0;  // index into GoldFile::rows
  LabelIndex predicted = kNone;
  bool defensible = false;
  double confidence = 0.0;
  std::string rules;                  // that counted, as in the result column
  std::vector<Evidence> evidence;     // of the verdict, with spans in the row's text
  std::vector<Weakening> weakenings;  // of the verdict
};

struct Evaluation {
  Metrics metrics;
  Interval accuracy;                // Wilson
  std::vector<Interval> precision;  // per label, Wilson
  std::vector<Interval> recall;     // per label, Wilson
  BootstrapIntervals bootstrap;
  Calibration calibration;
  double coverage = 0.0;          // share of rows answered without asking for review
  double covered_accuracy = 0.0;  // accuracy on those
  double abstention = 0.0;        // share of rows in which no rule of a label but NONE counts
  std::vector<Baseline> baselines;
  std::vector<RuleStats> rules;
  std::vector<EvaluationError> errors;  // by gold label, then predicted label, then row
};

// Evaluates. The same rows, pack and options give the same figures for every number of threads.
Evaluation Evaluate(const Classifier& classifier, const std::vector<GoldRow>& rows,
                    const EvaluationOptions& options);

// The same for rows that are matched already, with the patterns of `classifier`.
Evaluation Evaluate(const Classifier& classifier, const MatchedCorpus& corpus,
                    const EvaluationOptions& options);

}  // namespace cxo
