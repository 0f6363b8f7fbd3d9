// Softmax, threshold, calibration, review flags, further labels and subtypes.
#include "classifier/decide/outcome.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "classifier/decide/scoring.h"
#include "classifier/error/parts.h"

namespace cxo {
namespace {

void FindFurtherLabels(const Pack& pack, Verdict* verdict) {
  verdict->also.clear();
  const auto evidence = [&](LabelIndex label) {
    return EvidenceFor(pack, verdict->leaning, verdict->scores, label);
  };
  for (LabelIndex label = 1; label < static_cast<LabelIndex>(pack.labels.size()); ++label) {
    if (label == verdict->label) continue;
    if (evidence(label) >= pack.decision.also_score) verdict->also.push_back(label);
  }
  std::stable_sort(verdict->also.begin(), verdict->also.end(),
                   [&](LabelIndex a, LabelIndex b) { return evidence(a) > evidence(b); });
}

void FindSubtypes(const Pack& pack, Verdict* verdict) {
  verdict->subtypes.clear();
  const std::vector<std::string>& names = pack.labels[static_cast<size_t>(verdict->label)].subtypes;
  std::vector<double> weights(names.size());
  for (const Evidence& one : verdict->evidence) {
    // What a composite has absorbed, or the cap left out, still says what kind of research it is.
    if (!IsAlive(one) || pack.rules[one.rule].label != verdict->label) continue;
    for (size_t s = 0; s < names.size(); ++s) {
      if (HasPart(pack.rules[one.rule].subtype, '+', names[s])) weights[s] += one.weight;
    }
  }
  const double strongest = weights.empty() ? 0 : *std::max_element(weights.begin(), weights.end());
  constexpr double kShare = 1.0 / 3;
  for (uint32_t s = 0; s < names.size(); ++s) {
    if (weights[s] > 0 && weights[s] >= kShare * strongest) verdict->subtypes.push_back(s);
  }
}

// Mixes into the probabilities those of a text of which nothing is known. Squared, because texts
// just below the limit are nearly as often right as those above.
void MixInDoubt(const Decision& decision, const Verdict& verdict, std::vector<double>* p) {
  if (!IsGuess(decision, verdict)) return;
  const double lack = 1 - verdict.known / decision.review_known;
  const double doubt = lack * lack;
  const double service = 0.5 / static_cast<double>(p->size() - 1);
  for (double& one : *p) one = (1 - doubt) * one + doubt * service;
  (*p)[kNone] += doubt * (0.5 - service);
}

Review ReviewFor(const Decision& decision, const Verdict& verdict) {
  if (verdict.status != TextStatus::kOk) return Review::kIncomplete;
  if (IsGuess(decision, verdict)) return Review::kUnknownWords;
  if (verdict.confidence < decision.review_confidence) return Review::kLowConfidence;
  if (verdict.margin < decision.review_margin) return Review::kLowMargin;
  return Review::kNo;
}

}  // namespace

LabelIndex BestBut(const std::vector<double>& scores, LabelIndex but) {
  const auto left_out = static_cast<size_t>(but);
  size_t best = left_out == 0 ? 1 : 0;
  for (size_t i = best + 1; i < scores.size(); ++i) {
    if (i != left_out && scores[i] > scores[best]) best = i;
  }
  return static_cast<LabelIndex>(best);
}

LabelIndex LabelFor(const Decision& decision, const std::vector<double>& scores) {
  const LabelIndex label = BestBut(scores, kSignal);
  const auto best = static_cast<size_t>(label);
  return label != kNone && scores[best] < decision.threshold[best] ? kNone : label;
}

std::vector<double> Probabilities(const std::vector<double>& scores, double temperature) {
  const double highest = *std::max_element(scores.begin(), scores.end());
  std::vector<double> p(scores.size());
  double sum = 0;
  for (size_t i = 0; i < scores.size(); ++i) {
    p[i] = std::exp((scores[i] - highest) / temperature);
    sum += p[i];
  }
  for (double& one : p) one /= sum;
  return p;
}

double Logit(double p) {
  constexpr double kEdge = 1e-9;
  const double inside = std::clamp(p, kEdge, 1 - kEdge);
  return std::log(inside / (1 - inside));
}

double Calibrated(const Decision& decision, double p) {
  return 1 / (1 + std::exp(-(decision.slope * Logit(p) + decision.intercept)));
}

bool IsGuess(const Decision& decision, const Verdict& verdict) {
  return verdict.known < decision.review_known;
}

void Conclude(const Pack& pack, Verdict* verdict) {
  const Decision& decision = pack.decision;
  const bool unread = verdict->status == TextStatus::kOutOfMemory;
  verdict->label = unread ? kNone : LabelFor(pack, verdict->scores);
  const auto label = static_cast<size_t>(verdict->label);
  verdict->runner_up = BestBut(verdict->scores, verdict->label);
  const auto second = static_cast<size_t>(verdict->runner_up);
  verdict->abstained =
      !unread && label == kNone && verdict->scores[second] > verdict->scores[label];
  std::vector<double> p = Probabilities(verdict->scores, decision.temperature);
  MixInDoubt(decision, *verdict, &p);
  verdict->confidence = unread ? 0.0 : Calibrated(decision, p[label]);
  verdict->margin = unread ? 0.0 : std::max(0.0, p[label] - p[second]);
  verdict->review = ReviewFor(decision, *verdict);
  FindFurtherLabels(pack, verdict);
  if (!HasSubtypeWeights(pack, verdict->label)) FindSubtypes(pack, verdict);
}

bool HasSubtypeWeights(const Pack& pack, LabelIndex label) {
  const auto& names = pack.subtypes.names;
  return std::any_of(names.begin(), names.end(),
                     [&](SubtypeWeights::Name name) { return name.label == label; });
}

void ChooseSubtypes(const Pack& pack, const std::vector<double>& leanings, Verdict* verdict) {
  constexpr double kNextToNothing = -1.0;  // log-odds: about one in four
  const SubtypeWeights& weights = pack.subtypes;
  verdict->subtypes.clear();
  double best = kNextToNothing;
  uint32_t likeliest = 0;
  for (size_t i = 0; i < weights.names.size(); ++i) {
    if (weights.names[i].label != verdict->label) continue;
    const double leaning = leanings.empty() ? 0 : leanings[i];
    if (leaning <= 0) continue;  // the bias alone is what most texts are, not what this one says
    const double score = weights.bias[i] + leaning;
    if (score > 0) verdict->subtypes.push_back(weights.names[i].subtype);
    if (score <= best) continue;
    best = score;
    likeliest = weights.names[i].subtype;
  }
  if (verdict->subtypes.empty() && best > kNextToNothing) verdict->subtypes = {likeliest};
  std::sort(verdict->subtypes.begin(), verdict->subtypes.end());
}

}  // namespace cxo
