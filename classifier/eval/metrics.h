// How well predictions agree with gold labels.
#pragma once

#include <cstdint>
#include <vector>

#include "classifier/pack/pack.h"

namespace cxo {

// What a classifier said of one labelled text.
struct Prediction {
  LabelIndex gold = kNone;
  LabelIndex predicted = kNone;
  double confidence = 0.0;
  bool defensible = false;  // right, or one of the row's other defensible labels
};

// Of one label. Definitions as in scikit-learn with zero_division = 0: where nothing is predicted,
// precision is 0; where nothing is gold, recall is 0; where both are 0, F1 is 0.
struct LabelScore {
  uint64_t gold = 0;       // rows with this gold label
  uint64_t predicted = 0;  // rows predicted as it
  uint64_t right = 0;      // rows that are both
  double precision = 0.0;
  double recall = 0.0;
  double f1 = 0.0;  // 2 right / (gold + predicted)

  // No row has the label and none is said to: its figures mean nothing.
  bool is_absent() const { return gold + predicted == 0; }
};

struct Metrics {
  uint64_t rows = 0;
  double accuracy = 0.0;
  double right_or_defensible = 0.0;
  double macro_f1 = 0.0;  // mean F1 of the labels that are gold or predicted somewhere
  std::vector<LabelScore> labels;
  std::vector<std::vector<uint64_t>> confusion;  // [gold][predicted]
};

// Metrics over `predictions`, whose labels are below `labels`. All zero if there are none.
Metrics Measure(const std::vector<Prediction>& predictions, size_t labels);

}  // namespace cxo
