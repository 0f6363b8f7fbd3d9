// Resolving names and ordering steps: a depth-first walk over "looks at", which finds circles.
#include "classifier/decide/plan.h"

#include <algorithm>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>

namespace cxo {
namespace {

constexpr uint32_t kNoSelf = UINT32_MAX;

// Names as the sets of rules that they stand for; a pack says the same few hundred again and again.
class NameResolver {
 public:
  explicit NameResolver(const Pack& pack) : pack_(pack) {}

  // The rules that `name` stands for.
  const RuleSet& Resolve(const std::string& name) {
    const auto [known, is_new] = sets_.try_emplace(name);
    if (is_new) {
      known->second = RuleSet(pack_.rules.size());
      for (const uint32_t rule : ResolveName(pack_, name)) known->second.Set(rule, true);
    }
    return known->second;
  }

  // The rules that `names` stand for, without rule `self`.
  RuleSet Resolve(const std::vector<std::string>& names, uint32_t self) {
    RuleSet set(pack_.rules.size());
    for (const std::string& name : names) Join(name, self, &set);
    return set;
  }

  ResolvedCondition Resolve(const Condition& condition, uint32_t self) {
    ResolvedCondition resolved;
    resolved.op = condition.op;
    resolved.measure = condition.measure;
    resolved.compare = condition.compare;
    resolved.number = condition.number;
    if (!condition.name.empty()) {
      resolved.rules = RuleSet(pack_.rules.size());
      Join(condition.name, self, &resolved.rules);
    }
    resolved.parts.reserve(condition.parts.size());
    ResolvedCondition* names = nullptr;  // of an "or", which may have a hundred of them: one set
    for (const Condition& part : condition.parts) {
      const bool may_join = condition.op == Condition::Op::kOr && part.op == Condition::Op::kName;
      if (may_join && names != nullptr) {
        Join(part.name, self, &names->rules);
      } else {
        resolved.parts.push_back(Resolve(part, self));
        if (may_join) names = &resolved.parts.back();
      }
    }
    return resolved;
  }

 private:
  void Join(const std::string& name, uint32_t self, RuleSet* rules) {
    rules->Join(Resolve(name));
    if (self != kNoSelf) rules->Set(self, false);
  }

