// A condition can only hold where something that it cannot do without is there: of "and" any one
// part says what that is, of "or" all parts together. Of "and" the two parts are taken that fewest
// texts meet: half of the conditions that one part lets through do not hold for want of the other.
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
      case Condition::Op::kAnd: return TwoOf(condition).first;
      case Condition::Op::kOr: return OfOr(condition.parts);
      default: return std::nullopt;
    }
  }

  // The same of two of its parts, the rarest first. Nothing where there is no such part.
  std::pair<std::optional<RuleSet>, std::optional<RuleSet>> TwoOf(
      const ResolvedCondition& condition) const {
    if (condition.op != Condition::Op::kAnd) return {Of(condition), std::nullopt};
    std::optional<RuleSet> rarest;
    std::optional<RuleSet> second;
    for (const ResolvedCondition& part : condition.parts) {
      std::optional<RuleSet> needs = Of(part);
      if (needs && IsRarer(*needs, rarest)) {
        second = std::exchange(rarest, std::move(needs));
      } else if (needs && IsRarer(*needs, second)) {
        second = std::move(needs);
      }
    }
    return {std::move(rarest), std::move(second)};
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

  // Fewer texts will meet these needs, as far as numbers of rules tell.
  bool IsRarer(const RuleSet& needs, const std::optional<RuleSet>& than) const {
    const auto rank = [&](const RuleSet& set) { return std::pair(CountLoud(set), set.Count()); };
    return !than || rank(needs) < rank(*than);
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

// Takes the steps of a plan in their order: whatever one of them looks at was taken before it.
class Wakes::Builder {
 public:
  Builder(const Plan& plan, Wakes* wakes)
      : plan_(plan),
        wakes_(*wakes),
        needs_(plan.pack->rules.size()),
        of_rule_(plan.pack->rules.size()),
        signal_steps_(plan.pack->rules.size()) {
    const size_t words = (plan.steps.size() + 63) / 64;
    wakes_.begin_.resize(2 * words);
    wakes_.asked_for_.resize(words);
    wakes_.of_guard_.resize(plan.pack->guards.size());
  }

  void AddStep(uint32_t step) {
    const auto [is_guard, index] = plan_.steps[step];
    const ResolvedCondition& condition = plan_.ConditionOf(plan_.steps[step]);
    AddAsked(condition);
    SetBit(SecondOf(step), &wakes_.begin_);
    if (is_guard) {
      wakes_.of_guard_[index] = step;
    } else if (!plan_.pack->rules[index].composite) {
      if (MayDie(index)) Wake(index, step);
    } else if (IsMereSignal(plan_, plan_.steps[step])) {
      AddSignal(step, index, condition);
    } else {
      AddComposite(step, index, condition);
    }
  }

  // To be called once, behind the last step.
  void Finish() {
    wakes_.first_asked_.push_back(static_cast<uint32_t>(wakes_.asked_by_.size()));
    for (const std::vector<Steps>& words : of_rule_) {
      wakes_.first_of_rule_.push_back(static_cast<uint32_t>(wakes_.of_rule_.size()));
      wakes_.of_rule_.insert(wakes_.of_rule_.end(), words.begin(), words.end());
    }
    wakes_.first_of_rule_.push_back(static_cast<uint32_t>(wakes_.of_rule_.size()));
  }

 private:
  // False of a rule whose hits stay what they are, whatever else the text says: most signals.
  bool MayDie(uint32_t rule) const {
    return !plan_.rule_programs[rule].always() || !plan_.guards_on_rule[rule].empty();
  }

  // The place of the bit for the second thing that a step waits for.
  uint32_t SecondOf(uint32_t step) const {
    return static_cast<uint32_t>(64 * wakes_.words()) + step;
  }

  static void SetBit(uint32_t step, std::vector<uint64_t>* bits) {
    (*bits)[step / 64] |= uint64_t{1} << (step % 64);
  }
  static void ClearBit(uint32_t step, std::vector<uint64_t>* bits) {
    (*bits)[step / 64] &= ~(uint64_t{1} << (step % 64));
  }

  // The mere signals that the step asks for by itself.
  void AddAsked(const ResolvedCondition& condition) {
    std::vector<uint32_t>& asked = wakes_.asked_by_;
    const auto first = static_cast<uint32_t>(asked.size());
    wakes_.first_asked_.push_back(first);
    RuleSet asks_for(plan_.pack->rules.size());
    JoinRules(condition, &asks_for);
    asks_for.VisitRules([&](uint32_t rule) {
      if (signal_steps_[rule]) asked.push_back(*signal_steps_[rule]);
    });
    std::sort(asked.begin() + first, asked.end());
  }

  void AddSignal(uint32_t step, uint32_t rule, const ResolvedCondition& condition) {
    signal_steps_[rule] = step;
    SetBit(step, &wakes_.asked_for_);
    needs_.MarkAskedFor(rule, condition);
  }

  void AddComposite(uint32_t step, uint32_t rule, const ResolvedCondition& condition) {
    const auto [needs, second] = needs_.TwoOf(condition);
    if (!needs) {
      SetBit(step, &wakes_.begin_);
      needs_.MarkLoud(rule);
      return;
    }
    needs->VisitRules([&](uint32_t needed) { Wake(needed, step); });
    if (second) {
      ClearBit(SecondOf(step), &wakes_.begin_);
      second->VisitRules([&](uint32_t needed) { Wake(needed, SecondOf(step)); });
    }
    if (needs_.CountLoud(*needs) > 0) needs_.MarkLoud(rule);
  }

  // Evidence of the rule brings what this bit stands for.
  void Wake(uint32_t rule, uint32_t bit) {
    std::vector<Steps>& words = of_rule_[rule];
    const uint64_t word = bit / 64;
    const auto same = [&](const Steps& steps) { return steps.word == word; };
    auto at = std::find_if(words.begin(), words.end(), same);
    if (at == words.end()) at = words.insert(at, {0, word});
    at->steps |= uint64_t{1} << (bit % 64);
  }

  const Plan& plan_;
  Wakes& wakes_;
  Needs needs_;
  std::vector<std::vector<Steps>> of_rule_;
  std::vector<std::optional<uint32_t>> signal_steps_;  // by rule: of mere signals
};

Wakes::Wakes(const Plan& plan) {
  Builder builder(plan, this);
  for (uint32_t step = 0; step < plan.steps.size(); ++step) builder.AddStep(step);
  builder.Finish();
}

}  // namespace cxo
