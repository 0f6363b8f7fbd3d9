// Which rules, or what else, made a row change its label?
#pragma once

#include <string>
#include <vector>

#include "classifier/eval/side_verdicts.h"

namespace cxo {

// Something that the two sides weigh differently in one row.
struct FlipCause {
  std::string name;  // id of a rule; "bias", "threshold", "words"
  double weight = 0.0;
  Span span;  // of the rule's first evidence in the row's text; empty: of no place in it
};

// One side's verdict on a row, with its pack.
struct JudgedRow {
  const Pack& pack;
  const SideVerdict& verdict;
};

// What turned the label of `base` into another one of `with`. How far the new label is ahead of the
// old one is, on each side,
//   lead = score(new) - score(old) = sum over rules of what they add to new, less what they add to
//          old, + bias(new) - bias(old) + leaning(new) - leaning(old)
// and the weight of a cause is how much more it gives to that lead in `with` than in `base`, so
// that all weights sum up to the growth of the lead. The leaning is what words and signals say
// (pack/word_weights.h), the cause "words". NONE that comes of a missed threshold counts for as
// much as that threshold (cause "threshold") against the label that missed it; where a third label
// missed its threshold, that label takes the place of NONE. Rules are told apart by id, labels by
// name; a label that a side does not have has no score there. The largest weights come first, those
// that spoke against the change (below 0) last; what differs by less than 1e-9 is left out.
std::vector<FlipCause> FlipCauses(const JudgedRow& base, const JudgedRow& with);

}  // namespace cxo
