// Conditions as they are asked of texts: names resolved to sets of rules, and as few questions left
// as the meaning needs.
#pragma once

#include <cstdint>
#include <vector>

#include "classifier/decide/rule_set.h"
#include "classifier/pack/condition.h"

namespace cxo {

// A condition with its names resolved. A rule's own evidence never meets its own condition.
struct ResolvedCondition {
  Condition::Op op = Condition::Op::kAlways;
  RuleSet rules;  // kName, kCount
  Condition::Measure measure = Condition::Measure::kWords;
  Condition::Compare compare = Condition::Compare::kAtLeast;
  uint32_t number = 0;
  std::vector<ResolvedCondition> parts;
};

// Adds the rules that the condition looks at, a set over the same rules as *rules.
void JoinRules(const ResolvedCondition& condition, RuleSet* rules);

// The same condition in fewer questions: it holds in the same scopes, and looks at no other rules.
// "a or b or c" becomes one set, so does "not a and not b"; brackets that change nothing go; what
// is cheap to ask comes first. Linear in the condition, but for sorting.
ResolvedCondition Simplified(ResolvedCondition condition);

}  // namespace cxo
