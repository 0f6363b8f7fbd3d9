// Cues first, for most texts have none; then whatever keeps their sentences.
#include "classifier/decide/asides.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace cxo {

Asides::Nothing::Nothing(const Plan& plan) {
  evidence.Start(plan.pack->rules.size(), segments);
  evidence.Place();
  scope = evidence.ScopeOf({0, 0});
}

bool Asides::Find(const DecidingText& text, const std::vector<Hit>& hits) {
  sentences_.clear();
  if (!plan_.sets_aside || text.segments->sentences() < 2) return false;
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
    const auto first = FirstReaching(hit.span);
    return first == sentences_.end() || first->span.begin >= hit.span.end;
  });
  return true;
}

void Asides::FindSentences(const DecidingText& text, const std::vector<Hit>& hits) {
  for (const Hit& hit : hits) {
    const PatternPart part = plan_.PartOf(hit.pattern);
    if (part.aside() != AsidePart::kCue) continue;
    const uint32_t guard = part.owner();
    if (!plan_.guard_programs[guard].Holds(nothing_.scope, nothing_.evidence, *text.segments)) {
      continue;
    }
    sentences_.push_back({guard, text.segments->Sentence(hit.span.begin)});
  }
  if (sentences_.empty()) return;
  std::sort(sentences_.begin(), sentences_.end(), [](const Aside& a, const Aside& b) {
    return std::pair(a.span.begin, a.guard) < std::pair(b.span.begin, b.guard);
  });
  const auto same = [](const Aside& a, const Aside& b) { return a.span == b.span; };
  sentences_.erase(std::unique(sentences_.begin(), sentences_.end(), same), sentences_.end());
  kept_.assign(sentences_.size(), false);
  for (const Hit& hit : hits) {
    if (plan_.PartOf(hit.pattern).aside() != AsidePart::kKeeps) continue;
    for (auto one = FirstReaching(hit.span);
         one != sentences_.end() && one->span.begin < hit.span.end; ++one) {
      kept_[static_cast<size_t>(one - sentences_.begin())] = true;
    }
  }
  size_t left = 0;
  for (size_t i = 0; i < sentences_.size(); ++i) {
    if (!kept_[i]) sentences_[left++] = sentences_[i];
  }
  sentences_.resize(left);
}

std::vector<Aside>::const_iterator Asides::FirstReaching(Span span) const {
  return std::upper_bound(sentences_.begin(), sentences_.end(), span.begin,
                          [](uint32_t begin, const Aside& one) { return begin < one.span.end; });
}

}  // namespace cxo
