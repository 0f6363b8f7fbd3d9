// From scores to a label, its confidence and its rivals.
#pragma once

#include <vector>

#include "classifier/decide/verdict.h"
#include "classifier/pack/pack.h"

namespace cxo {

// The label of the highest of these scores, the earlier one on a tie, leaving out `but`; kSignal
// leaves out none. There must be two scores at least.
LabelIndex BestBut(const std::vector<double>& scores, LabelIndex but);

// The label that these scores give: that of the highest score, the earlier one on a tie; NONE if
// that score is below its label's threshold.
LabelIndex LabelFor(const Decision& decision, const std::vector<double>& scores);
inline LabelIndex LabelFor(const Pack& pack, const std::vector<double>& scores) {
  return LabelFor(pack.decision, scores);
}

// The softmax of these scores, one probability for each label (Conclude says the formulas).
std::vector<double> Probabilities(const std::vector<double>& scores, double temperature);

// ln(p / (1 - p)), with p kept 1e-9 from 0 and 1 so that a certain answer stays finite.
double Logit(double p);

// The confidence in a label of probability p.
double Calibrated(const Decision& decision, double p);

// True if too little of the text is known for the label to be more than a guess.
bool IsGuess(const Decision& decision, const Verdict& verdict);

// Sets label, confidence, margin, runner_up, abstained, review, also and subtypes of a verdict
// whose status, scores, evidence and share of known words are set. Where matching ran out of
// memory, the scores lack what was not found, so that they give no label: it is NONE, with
// confidence and margin 0.
//
//   s(l)        = exp(score(l) / temperature) / sum over all labels     (softmax)
//   doubt       = (1 - known / review_known) squared; 0 unless IsGuess
//   p(l)        = (1 - doubt) * s(l) + doubt * n(l); n(NONE) = 1/2, the other labels share the
//                 rest: what the pack knows nothing of is as likely a service as none
//   label       = LabelFor(scores); `abstained` if a label missed its threshold
//   confidence  = 1 / (1 + exp(-(slope * ln(p / (1 - p)) + intercept)))  (Platt scaling)
//   margin      = p(label) - p(runner_up), 0 where a threshold or doubt overruled the scores
//   also        = labels but NONE and `label` with at least `also_score` of evidence of their own
//   subtypes    = those with at least a third of the weight of the strongest subtype; left to
//                 ChooseSubtypes where the pack has weights for those of the label
void Conclude(const Pack& pack, Verdict* verdict);

// True if the pack has weights for subtypes of this label, which are better than that third.
bool HasSubtypeWeights(const Pack& pack, LabelIndex label);

// Replaces the subtypes of a verdict by those that are more likely than not, or else the likeliest
// one unless there is next to nothing for it; of those alone for which something in the text
// speaks, so that a bare "CRO" has none. `leanings`: what words and signals add to each of
// pack.subtypes; may be empty.
void ChooseSubtypes(const Pack& pack, const std::vector<double>& leanings, Verdict* verdict);

}  // namespace cxo
