// Caps and sums. Plain addition in a fixed order, so that every run and machine agrees to the bit.
#include "classifier/decide/scoring.h"

#include <cmath>
#include <cstddef>
#include <cstdint>

namespace cxo {
namespace {

// Beyond the cap. What was turned over speaks no longer for NONE, and not for its label either:
// its guard has taken that away, so that it is not alive as other evidence beyond the cap is.
void PutBeyondCap(const RuleFacts& rule, Evidence* one) {
  if (one->state != Evidence::State::kFlipped) {
    one->state = Evidence::State::kCapped;
    one->by = Evidence::kNobody;
    return;
  }
  one->state = Evidence::State::kBlocked;
  one->label = rule.label;
  one->weight = std::copysign(one->weight, rule.weight);
}

void CapRepeats(const std::vector<RuleFacts>& facts, std::vector<uint32_t>* counted,
                std::vector<Evidence>* evidence) {
  for (Evidence& one : *evidence) {
    if (!AddsToScore(one)) continue;
    if ((*counted)[one.rule] == facts[one.rule].cap) {
      PutBeyondCap(facts[one.rule], &one);
    } else {
      ++(*counted)[one.rule];
    }
  }
  for (const Evidence& one : *evidence) (*counted)[one.rule] = 0;
}

}  // namespace

void StartScores(const Pack& pack, const std::vector<double>& leaning,
                 std::vector<double>* scores) {
  *scores = pack.decision.bias;
  for (size_t l = 0; l < leaning.size(); ++l) (*scores)[l] += leaning[l];
}

double EvidenceFor(const Pack& pack, const std::vector<double>& leaning,
                   const std::vector<double>& scores, LabelIndex label) {
  const auto index = static_cast<size_t>(label);
  return scores[index] - (pack.decision.bias[index] + (leaning.empty() ? 0.0 : leaning[index]));
}

void Score(const std::vector<RuleFacts>& facts, std::vector<uint32_t>* counted,
           std::vector<Evidence>* evidence, std::vector<double>* scores) {
  CapRepeats(facts, counted, evidence);
  for (const Evidence& one : *evidence) {
    const LabelIndex label = ScoredLabel(*evidence, one);
    if (label != kSignal) (*scores)[static_cast<size_t>(label)] += one.weight;
  }
}

LabelIndex ScoredLabel(const std::vector<Evidence>& evidence, const Evidence& one) {
  if (!AddsToScore(one)) return kSignal;
  const Evidence* absorber = &one;
  while (absorber->state == Evidence::State::kAbsorbed) absorber = &evidence[absorber->by];
  return absorber->label;
}

}  // namespace cxo
