// What one side of a comparison says of many rows: the labels, and what made them, in the little
// space that comparing needs.
#pragma once

#include <cstdint>
#include <vector>

#include "classifier/eval/matched_corpus.h"

namespace cxo {

struct SideVerdict {
  // What the evidence of one rule adds to the score of one label.
  struct Part {
    uint32_t rule = 0;  // index into Pack::rules
    LabelIndex label = kNone;
    double weight = 0.0;
    Span span;  // of its first piece of evidence, in bytes of the row's text
  };

  LabelIndex label = kNone;
  LabelIndex leader = kNone;  // has the highest score; not `label` where it missed its threshold
  double confidence = 0.0;
  std::vector<double> scores;   // per label
  std::vector<double> leaning;  // per label, of words and signals; empty without weights
  std::vector<Part> parts;      // by rule, then label

  bool abstained() const { return leader != label; }
};

// One verdict for each row. Refers to the pack, which must outlive it.
struct SideVerdicts {
  const Pack* pack = nullptr;
  std::vector<SideVerdict> rows;
};

// Decides every row on up to `threads` threads; the result does not depend on their number. The
// corpus must have been matched with the patterns of the classifier's pack.
SideVerdicts DecideSide(const Classifier& classifier, const MatchedCorpus& corpus, size_t threads);

}  // namespace cxo
