// The stages in order: hits become evidence, the longest win, guards and conditions run in the
// order of the plan, scores are summed, and a label is concluded.
#include "classifier/decide/decider.h"

#include <algorithm>
#include <optional>

#include "classifier/decide/conditions.h"
#include "classifier/decide/nesting.h"
#include "classifier/decide/outcome.h"
#include "classifier/decide/scoring.h"

namespace cxo {

void Decider::Decide(const DecidingText& text, const std::vector<Hit>& hits, Verdict* verdict) {
  TakeHits(hits);
  MarkShadowed(*plan_.pack, &evidence_);
  FindGuardScopes(*plan_.pack, text, hits, &guard_scopes_);
  for (const Evidence& one : evidence_) index_.Add(one.span);
  for (const Plan::Step step : plan_.steps) RunStep(text, step);
  Score(*plan_.pack, &evidence_, &verdict->scores);
  verdict->evidence = evidence_;
  Conclude(*plan_.pack, verdict);
}

void Decider::TakeHits(const std::vector<Hit>& hits) {
  for (const Evidence& one : evidence_) has_hits_[one.rule] = false;
  evidence_.clear();
  index_.Clear();
  for (const Hit& hit : hits) {
    const Pattern& pattern = plan_.pack->patterns[hit.pattern];
    if (pattern.role != PatternRole::kEvidence || pattern.owner == left_out_) continue;
    // Two phrases of a rule may find the same words; that is one piece of evidence.
    if (!evidence_.empty() && evidence_.back().rule == pattern.owner &&
        evidence_.back().span == hit.span) {
      continue;
    }
    const Rule& rule = plan_.pack->rules[pattern.owner];
    Evidence one{.rule = pattern.owner, .pattern = hit.pattern, .span = hit.span};
    one.label = rule.label;
    one.weight = rule.weight;
    one.state = rule.label == kSignal ? Evidence::State::kFeeds : Evidence::State::kCounts;
    evidence_.push_back(one);
    has_hits_[one.rule] = true;
  }
}

void Decider::RunStep(const DecidingText& text, Plan::Step step) {
  if (step.is_guard) {
    const Span whole{0, static_cast<uint32_t>(text.normal.size())};
    guard_active_[step.index] =
        Holds(plan_.guard_conditions[step.index], whole, {evidence_, index_}, *text.segments);
  } else if (plan_.pack->rules[step.index].composite) {
    if (step.index != left_out_) RunComposite(text, step.index);
  } else {
    RunRule(text, step.index);
  }
}

void Decider::RunRule(const DecidingText& text, uint32_t rule) {
  if (!has_hits_[rule]) return;
  const ResolvedCondition& condition = plan_.rule_conditions[rule];
  // No rule's condition looks at its own evidence, so hits of one scope share one answer: a clause
  // of a million bytes is looked through once, not once for each of its hits.
  std::optional<Span> last_reach;
  bool holds = false;
  for (Evidence& one : evidence_) {
    if (one.rule != rule || !IsAlive(one)) continue;
    ApplyGuards(plan_, guard_scopes_, guard_active_, &one);
    if (!IsAlive(one) || condition.op == Condition::Op::kAlways) continue;
    const Span scope = ScopeAround(text, plan_.pack->rules[rule].scope, one.span.begin);
    // The words of a hit count as part of its scope even where they run over a border.
    const Span reach{std::min(scope.begin, one.span.begin), std::max(scope.end, one.span.end)};
    if (last_reach != reach) {
      last_reach = reach;
      holds = Holds(condition, reach, {evidence_, index_}, *text.segments);
    }
    if (!holds) one.state = Evidence::State::kUnmet;
  }
}

void Decider::RunComposite(const DecidingText& text, uint32_t rule) {
  const ResolvedCondition& condition = plan_.rule_conditions[rule];
  if (!MayHoldSomewhere(condition, evidence_, *text.segments)) return;
  const Scope scope = plan_.pack->rules[rule].scope;
  const auto size = static_cast<uint32_t>(text.normal.size());
  index_.StartRun();
  uint32_t offset = 0;
  do {
    const Span unit = ScopeAround(text, scope, offset);
    if (Holds(condition, unit, {evidence_, index_}, *text.segments)) {
      AddCompositeEvidence(rule, unit);
    }
    offset = unit.end;
  } while (offset < size);
}

void Decider::AddCompositeEvidence(uint32_t rule, Span unit) {
  const Rule& source = plan_.pack->rules[rule];
  Evidence whole{.rule = rule, .span = unit};
  whole.label = source.label;
  whole.weight = source.weight;
  whole.state = source.label == kSignal ? Evidence::State::kFeeds : Evidence::State::kCounts;
  ApplyGuards(plan_, guard_scopes_, guard_active_, &whole);
  if (IsAlive(whole)) Absorb(plan_.absorbed_by_rule[rule], unit);
  evidence_.push_back(whole);
  index_.Add(unit);
}

// The parts lose their own voice to the composite that is about to be added.
void Decider::Absorb(const RuleSet& absorbed, Span unit) {
  if (absorbed.empty()) return;
  const auto absorber = static_cast<uint32_t>(evidence_.size());
  index_.VisitOverlapping(unit, [&](uint32_t i) {
    Evidence& one = evidence_[i];
    if (one.state == Evidence::State::kCounts && absorbed[one.rule]) {
      one.state = Evidence::State::kAbsorbed;
      one.by = absorber;
    }
    return false;
  });
}

Span Decider::ScopeAround(const DecidingText& text, Scope scope, uint32_t offset) {
  switch (scope) {
    case Scope::kClause: return text.segments->Clause(offset);
    case Scope::kSentence: return text.segments->Sentence(offset);
    case Scope::kWords:
    case Scope::kText: break;
  }
  return {0, static_cast<uint32_t>(text.normal.size())};
}

}  // namespace cxo
