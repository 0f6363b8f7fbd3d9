// From scores to a label, its confidence and its rivals.
#pragma once

#include <vector>

#include "classifier/decide/verdict.h"
#include "classifier/pack/pack.h"

namespace cxo {

// The label that these scores give: that of the highest score, the earlier one on a tie; NONE if
// that score is below its label's threshold.
LabelIndex LabelFor(const Pack& pack, const std::vector<double>& scores);

// Sets label, confidence, margin, runner_up, abstained, review, also and subtypes of a verdict
// whose scores and evidence are set.
//
//   p(l)        = exp(score(l) / temperature) / sum over all labels     (softmax)
//   label       = LabelFor(scores); `abstained` if a label missed its threshold
//   confidence  = 1 / (1 + exp(-(slope * ln(p / (1 - p)) + intercept)))  (Platt scaling)
//   margin      = p(label) - p(runner_up), 0 where the threshold overruled the probabilities
//   also        = labels but NONE and `label` with at least `also_score` of evidence of their own
//   subtypes    = those with at least a third of the weight of the strongest subtype
void Conclude(const Pack& pack, Verdict* verdict);

}  // namespace cxo
