// A condition can only hold where something that it cannot do without is there: of "and" any one
// part says what that is, of "or" all parts together.
#include "classifier/decide/wakes.h"

#include <optional>
#include <utility>

#include "classifier/decide/plan.h"

namespace cxo {
namespace {

// What the conditions of a plan need, asked in the order of its steps.
class Needs {
 public:
  explicit Needs(size_t rules) : loud_(rules) {}

  // Rules of which one at least must have evidence for the condition to hold; nothing if it may
  // hold without any.
  std::optional<RuleSet> Of(const ResolvedCondition& condition) const {
    const bool some = condition.compare == Condition::Compare::kAtLeast && condition.number >= 1;
    switch (condition.op) {
      case Condition::Op::kName: return condition.rules;
      case Condition::Op::kCount: return some ? std::optional(condition.rules) : std::nullopt;
      case Condition::Op::kAnd: return OfAnd(condition.parts);
      case Condition::Op::kOr: return OfOr(condition.parts);
      default: return std::nullopt;
    }
  }

  // Most texts hold evidence of this rule: a composite that needs nothing, or only that another one
  // like it holds ("the text is short"). It is the last thing to wait for.
  void MarkLoud(uint32_t rule) { loud_[rule] = true; }
  size_t CountLoud(const RuleSet& rules) const {
    size_t count = 0;
    rules.VisitRules([&](uint32_t rule) { count += loud_[rule] ? 1 : 0; });
    return count;
  }

 private:
  // Of the parts' needs those that fewest texts will meet.
  std::optional<RuleSet> OfAnd(const std::vector<ResolvedCondition>& parts) const {
    const auto rank = [&](const RuleSet& set) { return std::pair(CountLoud(set), set.Count()); };
    std::optional<RuleSet> rarest;
    for (const ResolvedCondition& part : parts) {
      std::optional<RuleSet> needs = Of(part);
      if (needs && (!rarest || rank(*needs) < rank(*rarest))) rarest = std::move(needs);
    }
    return rarest;
  }

  std::optional<RuleSet> OfOr(const std::vector<ResolvedCondition>& parts) const {
    std::optional<RuleSet> all;
    for (const ResolvedCondition& part : parts) {
      std::optional<RuleSet> needs = Of(part);
      if (!needs) return std::nullopt;
      if (all) {
        all->Join(*needs);
      } else {
        all = std::move(needs);
      }
    }
    return all;
  }

  std::vector<bool> loud_;  // by rule
};

}  // namespace

Wakes::Wakes(const Plan& plan) {
  always_.resize((plan.steps.size() + 63) / 64);
  of_rule_.resize(plan.pack->rules.size() * always_.size());
  of_guard_.resize(plan.pack->guards.size());
  Needs all_needs(plan.pack->rules.size());
  for (size_t s = 0; s < plan.steps.size(); ++s) {
    const uint32_t index = plan.steps[s].index;
    if (plan.steps[s].is_guard) {
      of_guard_[index] = static_cast<uint32_t>(s);
    } else if (!plan.pack->rules[index].composite) {
      Wake(index, s);
    } else if (const auto needs = all_needs.Of(plan.rule_conditions[index])) {
      needs->VisitRules([&](uint32_t rule) { Wake(rule, s); });
      if (all_needs.CountLoud(*needs) > 0) all_needs.MarkLoud(index);
    } else {
      all_needs.MarkLoud(index);
      always_[s / 64] |= uint64_t{1} << (s % 64);
    }
  }
}

}  // namespace cxo
