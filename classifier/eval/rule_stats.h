// What each rule does on labelled texts. Rows are counted, not hits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "classifier/eval/matched_corpus.h"

namespace cxo {

struct RuleStats {
  uint32_t rule = 0;           // index into Pack::rules
  uint64_t rows = 0;           // rows in which its evidence adds to a score
  uint64_t right = 0;          // of them, rows whose gold label is the rule's label
  double gain = 0.0;           // information that hitting gives about the gold label, in bits
  uint64_t overlap = 0;        // of its rows, those in which another rule of its label counts
  uint64_t conflict = 0;       // of its rows, those in which a rule of another label counts
  uint64_t right_without = 0;  // rows that the pack would get right if it had not this rule
};

// Statistics of every labelled rule, in the order of the pack. `right_without` decides every row
// in which the rule has evidence anew without it; other rows cannot change. The same for any number
// of threads.
std::vector<RuleStats> MeasureRules(const Classifier& classifier, const MatchedCorpus& corpus,
                                    size_t threads = 1);

}  // namespace cxo
