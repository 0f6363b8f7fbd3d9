// Each look is a decision from the hits on.
#include "classifier/decide/second_look.h"

#include <algorithm>
#include <cmath>

namespace cxo {
namespace {

using Kind = EvidenceChange::Kind;

Supposition Supposed(const Pack& pack, const std::vector<EvidenceChange>& changes) {
  Supposition supposed(pack);
  for (const EvidenceChange& change : changes) {
    switch (change.kind) {
      case Kind::kWithout: supposed.without.Set(change.index, true); break;
      case Kind::kCount: supposed.counting.Set(change.index, true); break;
      case Kind::kWithoutGuard: supposed.guards_off[change.index] = true; break;
    }
  }
  return supposed;
}

}  // namespace

AsItIs SecondLook::Unchanged() {
  AsItIs it{After({}), {}};
  it.shares = plan_.words.Shares(decider_.decided(), decider_.placed());
  return it;
}

size_t SecondLook::most_looks() const {
  constexpr size_t kMostBytes = size_t{4} << 20;  // decided in one round
  constexpr size_t kFewest = 8;
  return std::max(kMostBytes / (text_.normal.size() + 1), kFewest);
}

const Verdict& SecondLook::After(const std::vector<EvidenceChange>& changes) {
  return Under(Supposed(pack(), changes));
}

const Verdict& SecondLook::Under(const Supposition& supposed) {
  if (!supposed.found) return Decide(hits_, supposed);
  std::vector<Hit> hits = hits_;
  hits.push_back(*supposed.found);
  SortHits(&hits, hits_.size());
  return Decide(hits, supposed);
}

const Verdict& SecondLook::Decide(const std::vector<Hit>& hits, const Supposition& supposed) {
  decider_.Suppose(&supposed);
  decider_.Decide(text_, hits, &verdict_);
  decider_.Suppose(nullptr);
  return verdict_;
}

double LeadFor(const Decision& decision, const std::vector<double>& scores, LabelIndex label) {
  const auto own = static_cast<size_t>(label);
  double rival = label == kNone ? -HUGE_VAL : decision.threshold[own];
  for (size_t other = 0; other < scores.size(); ++other) {
    if (other != own) rival = std::max(rival, scores[other]);
  }
  return scores[own] - rival;
}

}  // namespace cxo
