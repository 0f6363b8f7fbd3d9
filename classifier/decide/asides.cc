// Cues first, for most texts have none; then whatever keeps their sentences.
#include "classifier/decide/asides.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace cxo {

Asides::Nothing::Nothing(const Plan& plan) {
  evidence.Start(plan.pack->rules.size(), segments);
  evidence.Place();
  scope = evidence.ScopeOf({0, 0});
}

namespace {

// The first of `asides`, which are in order of begin and of end, that ends behind the begin of
// `span`.
std::vector<Aside>::const_iterator FirstReaching(const std::vector<Aside>& asides, Span span) {
  return std::upper_bound(asides.begin(), asides.end(), span.begin,
                          [](uint32_t begin, const Aside& one) { return begin < one.span.end; });
}

void Sort(std::vector<Aside>* asides) {
  std::sort(asides->begin(), asides->end(), [](const Aside& a, const Aside& b) {
    return std::tuple(a.span.begin, a.span.end, a.guard) <
           std::tuple(b.span.begin, b.span.end, b.guard);
  });
}

// Makes one of those that overlap or touch, in the name of the first one's guard.
void Join(std::vector<Aside>* asides) {
  size_t left = 0;
  for (const Aside& one : *asides) {
    if (left > 0 && one.span.begin <= (*asides)[left - 1].span.end) {
      Span& before = (*asides)[left - 1].span;
      before.end = std::max(before.end, one.span.end);
    } else {
      (*asides)[left++] = one;
    }
  }
  asides->resize(left);
}

}  // namespace

bool Asides::Find(const DecidingText& text, const std::vector<Hit>& hits) {
  asides_.clear();
  if (!plan_.sets_aside) return false;
  FindAsides(text, hits);
  if (asides_.empty()) return false;
  blanked_.assign(text.normal);
  for (const Aside& one : asides_) {
    std::fill_n(blanked_.begin() + one.span.begin, one.span.size(), ' ');
  }
  segments_.Assign(blanked_);
  if (segments_.words() == 0) {
    asides_.clear();
    return false;
  }
  hits_.clear();
  std::copy_if(hits.begin(), hits.end(), std::back_inserter(hits_), [&](const Hit& hit) {
    const auto first = FirstReaching(asides_, hit.span);
    return first == asides_.end() || first->span.begin >= hit.span.end;
  });
  return true;
}

void Asides::FindAsides(const DecidingText& text, const std::vector<Hit>& hits) {
  FindCandidates(text, hits);
  if (asides_.empty() && cues_.empty()) return;
  Sort(&asides_);
  // Before hits are asked: a long sentence may have as many cues as hits that keep it.
  asides_.erase(std::unique(asides_.begin(), asides_.end()), asides_.end());
  LeaveOutKept(hits, &asides_);
  Sort(&cues_);
  Join(&cues_);
  LeaveOutKept(hits, &cues_);
  const auto same = [](const Aside& a, const Aside& b) { return a.span == b.span; };
  asides_.erase(std::unique(asides_.begin(), asides_.end(), same), asides_.end());
  std::erase_if(cues_, [&](const Aside& cue) {
    const auto sentence = FirstReaching(asides_, cue.span);
    return sentence != asides_.end() && sentence->span.begin < cue.span.end;
  });
  asides_.insert(asides_.end(), cues_.begin(), cues_.end());
  if (!cues_.empty()) Sort(&asides_);
}

// Sentences by a guard each, and cues.
void Asides::FindCandidates(const DecidingText& text, const std::vector<Hit>& hits) {
  cues_.clear();
  for (const Hit& hit : hits) {
    const PatternPart part = plan_.PartOf(hit.pattern);
    if (part.aside() != AsidePart::kCue) continue;
    const uint32_t guard = part.owner();
    const bool alone = plan_.pack->guards[guard].scope == Scope::kWords;
    if (!alone && text.segments->sentences() < 2) continue;
    if (!plan_.guard_programs[guard].Holds(nothing_.scope, nothing_.evidence, *text.segments)) {
      continue;
    }
    if (alone) {
      cues_.push_back({guard, hit.span});
    } else {
      asides_.push_back({guard, text.segments->Sentence(hit.span.begin)});
    }
  }
}

void Asides::LeaveOutKept(const std::vector<Hit>& hits, std::vector<Aside>* asides) {
  if (asides->empty()) return;
  kept_.assign(asides->size(), false);
  for (const Hit& hit : hits) {
    const PatternPart part = plan_.PartOf(hit.pattern);
    if (part.aside() != AsidePart::kKeeps) continue;
    const bool is_evidence = part.role() == PatternRole::kEvidence;
    for (auto one = FirstReaching(*asides, hit.span);
         one != asides->end() && one->span.begin < hit.span.end; ++one) {
      if (!is_evidence && part.owner() != one->guard) continue;
      kept_[static_cast<size_t>(one - asides->cbegin())] = true;
    }
  }
  size_t left = 0;
  for (size_t i = 0; i < asides->size(); ++i) {
    if (!kept_[i]) (*asides)[left++] = (*asides)[i];
  }
  asides->resize(left);
}

}  // namespace cxo
