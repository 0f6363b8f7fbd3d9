// What simpler methods reach on the same rows: figures mean little alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "classifier/eval/matched_corpus.h"
#include "classifier/eval/metrics.h"

namespace cxo {

// Always the most frequent gold label; of equally frequent ones the first.
std::vector<LabelIndex> MajorityBaseline(const std::vector<GoldRow>& rows, size_t labels);

// Each rule that counts in a row has one vote for its label, whatever it weighs; NONE where there
// is no vote, the earlier label on a tie.
std::vector<LabelIndex> VoteBaseline(const Classifier& classifier, const MatchedCorpus& corpus);

// Logistic regression (liblinear, L2-regularised, one against the rest, C = 10) on words and pairs
// of words of the normal form, weighted by tf-idf and scaled to length 1, predicted for each row by
// a model that has not seen its text (`folds` folds of StratifiedFolds). Nothing where
// cross-validation makes no sense: fewer different texts than folds, or one label only.
std::optional<std::vector<LabelIndex>> NgramBaseline(const MatchedCorpus& corpus, size_t folds,
                                                     uint64_t seed);

struct Baseline {
  std::string name;  // "majority", "vote", "ngrams"
  Metrics metrics;   // defensible answers are not told from wrong ones
};

// All of the above that make sense, in that order.
std::vector<Baseline> RunBaselines(const Classifier& classifier, const std::vector<GoldRow>& rows,
                                   const MatchedCorpus& corpus, size_t folds, uint64_t seed);

}  // namespace cxo
