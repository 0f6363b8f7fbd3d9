// Scopes after the model of ConText: a cue reaches over its scope, on its side, up to a terminator.
#include "classifier/decide/guarding.h"

#include <algorithm>
#include <cmath>

#include "classifier/text/words.h"

namespace cxo {
namespace {

bool IsPseudo(const Pack& pack, const std::vector<Hit>& hits, const Hit& cue) {
  const uint32_t guard = pack.patterns[cue.pattern].owner;
  return std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) {
    const Pattern& pattern = pack.patterns[hit.pattern];
    return pattern.role == PatternRole::kPseudoCue && pattern.owner == guard &&
           hit.span.Contains(cue.span);
  });
}

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

// Cuts `reach` at the nearest terminator of the guard on either side of the cue.
void CutAtTerminators(const Pack& pack, uint32_t guard, const std::vector<Hit>& hits, Span cue,
                      Span* reach) {
  for (const Hit& hit : hits) {
    const Pattern& pattern = pack.patterns[hit.pattern];
    if (pattern.role != PatternRole::kTerminator || pattern.owner != guard) continue;
    if (hit.span.begin >= cue.end) reach->end = std::min(reach->end, hit.span.begin);
    if (hit.span.end <= cue.begin) reach->begin = std::max(reach->begin, hit.span.end);
  }
}

Span Reach(const Pack& pack, const DecidingText& text, const std::vector<Hit>& hits,
           const Hit& cue) {
  const uint32_t index = pack.patterns[cue.pattern].owner;
  const Guard& guard = pack.guards[index];
  Span reach = FullReach(guard, text, cue.span);
  if (guard.side == Guard::Side::kAfter) reach.begin = cue.span.begin;
  if (guard.side == Guard::Side::kBefore) reach.end = cue.span.end;
  CutAtTerminators(pack, index, hits, cue.span, &reach);
  // The cue itself is always inside, also where it runs over the border of its clause.
  return {std::min(reach.begin, cue.span.begin), std::max(reach.end, cue.span.end)};
}

void Apply(const Guard& guard, uint32_t index, Evidence* evidence) {
  switch (guard.effect) {
    case Guard::Effect::kBlock:
      evidence->state = Evidence::State::kBlocked;
      evidence->by = index;
      break;
    case Guard::Effect::kFlip:
      evidence->state = Evidence::State::kFlipped;
      evidence->by = index;
      evidence->label = kNone;
      evidence->weight = std::abs(evidence->weight);
      break;
    case Guard::Effect::kScale:
      evidence->weight *= guard.factor;
      evidence->weakened_by = index;
      break;
  }
}

}  // namespace

void FindGuardScopes(const Pack& pack, const DecidingText& text, const std::vector<Hit>& hits,
                     std::vector<GuardScope>* scopes) {
  scopes->clear();
  for (const Hit& hit : hits) {
    const Pattern& pattern = pack.patterns[hit.pattern];
    if (pattern.role != PatternRole::kCue || IsPseudo(pack, hits, hit)) continue;
    scopes->push_back({pattern.owner, hit.span, Reach(pack, text, hits, hit)});
  }
  std::stable_sort(scopes->begin(), scopes->end(), [](const GuardScope& a, const GuardScope& b) {
    return a.guard < b.guard;
  });
}

void ApplyGuards(const Plan& plan, const std::vector<GuardScope>& scopes,
                 const std::vector<bool>& active, Evidence* evidence) {
  const std::vector<uint32_t>& bearing = plan.guards_on_rule[evidence->rule];
  if (bearing.empty()) return;
  const GuardScope* strongest = nullptr;
  uint32_t weakened_by = Evidence::kNobody;
  for (const GuardScope& scope : scopes) {
    if (!active[scope.guard] || !scope.reach.Overlaps(evidence->span)) continue;
    if (!std::binary_search(bearing.begin(), bearing.end(), scope.guard)) continue;
    const Guard& guard = plan.pack->guards[scope.guard];
    if (guard.effect != Guard::Effect::kScale) {
      if (strongest == nullptr || guard.effect < plan.pack->guards[strongest->guard].effect) {
        strongest = &scope;
      }
    } else if (weakened_by != scope.guard) {  // two cues of one guard weaken once
      Apply(guard, scope.guard, evidence);
      weakened_by = scope.guard;
    }
  }
  if (strongest != nullptr) Apply(plan.pack->guards[strongest->guard], strongest->guard, evidence);
}

}  // namespace cxo
