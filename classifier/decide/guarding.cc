// Scopes after the model of ConText: a cue reaches over its scope, on its side, up to a terminator.
#include "classifier/decide/guarding.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "classifier/decide/span_index.h"
#include "classifier/text/words.h"

namespace cxo {
namespace {

// What the text says to one guard.
class GuardMarks {
 public:
  // `hits` are all of one guard, sorted by begin.
  GuardMarks(const Plan& plan, const std::vector<Hit>& hits) {
    for (const Hit& hit : hits) {
      switch (plan.PartOf(hit.pattern).role()) {
        case PatternRole::kCue: cues_.push_back(hit.span); break;
        case PatternRole::kPseudoCue: AddPseudoCue(hit.span); break;
        case PatternRole::kTerminator:
          terminator_begins_.push_back(hit.span.begin);
          terminator_ends_.push_back(hit.span.end);
          break;
        case PatternRole::kEvidence: break;
      }
    }
    std::sort(terminator_ends_.begin(), terminator_ends_.end());
  }

  const std::vector<Span>& cues() const { return cues_; }

  bool IsPseudo(Span cue) const {
    return pseudo_index_.VisitOverlapping(
        cue, [&](uint32_t i) { return pseudo_cues_[i].Contains(cue); });
  }

  // Cuts `reach` at the nearest terminator on either side of the cue.
  void CutAtTerminators(Span cue, Span* reach) const {
    const auto after =
        std::lower_bound(terminator_begins_.begin(), terminator_begins_.end(), cue.end);
    if (after != terminator_begins_.end()) reach->end = std::min(reach->end, *after);
    const auto before =
        std::upper_bound(terminator_ends_.begin(), terminator_ends_.end(), cue.begin);
    if (before != terminator_ends_.begin()) reach->begin = std::max(reach->begin, before[-1]);
  }

 private:
  void AddPseudoCue(Span span) {
    pseudo_cues_.push_back(span);
    pseudo_index_.Add(span);
  }

  std::vector<Span> cues_;
  std::vector<Span> pseudo_cues_;
  SpanIndex pseudo_index_;
  std::vector<uint32_t> terminator_begins_;
  std::vector<uint32_t> terminator_ends_;
};

Span FullReach(const Guard& guard, const DecidingText& text, Span cue) {
  const Span sentence = text.segments->Sentence(cue.begin);
  switch (guard.scope) {
    case Scope::kClause: return text.segments->Clause(cue.begin);
    case Scope::kSentence: return sentence;
    case Scope::kText: return {0, static_cast<uint32_t>(text.normal.size())};
    case Scope::kWords: break;
  }
  const Span before = WordsBefore(text.normal, cue.begin, guard.words);
  const Span after = WordsAfter(text.normal, cue.end, guard.words);
  return {std::max(before.begin, sentence.begin), std::min(after.end, sentence.end)};
}

Span Reach(const Guard& guard, const DecidingText& text, const GuardMarks& marks, Span cue) {
  Span reach = FullReach(guard, text, cue);
  if (guard.side == Guard::Side::kAfter) reach.begin = cue.begin;
  if (guard.side == Guard::Side::kBefore) reach.end = cue.end;
  marks.CutAtTerminators(cue, &reach);
  // The cue itself is always inside, also where it runs over the border of its clause.
  return {std::min(reach.begin, cue.begin), std::max(reach.end, cue.end)};
}

void AppendScopes(const Plan& plan, const DecidingText& text, const std::vector<Hit>& hits,
                  std::vector<GuardScope>* scopes) {
  const uint32_t guard = plan.PartOf(hits[0].pattern).owner();
  const GuardMarks marks(plan, hits);
  std::vector<Span> reaches;
  for (const Span cue : marks.cues()) {
    if (!marks.IsPseudo(cue)) reaches.push_back(Reach(plan.pack->guards[guard], text, marks, cue));
  }
  std::sort(reaches.begin(), reaches.end(),
            [](Span a, Span b) { return std::pair(a.begin, a.end) < std::pair(b.begin, b.end); });
  for (const Span reach : reaches) {
    const bool joins = !scopes->empty() && scopes->back().guard == guard &&
                       reach.begin <= scopes->back().reach.end;
    if (joins) {
      scopes->back().reach.end = std::max(scopes->back().reach.end, reach.end);
    } else {
      scopes->push_back({guard, reach});
    }
  }
}

// True if one of the scopes of a guard, which are sorted and apart, overlaps `span`.
bool AnyOverlaps(std::vector<GuardScope>::const_iterator first,
                 std::vector<GuardScope>::const_iterator last, Span span) {
  const auto reaching = std::lower_bound(
      first, last, span.begin,
      [](const GuardScope& scope, uint32_t begin) { return scope.reach.end <= begin; });
  return reaching != last && reaching->reach.Overlaps(span);
}

void Apply(const Guard& guard, uint32_t index, Evidence* evidence) {
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
    case Guard::Effect::kScale:
      evidence->weight *= guard.factor;
      evidence->weakened_by = index;
      break;
  }
}

}  // namespace

void FindGuardScopes(const Plan& plan, const DecidingText& text, const std::vector<Hit>& hits,
                     std::vector<GuardScope>* scopes) {
  scopes->clear();
  const auto owner = [&](const Hit& hit) { return plan.PartOf(hit.pattern).owner(); };
  std::vector<Hit> of_guards;
  for (const Hit& hit : hits) {
    if (plan.PartOf(hit.pattern).role() != PatternRole::kEvidence) of_guards.push_back(hit);
  }
  std::stable_sort(of_guards.begin(), of_guards.end(),
                   [&](const Hit& a, const Hit& b) { return owner(a) < owner(b); });
  std::vector<Hit> of_one;
  for (size_t i = 0; i < of_guards.size(); ++i) {
    of_one.push_back(of_guards[i]);
    if (i + 1 < of_guards.size() && owner(of_guards[i + 1]) == owner(of_guards[i])) continue;
    AppendScopes(plan, text, of_one, scopes);
    of_one.clear();
  }
}

void ApplyGuards(const Plan& plan, const std::vector<GuardScope>& scopes,
                 const std::vector<bool>& active, Evidence* evidence) {
  const std::vector<uint32_t>& bearing = plan.guards_on_rule[evidence->rule];
  if (bearing.empty()) return;
  const std::vector<Guard>& guards = plan.pack->guards;
  uint32_t strongest = Evidence::kNobody;
  for (auto scope = scopes.begin(); scope != scopes.end();) {
    const uint32_t index = scope->guard;
    const auto next = std::upper_bound(
        scope, scopes.end(), index,
        [](uint32_t guard, const GuardScope& other) { return guard < other.guard; });
    const bool bears = active[index] && std::binary_search(bearing.begin(), bearing.end(), index) &&
                       AnyOverlaps(scope, next, evidence->span);
    scope = next;
    if (!bears) continue;
    if (guards[index].effect == Guard::Effect::kScale) {
      Apply(guards[index], index, evidence);
    } else if (strongest == Evidence::kNobody || guards[index].effect < guards[strongest].effect) {
      strongest = index;
    }
  }
  if (strongest != Evidence::kNobody) Apply(guards[strongest], strongest, evidence);
}

}  // namespace cxo
