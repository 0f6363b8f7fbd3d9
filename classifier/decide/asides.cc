// Cues first, for most texts have none; then whatever keeps their sentences.
#include "classifier/decide/asides.h"

#include <algorithm>
#include <iterator>

namespace cxo {

bool Asides::Find(const Plan& plan, const DecidingText& text, const std::vector<Hit>& hits) {
  sentences_.clear();
  if (plan.aside_parts.empty() || text.segments->sentences() < 2) return false;
  FindSentences(plan, text, hits);
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

void Asides::FindSentences(const Plan& plan, const DecidingText& text,
                           const std::vector<Hit>& hits) {
  for (const Hit& hit : hits) {
    if (plan.aside_parts[hit.pattern] != AsidePart::kCue) continue;
    sentences_.push_back(
        {plan.pack->patterns[hit.pattern].owner, text.segments->Sentence(hit.span.begin)});
  }
  if (sentences_.empty()) return;
  nothing_.Start(plan.pack->rules.size(), *text.segments);
  nothing_.Place();
  const Span whole{0, static_cast<uint32_t>(text.normal.size())};
  std::erase_if(sentences_, [&](const Aside& one) {
    return !plan.guard_programs[one.guard].Holds(nothing_.ScopeOf(whole), nothing_, *text.segments);
  });
  for (const Hit& hit : hits) {
    if (plan.aside_parts[hit.pattern] == AsidePart::kKeeps) Keep(hit.span);
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
