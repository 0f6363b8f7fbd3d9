// Which phrases are worth trying as rules: those that separate a label and are news to the pack.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "classifier/classifier.h"
#include "classifier/eval/phrases.h"
#include "classifier/eval/row_verdicts.h"

namespace cxo {

// Which rows belong to which label, and what the pack says of them.
struct LabelledRows {
  // Per label and row: its gold label is this one; without gold: rules of this label have evidence
  // in it that is alive. A row without gold may belong to several labels.
  std::vector<std::vector<bool>> of_label;
  bool gold = true;
  std::vector<RowVerdict> verdicts;
};

// Rows with these verdicts sorted by label; `gold` is empty where there is none.
LabelledRows SortByLabel(const Pack& pack, const std::vector<LabelIndex>& gold,
                         std::vector<RowVerdict> verdicts);

// What a new rule of a label looks like beside the ones that are there.
struct RuleShape {
  double weight = 1.0;  // the median of the label's rules that speak for it; of all, if it has none
  Condition needs;      // the most frequent one of the label's rules; may be empty
};

// Composites and rules of no label aside.
RuleShape ShapeOf(const Pack& pack, LabelIndex label);

struct Candidate {
  size_t group = 0;  // index into the groups
  LabelIndex label = kNone;
  uint64_t inside = 0;  // rows of the label that hold it
  double z = 0.0;
  int64_t estimate = 0;   // rows won minus rows lost if the weight were simply added
  size_t tried_from = 0;  // the highest min_rows with which it is a candidate; 0: with none
};

struct ShortlistLimits {
  size_t most = 250;    // candidates
  size_t min_rows = 3;  // that hold a phrase of several words; twice as many for a single word
};

// The candidates of `label`: phrases that separate it (z above 1.645, of a single word above 2.326)
// and hold no phrase that the pack has for the label, by estimate, z and text. At least half, of a
// single word two thirds, of the rows that hold it are of the label. Without gold labels by z and
// text: phrases that separate rows of any label but NONE from those of none, whose rows are mostly
// of this label, a sixth of them and `min_rows` at least, and that hold no phrase that the pack has
// for any label.
std::vector<Candidate> Shortlist(const Classifier& classifier, const LabelledRows& rows,
                                 const std::vector<PhraseGroup>& groups, LabelIndex label,
                                 const ShortlistLimits& limits);

// The same of phrases that are held back because they stand in too few rows to tell chance from
// more: in `min_rows` at least, and that the phrase separates the label is likely (z above 0), but
// not sure; and by estimate they would win more rows than they lose. `rows` must have gold labels.
std::vector<Candidate> HeldBack(const Classifier& classifier, const LabelledRows& rows,
                                const std::vector<PhraseGroup>& groups, LabelIndex label,
                                const ShortlistLimits& limits);

}  // namespace cxo
