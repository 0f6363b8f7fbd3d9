// Majority and vote. The n-gram model has a file of its own.
#include "classifier/eval/baselines.h"

#include <algorithm>
#include <utility>

namespace cxo {
namespace {

LabelIndex FirstLargest(const std::vector<uint64_t>& counts) {
  return static_cast<LabelIndex>(std::max_element(counts.begin(), counts.end()) - counts.begin());
}

}  // namespace

std::vector<LabelIndex> MajorityBaseline(const std::vector<GoldRow>& rows, size_t labels) {
  std::vector<uint64_t> counts(labels);
  for (const GoldRow& row : rows) ++counts[static_cast<size_t>(row.label)];
  std::vector<LabelIndex> always(rows.size(), FirstLargest(counts));
  return always;
}

std::vector<LabelIndex> VoteBaseline(const Classifier& classifier, const MatchedCorpus& corpus) {
  const Pack& pack = classifier.pack();
  Decider decider(classifier.plan());
  Verdict verdict;
  std::vector<LabelIndex> predicted;
  for (size_t i = 0; i < corpus.size(); ++i) {
    corpus.Decide(i, &decider, &verdict);
    std::vector<uint64_t> votes(pack.labels.size());
    std::vector<bool> voted(pack.rules.size());
    for (const Evidence& one : verdict.evidence) {
      if (!AddsToScore(one) || one.label == kSignal || voted[one.rule]) continue;
      voted[one.rule] = true;
      ++votes[static_cast<size_t>(one.label)];
    }
    predicted.push_back(FirstLargest(votes));
  }
  return predicted;
}

std::vector<Baseline> RunBaselines(const Classifier& classifier, const std::vector<GoldRow>& rows,
                                   const MatchedCorpus& corpus, size_t folds, uint64_t seed) {
  const size_t labels = classifier.pack().labels.size();
  std::vector<Baseline> baselines;
  const auto add = [&](std::string name, const std::vector<LabelIndex>& predicted) {
    std::vector<Prediction> predictions;
    for (size_t i = 0; i < rows.size(); ++i) {
      predictions.push_back({.gold = rows[i].label, .predicted = predicted[i]});
    }
    baselines.push_back({std::move(name), Measure(predictions, labels)});
  };
  add("majority", MajorityBaseline(rows, labels));
  add("vote", VoteBaseline(classifier, corpus));
  if (const auto ngrams = NgramBaseline(corpus, folds, seed)) add("ngrams", *ngrams);
  return baselines;
}

}  // namespace cxo
