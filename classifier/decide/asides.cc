// Cues first, for most texts have none; then whatever keeps their sentences.
#include "classifier/decide/asides.h"

#include <algorithm>
#include <iterator>

namespace cxo {

Asides::Nothing::Nothing(const Plan& plan) {
  evidence.Start(plan.pack->rules.size(), segments);
  evidence.Place();
  scope = evidence.ScopeOf({0, 0});
}

bool Asides::Find(const DecidingText& text, const std::vector<Hit>& hits) {
  sentences_.clear();
  if (plan_.aside_parts.empty() || text.segments->sentences() < 2) return false;
  FindSentences(text, hits);
  if (sentences_.empty()) return false;
  blanked_.assign(text.normal);
  for (const Aside& one : sentences_) {
    std::fill_n(blanked_.begin() + one.span.begin, one.span.size(), ' ');
  }
  segments_.Assign(blanked_);
  if (segments_.words() == 0) {
    sentences_.clear();
    return false;
  }
  hits_.clear();
  std::copy_if(hits.begin(), hits.end(), std::back_inserter(hits_), [&](const Hit& hit) {
    return std::none_of(sentences_.begin(), sentences_.end(),
                        [&](const Aside& one) { return one.span.Overlaps(hit.span); });
  });
  return true;
}

void Asides::FindSentences(const DecidingText& text, const std::vector<Hit>& hits) {
  for (const Hit& hit : hits) {
    if (plan_.aside_parts[hit.pattern] != AsidePart::kCue) continue;
    const uint32_t guard = plan_.pack->patterns[hit.pattern].owner;
    if (!plan_.guard_programs[guard].Holds(nothing_.scope, nothing_.evidence, *text.segments)) {
      continue;
    }
    sentences_.push_back({guard, text.segments->Sentence(hit.span.begin)});
  }
  if (sentences_.empty()) return;
  for (const Hit& hit : hits) {
    if (plan_.aside_parts[hit.pattern] == AsidePart::kKeeps) Keep(hit.span);
  }
  std::sort(sentences_.begin(), sentences_.end(),
            [](const Aside& a, const Aside& b) { return a.span.begin < b.span.begin; });
  const auto same = [](const Aside& a, const Aside& b) { return a.span == b.span; };
  sentences_.erase(std::unique(sentences_.begin(), sentences_.end(), same), sentences_.end());
}

void Asides::Keep(Span span) {
  std::erase_if(sentences_, [&](const Aside& one) { return one.span.Overlaps(span); });
}

}  // namespace cxo
