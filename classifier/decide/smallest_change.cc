// A greedy search. A text has evidence of as many rules as the pack has at most, however long it
// is; of these a few dozen, those that help most by themselves, are tried together.
#include "classifier/decide/smallest_change.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace cxo {
namespace {

using Kind = EvidenceChange::Kind;
using State = Evidence::State;

bool IsSetAside(const Evidence& one) { return !IsAlive(one); }

// In other states `by` is no guard.
bool HasGuard(const Evidence& one) {
  return one.state == State::kBlocked || one.state == State::kFlipped;
}

bool IsChangedBy(uint32_t guard, const Verdict& verdict, size_t evidence) {
  const Evidence& one = verdict.evidence[evidence];
  if (HasGuard(one) && one.by == guard) return true;
  const auto weakenings = WeakeningsOf(verdict.weakenings, evidence);
  return std::any_of(weakenings.begin(), weakenings.end(),
                     [&](const Weakening& it) { return it.guard == guard; });
}

// Everything that can be changed, in order of place, rules before guards.
std::vector<EvidenceChange> Candidates(const Verdict& verdict) {
  const std::vector<Evidence>& evidence = verdict.evidence;
  std::vector<EvidenceChange> candidates;
  const auto add = [&](Kind kind, uint32_t index, uint32_t at) {
    const bool known = std::any_of(
        candidates.begin(), candidates.end(),
        [&](const EvidenceChange& one) { return one.kind == kind && one.index == index; });
    if (!known) candidates.push_back({kind, index, at});
  };
  for (uint32_t i = 0; i < evidence.size(); ++i) {
    add(IsSetAside(evidence[i]) ? Kind::kCount : Kind::kWithout, evidence[i].rule, i);
  }
  for (uint32_t i = 0; i < evidence.size(); ++i) {
    const Evidence& one = evidence[i];
    if (HasGuard(one)) add(Kind::kWithoutGuard, one.by, i);
    for (const Weakening& it : WeakeningsOf(verdict.weakenings, i)) {
      add(Kind::kWithoutGuard, it.guard, i);
    }
  }
  return candidates;
}

bool Has(const std::vector<EvidenceChange>& changes, const EvidenceChange& change) {
  return std::find(changes.begin(), changes.end(), change) != changes.end();
}

// The search for changes that give one label.
class ChangeFinder {
 public:
  ChangeFinder(SecondLook* look, LabelIndex label) : look_(*look), label_(label) {}

  std::vector<EvidenceChange> Find() {
    constexpr size_t kMost = 5;
    const Verdict& now = look_.After({});
    if (now.label == label_) return {};
    double lead = LeadOf(now);
    for (const EvidenceChange& one : Candidates(now)) pool_.push_back({one, 0.0, false});
    KeepTheHeaviest(now);
    while (changes_.size() < kMost) {
      TryAll();
      const Trial* best = Best();
      if (best == nullptr || (!best->gives && best->lead <= lead)) return {};
      lead = best->lead;
      const bool found = best->gives;
      changes_.push_back(best->change);
      if (found) return WithoutIdle(std::move(changes_));
      KeepTheBest();
    }
    return {};
  }

 private:
  struct Trial {
    EvidenceChange change;
    double lead = 0.0;  // after the changes made so far and this one
    bool gives = false;
  };

  double LeadOf(const Verdict& verdict) const {
    return LeadFor(look_.pack().decision, verdict.scores, label_);
  }

  bool Gives(const std::vector<EvidenceChange>& changes) {
    return look_.After(changes).label == label_;
  }

  void TryAll() {
    for (Trial& one : pool_) {
      if (Has(changes_, one.change)) continue;
      changes_.push_back(one.change);
      const Verdict& after = look_.After(changes_);
      one.lead = LeadOf(after);
      one.gives = after.label == label_;
      changes_.pop_back();
    }
  }

  // Of those that give the label the one that changes least, else the one that helps most.
  const Trial* Best() const {
    const Trial* best = nullptr;
    for (const Trial& one : pool_) {
      if (Has(changes_, one.change)) continue;
      const bool better =
          best == nullptr || (one.gives && !best->gives) ||
          (one.gives == best->gives && (one.gives ? one.lead < best->lead : one.lead > best->lead));
      if (better) best = &one;
    }
    return best;
  }

  // In a long text, of which every look takes long, only what weighs most is tried.
  void KeepTheHeaviest(const Verdict& verdict) {
    const size_t most = look_.most_looks();
    if (pool_.size() <= most) return;
    for (Trial& one : pool_) {
      for (size_t i = 0; i < verdict.evidence.size(); ++i) {
        const Evidence& piece = verdict.evidence[i];
        const bool of_guard = one.change.kind == Kind::kWithoutGuard;
        const bool moves =
            of_guard ? IsChangedBy(one.change.index, verdict, i) : piece.rule == one.change.index;
        if (moves) one.lead += std::abs(piece.weight);
      }
    }
    std::stable_sort(pool_.begin(), pool_.end(),
                     [](const Trial& a, const Trial& b) { return a.lead > b.lead; });
    pool_.resize(most);
  }

  void KeepTheBest() {
    constexpr size_t kTogether = 32;
    std::stable_sort(pool_.begin(), pool_.end(),
                     [](const Trial& a, const Trial& b) { return a.lead > b.lead; });
    if (pool_.size() > kTogether) pool_.resize(kTogether);
  }

  // What an earlier change did, a later one may do as well.
  std::vector<EvidenceChange> WithoutIdle(std::vector<EvidenceChange> changes) {
    for (size_t i = 0; i < changes.size() && changes.size() > 1;) {
      std::vector<EvidenceChange> fewer = changes;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      const bool idle = Gives(fewer);
      if (idle) changes = std::move(fewer);
      i = idle ? 0 : i + 1;
    }
    return changes;
  }

  SecondLook& look_;
  LabelIndex label_;
  std::vector<Trial> pool_;
  std::vector<EvidenceChange> changes_;
};

}  // namespace

std::vector<EvidenceChange> SmallestChange(SecondLook* look, LabelIndex label) {
  return ChangeFinder(look, label).Find();
}

}  // namespace cxo
