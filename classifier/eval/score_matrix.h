// What every rule adds to every score of every labelled row, so that rows can be scored again with
// other weights without deciding anew. That is possible because no stage before the sums looks at a
// weight: guards, conditions, nesting and caps look at hits alone, so scores are linear in weights.
// What words and signals add (decide/word_score.h) does not depend on weights of rules either.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "classifier/classifier.h"
#include "classifier/eval/matched_corpus.h"

namespace cxo {

// Sparse: row by row the rules that add to a score. Immutable once built.
class ScoreMatrix {
 public:
  // In this row `rule` adds `factor` times its weight to the score of `label`.
  struct Entry {
    uint32_t rule = 0;  // index into Pack::rules
    LabelIndex label = kNone;
    double factor = 0.0;  // not 0; the sum over its evidence, of which guards make a fraction
    friend bool operator==(const Entry&, const Entry&) = default;
  };

  // Decides every row once. Rules of weight 0 have no entries: what they would add cannot be seen.
  // Nor has what adds nothing: evidence that a guard scales by 0.
  // The factor of a rule depends on the sign of its weight (turned-over evidence counts for NONE by
  // its absolute value), and holds for every weight of that sign.
  ScoreMatrix(const Classifier& classifier, const MatchedCorpus& corpus);

  size_t rows() const { return begin_.size() - 1; }

  // The entries of a row, sorted by rule, then label.
  std::span<const Entry> Row(size_t row) const {
    return std::span(entries_).subspan(begin_[row], begin_[row + 1] - begin_[row]);
  }

  // What words and signals add to the scores of a row, per label; empty if the pack has no weights
  // for them. A view that lives as long as the matrix.
  std::span<const double> Leaning(size_t row) const { return leaning_[row]; }

  // The scores of a row with these weights (one for each rule) and biases (one for each label):
  // with what words and signals add.
  std::vector<double> Scores(size_t row, const std::vector<double>& weights,
                             const std::vector<double>& bias) const;

 private:
  void AddRow(const Pack& pack, const std::vector<Evidence>& evidence);

  std::vector<Entry> entries_;
  std::vector<std::vector<double>> leaning_;  // of each row, as Verdict::leaning
  std::vector<size_t> begin_ = {0};           // of each row in entries_; one more than rows
};

}  // namespace cxo
