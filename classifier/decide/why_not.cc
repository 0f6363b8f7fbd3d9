// What would change the label is decided again; what words say is added up.
#include "classifier/decide/why_not.h"

#include <algorithm>
#include <cmath>

#include "classifier/decide/outcome.h"
#include "classifier/decide/smallest_change.h"

namespace cxo {
namespace {

size_t At(LabelIndex label) { return static_cast<size_t>(label); }

double Gap(const Pack& pack, const std::vector<double>& scores, LabelIndex label) {
  return std::max(0.0, -LeadFor(pack.decision, scores, label));
}

// In hundredths, as weights are written; a tie goes to the earlier label, so the exact gap may be a
// hundredth too little. What is ahead by no more than rounding is a tie when a rule of the pack
// adds it, in another order.
double WeightNeeded(const Pack& pack, const std::vector<double>& scores, LabelIndex label) {
  constexpr double kHundredths = 100;
  constexpr double kParts = 1e9;
  const double from = std::ceil(Gap(pack, scores, label) * kHundredths - 1);
  for (double weight = std::max(from, 0.0);; ++weight) {
    std::vector<double> with = scores;
    with[At(label)] += weight / kHundredths;
    for (double& score : with) score = std::round(score * kParts) / kParts;
    if (LabelFor(pack, with) == label) return weight / kHundredths;
  }
}

// Takes away each rule with evidence that speaks for `label` and that words around it would shadow.
std::vector<EvidenceChange> WithoutOwn(const Pack& pack, const Verdict& verdict, LabelIndex label) {
  std::vector<EvidenceChange> changes;
  for (uint32_t i = 0; i < verdict.evidence.size(); ++i) {
    const Evidence& one = verdict.evidence[i];
    const Rule& rule = pack.rules[one.rule];
    if (one.state != Evidence::State::kCounts || rule.label != label) continue;
    if (rule.composite || !rule.nests || rule.weight <= 0) continue;
    const bool is_taken =
        std::any_of(changes.begin(), changes.end(),
                    [&](const EvidenceChange& it) { return it.index == one.rule; });
    if (!is_taken) changes.push_back({EvidenceChange::Kind::kWithout, one.rule, i});
  }
  return changes;
}

// The shares of words that speak most against why->label.
void FindWordsAgainst(const Pack& pack, const std::vector<WordShare>& shares,
                      std::vector<double> scores, WhyNot* why) {
  constexpr size_t kMost = 5;
  const auto adds = [&](const WordShare& share) {
    return share.adds[At(why->label)] - share.adds[At(why->rival)];
  };
  std::vector<const WordShare*> against;
  for (const WordShare& share : shares) {
    if (!share.IsSignal() && adds(share) < 0) against.push_back(&share);
  }
  std::stable_sort(against.begin(), against.end(),
                   [&](const WordShare* a, const WordShare* b) { return adds(*a) < adds(*b); });
  if (against.size() > kMost) against.resize(kMost);
  for (const WordShare* share : against) {
    why->against.push_back({share->span, share->begins_text, adds(*share)});
    for (size_t l = 0; l < scores.size(); ++l) scores[l] -= share->adds[l];
  }
  why->gap_without_words = Gap(pack, scores, why->label);
}

}  // namespace

WhyNot ExplainWhyNot(const Plan& plan, const Matcher& matcher, const DecidingText& text,
                     const std::vector<Hit>& hits, LabelIndex label) {
  const Pack& pack = *plan.pack;
  SecondLook look(plan, text, hits);
  const auto [verdict, shares] = look.Unchanged();
  WhyNot why;
  why.label = label;
  why.given = verdict.label == label;
  if (why.given) return why;
  why.gap = Gap(pack, verdict.scores, label);
  why.weight_needed = WeightNeeded(pack, verdict.scores, label);
  const Verdict& without_own = look.After(WithoutOwn(pack, verdict, label));
  why.weight_needed_most =
      std::max(why.weight_needed, WeightNeeded(pack, without_own.scores, label));
  why.rival = BestBut(verdict.scores, label);
  for (uint32_t i = 0; i < verdict.evidence.size(); ++i) {
    const Evidence& one = verdict.evidence[i];
    const bool counts = one.state == Evidence::State::kCounts;
    if (pack.rules[one.rule].label == label && !counts) why.set_aside.push_back(i);
  }
  why.smallest = SmallestChange(&look, label);
  why.near = NearPhrases(&look, matcher, text.normal, label);
  if (why.smallest.empty()) FindWordsAgainst(pack, shares, verdict.scores, &why);
  return why;
}

}  // namespace cxo
