// Scopes after the model of ConText: a cue reaches over its scope, on its side, up to a terminator.
#include "classifier/decide/guarding.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "classifier/text/words.h"

namespace cxo {
namespace {

Span FullReach(const Guard& guard, const DecidingText& text, Span cue) {
  const Span sentence = text.segments->Sentence(cue.begin);
  switch (guard.scope) {
    case Scope::kClause: return text.segments->Clause(cue.begin);
    case Scope::kSentence: return sentence;
    case Scope::kText: return {0, static_cast<uint32_t>(text.normal.size())};
    case Scope::kWords: break;
  }
  Span reach = cue;
  if (guard.side != Guard::Side::kAfter) {
    reach.begin = WordsBefore(text.normal, cue.begin, guard.words).begin;
  }
  if (guard.side != Guard::Side::kBefore) {
    reach.end = WordsAfter(text.normal, cue.end, guard.words).end;
  }
  return {std::max(reach.begin, sentence.begin), std::min(reach.end, sentence.end)};
}

// True if one of the scopes of a guard, which are sorted and apart, overlaps `span`.
bool AnyOverlaps(std::span<const GuardScope> scopes, Span span) {
  const auto reaching = std::lower_bound(
      scopes.begin(), scopes.end(), span.begin,
      [](const GuardScope& scope, uint32_t begin) { return scope.reach.end <= begin; });
  return reaching != scopes.end() && reaching->reach.Overlaps(span);
}

void BearOn(const Guard& guard, uint32_t index, Evidence* evidence) {
  switch (guard.effect) {
    case Guard::Effect::kBlock:
      evidence->state = Evidence::State::kBlocked;
      evidence->by = index;
      break;
    case Guard::Effect::kFlip:
      evidence->by = index;
      evidence->state = Evidence::State::kBlocked;
      if (evidence->label == kSignal) break;
      evidence->state = Evidence::State::kFlipped;
      evidence->label = kNone;
      evidence->weight = std::abs(evidence->weight);
      break;
    case Guard::Effect::kAside: break;  // was heeded before (Asides), or is kept
    case Guard::Effect::kScale: evidence->weight *= guard.factor; break;
  }
}

}  // namespace

void GuardScopes::Cues::Clear() {
  cues_.clear();
  pseudo_cues_.clear();
  pseudo_index_.Clear();
  terminator_begins_.clear();
  terminator_ends_.clear();
}

void GuardScopes::Cues::Add(PatternRole role, Span span) {
  switch (role) {
    case PatternRole::kCue: cues_.push_back(span); break;
    case PatternRole::kPseudoCue:
      pseudo_cues_.push_back(span);
      pseudo_index_.Add(span);
      break;
    case PatternRole::kTerminator:
      terminator_begins_.push_back(span.begin);
      terminator_ends_.push_back(span.end);
      break;
    case PatternRole::kEvidence: break;
  }
}

void GuardScopes::Cues::Finish() { std::sort(terminator_ends_.begin(), terminator_ends_.end()); }

bool GuardScopes::Cues::IsPseudo(Span cue) const {
  return pseudo_index_.VisitOverlapping(cue,
                                        [&](uint32_t i) { return pseudo_cues_[i].Contains(cue); });
}

void GuardScopes::Cues::CutAtTerminators(Span cue, Span* reach) const {
  const auto after =
      std::lower_bound(terminator_begins_.begin(), terminator_begins_.end(), cue.end);
  if (after != terminator_begins_.end()) reach->end = std::min(reach->end, *after);
  const auto before = std::upper_bound(terminator_ends_.begin(), terminator_ends_.end(), cue.begin);
  if (before != terminator_ends_.begin()) reach->begin = std::max(reach->begin, before[-1]);
}

Span GuardScopes::Reach(const Guard& guard, const DecidingText& text, Span cue) const {
  Span reach = FullReach(guard, text, cue);
  if (guard.side == Guard::Side::kAfter) reach.begin = cue.begin;
  if (guard.side == Guard::Side::kBefore) reach.end = cue.end;
  cues_.CutAtTerminators(cue, &reach);
  // The cue itself is always inside, also where it runs over the border of its clause.
  return {std::min(reach.begin, cue.begin), std::max(reach.end, cue.end)};
}

// Of the guard that cues_ are of.
void GuardScopes::AppendScopes(const DecidingText& text, uint32_t guard) {
  reaches_.clear();
  for (const Span cue : cues_.all()) {
    if (!cues_.IsPseudo(cue)) reaches_.push_back(Reach(plan_.pack->guards[guard], text, cue));
  }
  if (reaches_.empty()) return;
  std::sort(reaches_.begin(), reaches_.end(),
            [](Span a, Span b) { return std::pair(a.begin, a.end) < std::pair(b.begin, b.end); });
  const auto first = static_cast<uint32_t>(scopes_.size());
  scopes_.push_back({guard, reaches_[0]});
  for (const Span reach : reaches_) {
    if (reach.begin <= scopes_.back().reach.end) {
      scopes_.back().reach.end = std::max(scopes_.back().reach.end, reach.end);
    } else {
      scopes_.push_back({guard, reach});
    }
  }
  const Span all{scopes_[first].reach.begin, scopes_.back().reach.end};
  working_.push_back({guard, first, static_cast<uint32_t>(scopes_.size()), all});
}

void GuardScopes::Find(const DecidingText& text, const std::vector<Hit>& hits) {
  scopes_.clear();
  working_.clear();
  guard_hits_.clear();
  weakenings_.clear();
  for (uint32_t i = 0; i < hits.size(); ++i) {
    const PatternPart part = plan_.PartOf(hits[i].pattern);
    if (part.role() != PatternRole::kEvidence) guard_hits_.push_back({part.owner(), i});
  }
  std::sort(guard_hits_.begin(), guard_hits_.end(), [](GuardHit a, GuardHit b) {
    return std::pair(a.guard, a.hit) < std::pair(b.guard, b.hit);
  });
  for (size_t i = 0; i < guard_hits_.size();) {
    const uint32_t guard = guard_hits_[i].guard;
    cues_.Clear();
    for (; i < guard_hits_.size() && guard_hits_[i].guard == guard; ++i) {
      const Hit& hit = hits[guard_hits_[i].hit];
      cues_.Add(plan_.PartOf(hit.pattern).role(), hit.span);
    }
    cues_.Finish();
    AppendScopes(text, guard);
  }
}

void GuardScopes::ApplyAll(const std::vector<bool>& active, uint32_t place, Evidence* evidence) {
  const std::span<const uint32_t> bearing = plan_.guards_on_rule[evidence->rule];
  if (bearing.empty()) return;
  const std::vector<Guard>& guards = plan_.pack->guards;
  uint32_t strongest = Evidence::kNobody;
  for (const auto& [index, first, end, reach] : working_) {
    // The place first: it is what rules most of them out.
    if (!reach.Overlaps(evidence->span) || !active[index]) continue;
    if (!std::binary_search(bearing.begin(), bearing.end(), index)) continue;
    const auto of_guard = std::span(scopes_).subspan(first, end - first);
    if (!AnyOverlaps(of_guard, evidence->span)) continue;
    if (guards[index].effect == Guard::Effect::kScale) {
      BearOn(guards[index], index, evidence);
      weakenings_.push_back({place, index});
    } else if (strongest == Evidence::kNobody || guards[index].effect < guards[strongest].effect) {
      strongest = index;
    }
  }
  if (strongest != Evidence::kNobody) BearOn(guards[strongest], strongest, evidence);
}

}  // namespace cxo
