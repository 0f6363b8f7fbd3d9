// What a pack says of many rows, in the little space that comparing and counting need.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "classifier/eval/matched_corpus.h"

namespace cxo {

struct RowVerdict {
  struct Trace {
    uint32_t rule;  // index into Pack::rules
    Evidence::State state;
  };
  LabelIndex label = kNone;
  std::vector<double> scores;  // per label
  std::vector<Trace> evidence;
};

// The verdict on each row, on up to `threads` threads; the result does not depend on their number.
std::vector<RowVerdict> DecideRows(const Classifier& classifier, const MatchedCorpus& corpus,
                                   size_t threads);

// What became of one rule's evidence over all rows.
struct RuleFate {
  std::vector<uint32_t> touched;  // rows in which it has evidence of any state, ascending
  std::vector<uint32_t> counts;   // rows in which it adds to the score of its own label, ascending
  bool adds = false;              // to some score somewhere, by itself or through a composite
  std::array<uint64_t, Evidence::kStates> evidence = {};  // pieces by Evidence::State
};

// One for each rule of the pack.
std::vector<RuleFate> FatesOfRules(const Pack& pack, const std::vector<RowVerdict>& verdicts);

}  // namespace cxo
