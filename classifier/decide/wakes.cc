// A condition can only hold where something that it cannot do without is there: of "and" any one
// part says what that is, of "or" all parts together.
#include "classifier/decide/wakes.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "classifier/decide/plan.h"

namespace cxo {
namespace {

// What the conditions of a plan need, asked in the order of its steps.
class Needs {
 public:
  explicit Needs(size_t rules) : loud_(rules), asked_for_(rules), needs_of_(rules) {}

  // Rules of which one at least must have evidence for the condition to hold; nothing if it may
  // hold without any.
  std::optional<RuleSet> Of(const ResolvedCondition& condition) const {
    const bool some = condition.compare == Condition::Compare::kAtLeast && condition.number >= 1;
    switch (condition.op) {
      case Condition::Op::kName: return OfAny(condition.rules);
      case Condition::Op::kCount: return some ? OfAny(condition.rules) : std::nullopt;
      case Condition::Op::kAnd: return OfAnd(condition.parts);
      case Condition::Op::kOr: return OfOr(condition.parts);
      default: return std::nullopt;
    }
  }

  // Evidence of this rule is only there once somebody asked, so that nobody may wait for it; what
  // it needs itself is what its askers need.
  void MarkAskedFor(uint32_t rule, const ResolvedCondition& condition) {
    asked_for_[rule] = true;
    needs_of_[rule] = Of(condition);
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
  std::optional<RuleSet> OfAny(const RuleSet& rules) const {
    std::optional<RuleSet> needs(rules);
    rules.VisitRules([&](uint32_t rule) {
      if (!needs || !asked_for_[rule]) return;
      needs->Set(rule, false);
      if (needs_of_[rule]) {
        needs->Join(*needs_of_[rule]);
      } else {
        needs.reset();
      }
    });
    return needs;
  }

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
  std::vector<bool> asked_for_;
  std::vector<std::optional<RuleSet>> needs_of_;  // of those
};

// True if nothing depends on the step but the conditions that name it.
bool IsMereSignal(const Plan& plan, Plan::Step step) {
  if (step.is_guard) return false;
  const Rule& rule = plan.pack->rules[step.index];
  return rule.composite && rule.label == kSignal && rule.absorbs.empty() &&
         !plan.words.HasSignalOf(step.index) && !plan.subtypes.HasSignalOf(step.index);
}

}  // namespace

Wakes::Wakes(const Plan& plan) {
  always_.resize((plan.steps.size() + 63) / 64);
  asked_for_.resize(always_.size());
  asked_by_.resize(plan.steps.size());
  std::vector<std::vector<Steps>> of_rule(plan.pack->rules.size());
  const auto wake = [&](uint32_t rule, size_t step) {
    std::vector<Steps>& words = of_rule[rule];
    const size_t word = step / 64;
    if (words.empty() || words.back().word != word) words.push_back({0, word});
    words.back().steps |= uint64_t{1} << (step % 64);
  };
  of_guard_.resize(plan.pack->guards.size());
  Needs all_needs(plan.pack->rules.size());
  std::vector<uint32_t> steps(plan.pack->rules.size());  // by rule, of mere signals
  for (size_t s = 0; s < plan.steps.size(); ++s) {
    const auto [is_guard, index] = plan.steps[s];
    const ResolvedCondition& condition = plan.ConditionOf(plan.steps[s]);
    RuleSet asks_for(plan.pack->rules.size());
    JoinRules(condition, &asks_for);
    asks_for.VisitRules([&](uint32_t rule) {
      if (steps[rule] != 0) asked_by_[s].push_back(steps[rule] - 1);
    });
    std::sort(asked_by_[s].begin(), asked_by_[s].end());
    if (is_guard) {
      of_guard_[index] = static_cast<uint32_t>(s);
    } else if (!plan.pack->rules[index].composite) {
      wake(index, s);
    } else if (IsMereSignal(plan, plan.steps[s])) {
      steps[index] = static_cast<uint32_t>(s) + 1;
      asked_for_[s / 64] |= uint64_t{1} << (s % 64);
      all_needs.MarkAskedFor(index, condition);
    } else if (const auto needs = all_needs.Of(condition)) {
      needs->VisitRules([&](uint32_t rule) { wake(rule, s); });
      if (all_needs.CountLoud(*needs) > 0) all_needs.MarkLoud(index);
    } else {
      all_needs.MarkLoud(index);
      always_[s / 64] |= uint64_t{1} << (s % 64);
    }
  }
  for (const std::vector<Steps>& words : of_rule) {
    first_of_rule_.push_back(static_cast<uint32_t>(of_rule_.size()));
    of_rule_.insert(of_rule_.end(), words.begin(), words.end());
  }
  first_of_rule_.push_back(static_cast<uint32_t>(of_rule_.size()));
}

}  // namespace cxo
