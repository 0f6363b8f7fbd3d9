// Rules are sorted by id and patterns name them by index, so owners are looked up anew.
#include "classifier/eval/extend_pack.h"

#include <algorithm>

#include "classifier/pack/phrase.h"

namespace cxo {

Result<Pack> WithRules(const Pack& pack, const std::vector<NewRule>& rules) {
  Pack extended = pack;
  for (const NewRule& fresh : rules) extended.rules.push_back(fresh.rule);
  std::sort(extended.rules.begin(), extended.rules.end(),
            [](const Rule& a, const Rule& b) { return a.id < b.id; });
  for (Pattern& pattern : extended.patterns) {
    if (pattern.role != PatternRole::kEvidence) continue;
    pattern.owner = FindRule(extended, pack.rules[pattern.owner].id).value();
  }
  for (const NewRule& fresh : rules) {
    Result<std::string> regex = PhraseToRegex(fresh.phrase);
    if (!regex.ok()) return regex.error();
    extended.patterns.push_back({.text = fresh.phrase,
                                 .regex = std::move(regex).value(),
                                 .is_phrase = true,
                                 .role = PatternRole::kEvidence,
                                 .owner = FindRule(extended, fresh.rule.id).value(),
                                 .at = fresh.rule.at});
  }
  return extended;
}

}  // namespace cxo
