// Decides every row once; counting rules is a walk over what was noted.
#include "classifier/eval/row_verdicts.h"

#include "classifier/eval/each_row.h"

namespace cxo {

std::vector<RowVerdict> DecideRows(const Classifier& classifier, const MatchedCorpus& corpus,
                                   size_t threads) {
  std::vector<RowVerdict> verdicts(corpus.size());
  ForEachRow(corpus.size(), threads, [&] {
    return [&, decider = Decider(classifier.plan()), verdict = Verdict()](size_t i) mutable {
      corpus.Decide(i, &decider, &verdict);
      verdicts[i].label = verdict.label;
      verdicts[i].scores = verdict.scores;
      for (const Evidence& one : verdict.evidence) {
        verdicts[i].evidence.push_back({one.rule, one.state});
      }
    };
  });
  return verdicts;
}

std::vector<RuleFate> FatesOfRules(const Pack& pack, const std::vector<RowVerdict>& verdicts) {
  std::vector<RuleFate> fates(pack.rules.size());
  const auto note = [](uint32_t row, std::vector<uint32_t>* rows) {
    if (rows->empty() || rows->back() != row) rows->push_back(row);
  };
  for (uint32_t i = 0; i < verdicts.size(); ++i) {
    for (const RowVerdict::Trace& trace : verdicts[i].evidence) {
      RuleFate& fate = fates[trace.rule];
      ++fate.evidence[static_cast<size_t>(trace.state)];
      note(i, &fate.touched);
      if (trace.state == Evidence::State::kCounts) note(i, &fate.counts);
      fate.adds = fate.adds || AddsToScore(trace.state);
    }
  }
  return fates;
}

}  // namespace cxo
