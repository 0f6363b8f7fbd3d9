// What deciding asks of a rule, hundreds of times for each text.
#pragma once

#include <cstdint>
#include <vector>

#include "classifier/pack/pack.h"

namespace cxo {

// A few bytes of the hundreds that a Rule has: the rules that a text concerns lie far apart in a
// pack, and their names and notes would fill the caches. Members as in Rule.
struct RuleFacts {
  explicit RuleFacts(const Rule& rule)
      : weight(rule.weight),
        cap(rule.cap),
        label(rule.label),
        scope(rule.scope),
        composite(rule.composite),
        nests(rule.nests && rule.label != kSignal) {}

  double weight;
  uint32_t cap;
  LabelIndex label;
  Scope scope;
  bool composite;
  bool nests;  // and has a label
};

// Of all rules of a pack, by number.
inline std::vector<RuleFacts> FactsOf(const std::vector<Rule>& rules) {
  return {rules.begin(), rules.end()};
}

}  // namespace cxo