  const Pack& pack_;
  std::unordered_map<std::string, RuleSet> sets_;
};

bool Names(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// The rules that a guard affects by its own account.
RuleSet AffectedRules(const Pack& pack, const Guard& guard, NameResolver* names) {
  RuleSet rules(pack.rules.size());
  for (const std::string& name : guard.affects) {
    names->Resolve(name).VisitRules([&](uint32_t rule) {
      if (IsAffectedAs(pack.rules[rule], name)) rules.Set(rule, true);
    });
  }
  return rules;
}

bool SetsAside(const Guard& guard) { return guard.effect == Guard::Effect::kAside; }

AsidePart AsidePartOf(const Pack& pack, const Pattern& pattern) {
  if (pattern.role == PatternRole::kEvidence) {
    return pack.rules[pattern.owner].label > kNone ? AsidePart::kKeeps : AsidePart::kNone;
  }
  if (!SetsAside(pack.guards[pattern.owner])) return AsidePart::kNone;
  return pattern.role == PatternRole::kCue ? AsidePart::kCue : AsidePart::kKeeps;
}

std::vector<uint32_t> PatternPartsOf(const Pack& pack) {
  std::vector<uint32_t> parts;
  parts.reserve(pack.patterns.size());
  for (const Pattern& pattern : pack.patterns) {
    parts.push_back(PatternPart::Bits(pattern, AsidePartOf(pack, pattern)));
  }
  return parts;
}

void BindGuards(const Pack& pack, NameResolver* names, Plan* plan) {
  std::vector<std::vector<uint32_t>> guards_on_rule(pack.rules.size());
  for (uint32_t g = 0; g < pack.guards.size(); ++g) {
    AffectedRules(pack, pack.guards[g], names).VisitRules([&](uint32_t rule) {
      guards_on_rule[rule].push_back(g);
    });
  }
  for (uint32_t r = 0; r < pack.rules.size(); ++r) {
    std::vector<uint32_t>& guards = guards_on_rule[r];
    for (const std::string& id : pack.rules[r].unless) {
      if (const auto guard = FindGuard(pack, id)) guards.push_back(*guard);
    }
    std::erase_if(guards,
                  [&](uint32_t g) { return Names(pack.rules[r].despite, pack.guards[g].id); });
    std::sort(guards.begin(), guards.end());
    guards.erase(std::unique(guards.begin(), guards.end()), guards.end());
  }
  plan->guards_on_rule = FlatLists<uint32_t>(guards_on_rule);
}

// Orders steps by depth-first search, which measures the chains that they form; a step met again
// while it is still open closes a circle.
class StepOrder {
 public:
  StepOrder(const Pack& pack, Plan* plan)
      : pack_(pack),
        plan_(plan),
        rule_marks_(pack.rules.size()),
        guard_marks_(pack.guards.size()) {}

  Status Run() {
    std::vector<Plan::Step> all;
    for (uint32_t r = 0; r < pack_.rules.size(); ++r) all.push_back({false, r});
    for (uint32_t g = 0; g < pack_.guards.size(); ++g) all.push_back({true, g});
    uint32_t longest = 0;
    return VisitAll(all, &longest);
  }

 private:
  // Other marks are of steps that are done: how many steps the longest chain has that ends there.
  static constexpr uint32_t kNew = 0;
  static constexpr uint32_t kOpen = UINT32_MAX;

  uint32_t& MarkOf(Plan::Step step) {
    return step.is_guard ? guard_marks_[step.index] : rule_marks_[step.index];
  }

  const std::string& IdOf(Plan::Step step) const {
    return step.is_guard ? pack_.guards[step.index].id : pack_.rules[step.index].id;
  }

  const Position& PlaceOf(Plan::Step step) const {
    return step.is_guard ? pack_.guards[step.index].at : pack_.rules[step.index].at;
  }

  std::vector<Plan::Step> LooksAt(Plan::Step step) const {
    RuleSet rules(pack_.rules.size());
    JoinRules(plan_->ConditionOf(step), &rules);
    std::vector<Plan::Step> steps;
    if (!step.is_guard) {
      rules.Join(plan_->absorbed_by_rule[step.index]);
      const std::span<const uint32_t> guards = plan_->guards_on_rule[step.index];
      steps.reserve(guards.size() + rules.Count());
      for (const uint32_t guard : guards) steps.push_back({true, guard});
    }
    rules.VisitRules([&](uint32_t rule) { steps.push_back({false, rule}); });
    return steps;
  }

  // Raises *longest to the length of the longest chain that ends at one of `steps`.
  Status VisitAll(const std::vector<Plan::Step>& steps, uint32_t* longest) {
    for (const Plan::Step step : steps) {
      uint32_t mark = MarkOf(step);
      if (mark == kNew || mark == kOpen) {
        if (Status status = Visit(step); !status.ok()) return status;
        mark = MarkOf(step);
      }
      *longest = std::max(*longest, mark);
    }
    return Done{};
  }

  // Of a step that is not done.
  Status Visit(Plan::Step step) {
    if (MarkOf(step) == kOpen) return CircleAt(step);
    // Before the walk itself is too deep for the stack.
    if (path_.size() == kLongestChain) return LongChainAt(path_.front());
    MarkOf(step) = kOpen;
    path_.push_back(step);
    uint32_t longest = 0;
    if (Status status = VisitAll(LooksAt(step), &longest); !status.ok()) return status;
    if (longest == kLongestChain) return LongChainAt(step);
    path_.pop_back();
    MarkOf(step) = longest + 1;
    plan_->steps.push_back(step);
    return Done{};
  }

  Error CircleAt(Plan::Step step) const {
    const auto same = [&](Plan::Step other) {
      return other.is_guard == step.is_guard && other.index == step.index;
    };
    std::string circle;
    for (auto it = std::find_if(path_.begin(), path_.end(), same); it != path_.end(); ++it) {
      circle += IdOf(*it) + " -> ";
    }
    return ErrorAt(pack_, PlaceOf(step),
                   "conditions depend on each other in a circle: " + circle + IdOf(step));
  }

  Error LongChainAt(Plan::Step step) const {
    return ErrorAt(pack_, PlaceOf(step),
                   "conditions depend on each other in a chain of more than " +
                       std::to_string(kLongestChain) + " rules, composites and guards");
  }

  const Pack& pack_;
  Plan* plan_;
  std::vector<uint32_t> rule_marks_;
  std::vector<uint32_t> guard_marks_;
  std::vector<Plan::Step> path_;
};

}  // namespace

Result<Plan> BuildPlan(const Pack& pack) {
  Plan plan;
  plan.pack = &pack;
  plan.facts = FactsOf(pack.rules);
  plan.pattern_parts = PatternPartsOf(pack);
  plan.sets_aside = std::any_of(pack.guards.begin(), pack.guards.end(), SetsAside);
  plan.words = WordScorer(pack, pack.words, pack.labels.size());
  plan.subtypes = WordScorer(pack, pack.subtypes.words, pack.subtypes.names.size());
  NameResolver names(pack);
  plan.rule_conditions.reserve(pack.rules.size());
  for (uint32_t r = 0; r < pack.rules.size(); ++r) {
    const Rule& rule = pack.rules[r];
    plan.rule_conditions.push_back(Simplified(names.Resolve(rule.condition, r)));
    plan.absorbed_by_rule.push_back(rule.absorbs.empty() ? RuleSet()
                                                         : names.Resolve(rule.absorbs, r));
  }
  for (const Guard& guard : pack.guards) {
    plan.guard_conditions.push_back(Simplified(names.Resolve(guard.condition, kNoSelf)));
  }
  plan.rule_programs = ConditionPrograms(plan.rule_conditions);
  plan.guard_programs = ConditionPrograms(plan.guard_conditions);
  BindGuards(pack, &names, &plan);
  Status ordered = StepOrder(pack, &plan).Run();
  if (!ordered.ok()) return ordered.error();
  plan.wakes = Wakes(plan);
  return plan;
}

}  // namespace cxo
