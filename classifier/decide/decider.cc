// The stages in order: hits become evidence, the longest win, guards and conditions run in the
// order of the plan, scores are summed, and a label is concluded.
#include "classifier/decide/decider.h"

#include <algorithm>
#include <bit>
#include <optional>

#include "classifier/decide/nesting.h"
#include "classifier/decide/outcome.h"
#include "classifier/decide/scoring.h"

namespace cxo {

void Decider::Decide(const DecidingText& text, const std::vector<Hit>& hits, Verdict* verdict) {
  const bool without = asides_.Find(text, hits);
  verdict->asides = asides_.all();
  decided_ = without ? asides_.text().normal : text.normal;
  if (without) {
    DecideWhole(asides_.text(), asides_.hits(), verdict);
  } else {
    DecideWhole(text, hits, verdict);
  }
}

void Decider::DecideWhole(const DecidingText& text, const std::vector<Hit>& hits,
                          Verdict* verdict) {
  placed_.Start(plan_.pack->rules.size(), *text.segments);
  plan_.wakes.Start(&awake_);
  if (detail_ == Detail::kAll) plan_.wakes.AddAskedFor(&awake_);
  TakeHits(hits);
  MarkShadowed(plan_.facts, &placed_.evidence());
  if (supposed_ != nullptr) ReviveSupposed();
  LinkHits();
  placed_.Place();
  guard_scopes_.Find(text, hits);
  for (const GuardScope& scope : guard_scopes_.all()) {
    guard_speaks_[scope.guard] = true;
    plan_.wakes.AddGuard(scope.guard, &awake_);
  }
  RunSteps(text);
  for (const GuardScope& scope : guard_scopes_.all()) guard_speaks_[scope.guard] = false;
  for (const uint32_t step : done_steps_) done_[step] = false;
  done_steps_.clear();
  for (const Evidence& one : placed_.evidence()) first_hits_[one.rule] = Evidence::kNobody;
  if (!plan_.words.empty() || !plan_.subtypes.empty()) {
    terms_ = FindTerms(text.normal, &term_room_);
  }
  plan_.words.Score(terms_, placed_, &words_, &verdict->leaning);
  StartScores(*plan_.pack, verdict->leaning, &verdict->scores);
  Score(plan_.facts, &counted_, &placed_.evidence(), &verdict->scores);
  verdict->evidence = placed_.evidence();
  verdict->weakenings = guard_scopes_.weakenings();
  std::stable_sort(verdict->weakenings.begin(), verdict->weakenings.end(),
                   [](Weakening a, Weakening b) { return a.evidence < b.evidence; });
  verdict->known = KnownShare(text.normal);
  Conclude(*plan_.pack, verdict);
  if (HasSubtypeWeights(*plan_.pack, verdict->label)) {
    plan_.subtypes.Score(terms_, placed_, &words_, &subtype_scores_);
    ChooseSubtypes(*plan_.pack, subtype_scores_, verdict);
  }
}

// A rule that counts was written by somebody who knew its words: then nothing is in doubt. That
// spares most texts the walk.
double Decider::KnownShare(std::string_view normal) {
  if (plan_.words.empty() || plan_.pack->decision.review_known <= 0) return 1.0;
  const std::vector<Evidence>& evidence = placed_.evidence();
  const auto adds = [](const Evidence& one) { return AddsToScore(one); };
  if (std::any_of(evidence.begin(), evidence.end(), adds)) return 1.0;
  FindKnownWords(normal, terms_, evidence, plan_.words, &known_words_);
  return known_words_.share();
}

void Decider::TakeHits(const std::vector<Hit>& hits) {
  std::vector<Evidence>& evidence = placed_.evidence();
  for (const Hit& hit : hits) {
    const PatternPart part = plan_.PartOf(hit.pattern);
    if (part.role() != PatternRole::kEvidence || IsLeftOut(part.owner())) continue;
    // Two phrases of a rule may find the same words; that is one piece of evidence.
    if (!evidence.empty() && evidence.back().rule == part.owner() &&
        evidence.back().span == hit.span) {
      continue;
    }
    StartEvidence(part.owner(), hit.span, &evidence.emplace_back());
    evidence.back().pattern = hit.pattern;
  }
}

// Makes *one, which is new, evidence of a rule of which nothing has said anything yet. In place: to
// copy what was just written in pieces would wait for all of these.
void Decider::StartEvidence(uint32_t rule, Span span, Evidence* one) const {
  const RuleFacts& facts = plan_.facts[rule];
  one->rule = rule;
  one->span = span;
  one->label = facts.label;
  one->weight = facts.weight;
  one->state = facts.label == kSignal ? Evidence::State::kFeeds : Evidence::State::kCounts;
}

// What is supposed to count, or to be found, is not in the shadow of anything.
void Decider::ReviveSupposed() {
  for (Evidence& one : placed_.evidence()) {
    if (one.state != Evidence::State::kShadowed) continue;
    if (!CountsAnyway(one.rule) && !IsSupposedHit(one)) continue;
    one.state = Evidence::State::kCounts;  // signals are never shadowed
    one.by = Evidence::kNobody;
  }
}

// Threads the evidence of each rule together, in order of place, and wakes the steps that look at
// it.
void Decider::LinkHits() {
  const std::vector<Evidence>& evidence = placed_.evidence();
  next_hits_.resize(evidence.size());
  for (auto i = static_cast<uint32_t>(evidence.size()); i-- > 0;) {
    uint32_t& first = first_hits_[evidence[i].rule];
    if (first == Evidence::kNobody) plan_.wakes.AddRule(evidence[i].rule, &awake_);
    next_hits_[i] = first;
    first = i;
  }
}

// Whatever a step looks at comes before it, so a step only ever wakes later ones.
void Decider::RunSteps(const DecidingText& text) {
  for (size_t word = 0; word < plan_.wakes.words(); ++word) {
    uint64_t ahead = ~uint64_t{0};  // the steps of this word that are still to come
    while (const uint64_t left = plan_.wakes.Awake(word, awake_) & ahead) {
      const auto bit = static_cast<unsigned>(std::countr_zero(left));
      RunStep(text, static_cast<uint32_t>(word * 64 + bit));
      ahead = bit == 63 ? 0 : ~uint64_t{0} << (bit + 1);
    }
  }
}

// Recursive, as deep as kLongestChain allows.
void Decider::RunStep(const DecidingText& text, uint32_t step_number) {
  for (const uint32_t asked : plan_.wakes.AskedBy(step_number)) {
    if (!done_[asked]) RunStep(text, asked);
  }
  if (plan_.wakes.IsAskedFor(step_number)) {
    if (done_[step_number]) return;
    done_[step_number] = true;
    done_steps_.push_back(step_number);
  }
  const Plan::Step step = plan_.steps[step_number];
  if (step.is_guard) {
    if (guard_speaks_[step.index]) RunGuard(*text.segments, step.index);
  } else if (plan_.facts[step.index].composite) {
    if (!IsLeftOut(step.index)) RunComposite(text, step.index);
  } else {
    RunRule(text, step.index);
  }
}

void Decider::RunGuard(const Segments& segments, uint32_t guard) {
  guard_active_[guard] = (supposed_ == nullptr || !supposed_->guards_off[guard]) &&
                         plan_.guard_programs[guard].Holds(placed_.WholeText(), placed_, segments);
}

void Decider::RunRule(const DecidingText& text, uint32_t rule) {
  if (first_hits_[rule] == Evidence::kNobody || CountsAnyway(rule)) return;
  const ConditionProgram condition = plan_.rule_programs[rule];
  // No rule's condition looks at its own evidence, so hits of one scope share one answer: a clause
  // of a million bytes is looked through once, not once for each of its hits.
  std::optional<Span> last_reach;
  bool holds = false;
  bool any_died = false;
  for (uint32_t i = first_hits_[rule]; i != Evidence::kNobody; i = next_hits_[i]) {
    Evidence& one = placed_.evidence()[i];
    if (!IsAlive(one)) continue;
    guard_scopes_.Apply(guard_active_, i, &one);
    any_died = any_died || !IsAlive(one);
    if (!IsAlive(one)) continue;
    if (!condition.always()) {
      const Span scope = ScopeAround(text, plan_.facts[rule].scope, one.span.begin);
      // The words of a hit count as part of its scope even where they run over a border.
      const Span reach{std::min(scope.begin, one.span.begin), std::max(scope.end, one.span.end)};
      if (last_reach != reach) {
        last_reach = reach;
        holds = condition.Holds(placed_.ScopeOf(reach), placed_, *text.segments);
      }
      if (!holds) one.state = Evidence::State::kUnmet;
    }
    any_died = any_died || !IsAlive(one);
  }
  if (any_died) PlaceAgain(rule);
}

void Decider::PlaceAgain(uint32_t rule) {
  const auto visit = [&](auto act) {
    for (uint32_t i = first_hits_[rule]; i != Evidence::kNobody; i = next_hits_[i]) {
      act(placed_.evidence()[i]);
    }
  };
  visit([&](const Evidence& one) {
    if (!IsAlive(one)) placed_.Unmark(one);
  });
  visit([&](const Evidence& one) {
    if (IsAlive(one)) placed_.Mark(one);
  });
}

void Decider::RunComposite(const DecidingText& text, uint32_t rule) {
  const ConditionProgram condition = plan_.rule_programs[rule];
  const Scope scope = plan_.facts[rule].scope;
  const auto look = [&](const PlacedEvidence::Scope& unit) {
    if (condition.Holds(unit, placed_, *text.segments)) AddCompositeEvidence(rule, unit);
  };
  if (scope == Scope::kText || text.segments->clauses() == 1) {
    look(placed_.WholeText());
    return;
  }
  // Where there are several scopes to look at, a look ahead is worth it.
  if (!condition.MayHoldSomewhere(placed_, *text.segments)) return;
  if (scope == Scope::kClause) {
    for (uint32_t c = 0; c < text.segments->clauses(); ++c) look(placed_.ScopeOfClause(c));
    return;
  }
  const auto size = static_cast<uint32_t>(text.normal.size());
  uint32_t offset = 0;
  do {
    const Span unit = ScopeAround(text, scope, offset);
    look(placed_.ScopeOf(unit));
    offset = unit.end;
  } while (offset < size);
}

void Decider::AddCompositeEvidence(uint32_t rule, const PlacedEvidence::Scope& unit) {
  Evidence whole;
  StartEvidence(rule, unit.span, &whole);
  const auto place = static_cast<uint32_t>(placed_.evidence().size());
  if (!CountsAnyway(rule)) guard_scopes_.Apply(guard_active_, place, &whole);
  if (IsAlive(whole)) Absorb(plan_.absorbed_by_rule[rule], unit.span);
  plan_.wakes.AddRule(rule, &awake_);
  placed_.Add(whole, unit);
}

// The parts lose their own voice to the composite that is about to be added.
void Decider::Absorb(const RuleSet& absorbed, Span unit) {
  if (absorbed.empty()) return;
  const auto absorber = static_cast<uint32_t>(placed_.evidence().size());
  placed_.VisitOverlapping(unit, [&](uint32_t i) {
    Evidence& one = placed_.evidence()[i];
    if (one.state == Evidence::State::kCounts && absorbed[one.rule]) {
      one.state = Evidence::State::kAbsorbed;
      one.by = absorber;
    }
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
