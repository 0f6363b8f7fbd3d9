// A condition can only hold where something that it cannot do without is there: of "and" any one
// part says what that is, of "or" all parts together.
#include "classifier/decide/wakes.h"

#include <optional>

#include "classifier/decide/plan.h"

namespace cxo {
namespace {

size_t SizeOf(const RuleSet& set) {
  size_t size = 0;
  set.VisitRules([&](uint32_t /*rule*/) { ++size; });
  return size;
}

void Join(const RuleSet& from, RuleSet* to) {
  from.VisitRules([&](uint32_t rule) { to->Set(rule, true); });
}

std::optional<RuleSet> NeedsOf(const ResolvedCondition& condition);

std::optional<RuleSet> NeedsOfAnd(const std::vector<ResolvedCondition>& parts) {
  std::optional<RuleSet> fewest;
  for (const ResolvedCondition& part : parts) {
    std::optional<RuleSet> needs = NeedsOf(part);
    if (needs && (!fewest || SizeOf(*needs) < SizeOf(*fewest))) fewest = std::move(needs);
  }
  return fewest;
}

std::optional<RuleSet> NeedsOfOr(const std::vector<ResolvedCondition>& parts) {
  std::optional<RuleSet> all;
  for (const ResolvedCondition& part : parts) {
    std::optional<RuleSet> needs = NeedsOf(part);
    if (!needs) return std::nullopt;
    if (all) {
      Join(*needs, &*all);
    } else {
      all = std::move(needs);
    }
  }
  return all;
}

// Rules of which one at least must have evidence for the condition to hold; nothing if it may hold
// without any.
std::optional<RuleSet> NeedsOf(const ResolvedCondition& condition) {
  const bool some = condition.compare == Condition::Compare::kAtLeast && condition.number >= 1;
  switch (condition.op) {
    case Condition::Op::kName: return condition.rules;
    case Condition::Op::kCount: return some ? std::optional(condition.rules) : std::nullopt;
    case Condition::Op::kAnd: return NeedsOfAnd(condition.parts);
    case Condition::Op::kOr: return NeedsOfOr(condition.parts);
    default: return std::nullopt;
  }
}

}  // namespace

Wakes::Wakes(const Plan& plan) {
  always_.resize((plan.steps.size() + 63) / 64);
  of_rule_.resize(plan.pack->rules.size() * always_.size());
  of_guard_.resize(plan.pack->guards.size());
  for (size_t s = 0; s < plan.steps.size(); ++s) {
    const uint32_t index = plan.steps[s].index;
    if (plan.steps[s].is_guard) {
      of_guard_[index] = static_cast<uint32_t>(s);
    } else if (!plan.pack->rules[index].composite) {
      Wake(index, s);
    } else if (const auto needs = NeedsOf(plan.rule_conditions[index])) {
      needs->VisitRules([&](uint32_t rule) { Wake(rule, s); });
    } else {
      always_[s / 64] |= uint64_t{1} << (s % 64);
    }
  }
}

}  // namespace cxo
