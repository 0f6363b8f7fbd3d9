// Verdicts cut down to labels, scores and what each rule added.
#include "classifier/eval/side_verdicts.h"

#include <algorithm>
#include <map>
#include <utility>

#include "classifier/decide/scoring.h"
#include "classifier/eval/each_row.h"

namespace cxo {
namespace {

std::vector<SideVerdict::Part> PartsOf(const Verdict& verdict) {
  std::map<std::pair<uint32_t, LabelIndex>, SideVerdict::Part> parts;
  for (const Evidence& one : verdict.evidence) {
    const LabelIndex label = ScoredLabel(verdict.evidence, one);
    if (label == kSignal) continue;
    const auto [it, is_new] =
        parts.try_emplace({one.rule, label}, SideVerdict::Part{.rule = one.rule, .label = label});
    if (is_new) it->second.span = one.span;
    it->second.weight += one.weight;
  }
  std::vector<SideVerdict::Part> sorted;
  sorted.reserve(parts.size());
  for (const auto& [key, part] : parts) sorted.push_back(part);
  return sorted;
}

}  // namespace

SideVerdicts DecideSide(const Classifier& classifier, const MatchedCorpus& corpus, size_t threads) {
  SideVerdicts side{&classifier.pack(), std::vector<SideVerdict>(corpus.size())};
  ForEachRow(corpus.size(), threads, [&] {
    return [&, decider = Decider(classifier.plan()), verdict = Verdict()](size_t i) mutable {
      corpus.Decide(i, &decider, &verdict);
      SideVerdict& row = side.rows[i];
      row.label = verdict.label;
      row.confidence = verdict.confidence;
      row.scores = verdict.scores;
      row.leaning = verdict.leaning;
      row.parts = PartsOf(verdict);
      const auto highest = std::max_element(row.scores.begin(), row.scores.end());
      row.leader = static_cast<LabelIndex>(highest - row.scores.begin());
    };
  });
  return side;
}

}  // namespace cxo
