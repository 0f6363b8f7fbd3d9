// The factor of a piece of evidence is its weight after guards by the weight of its rule.
#include "classifier/eval/score_matrix.h"

#include <algorithm>
#include <map>
#include <utility>

#include "classifier/decide/scoring.h"

namespace cxo {

ScoreMatrix::ScoreMatrix(const Classifier& classifier, const MatchedCorpus& corpus) {
  Decider decider(classifier.plan());
  Verdict verdict;
  for (size_t i = 0; i < corpus.size(); ++i) {
    corpus.Decide(i, &decider, &verdict);
    AddRow(classifier.pack(), verdict.evidence);
    leaning_.push_back(verdict.leaning);
  }
}

void ScoreMatrix::AddRow(const Pack& pack, const std::vector<Evidence>& evidence) {
  std::map<std::pair<uint32_t, LabelIndex>, double> sums;
  for (const Evidence& one : evidence) {
    const LabelIndex label = ScoredLabel(evidence, one);
    const double weight = pack.rules[one.rule].weight;
    if (label != kSignal && weight != 0) sums[{one.rule, label}] += one.weight / weight;
  }
  for (const auto& [key, factor] : sums) {
    if (factor != 0) entries_.push_back({key.first, key.second, factor});
  }
  begin_.push_back(entries_.size());
}

std::vector<double> ScoreMatrix::Scores(size_t row, const std::vector<double>& weights,
                                        const std::vector<double>& bias) const {
  std::vector<double> scores = bias;
  const std::span<const double> leaning = Leaning(row);
  for (size_t l = 0; l < leaning.size(); ++l) scores[l] += leaning[l];
  for (const Entry& entry : Row(row)) {
    scores[static_cast<size_t>(entry.label)] += entry.factor * weights[entry.rule];
  }
  return scores;
}

}  // namespace cxo
