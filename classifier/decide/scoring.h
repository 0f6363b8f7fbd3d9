// From evidence to one score per label.
#pragma once

#include <vector>

#include "classifier/decide/evidence.h"
#include "classifier/pack/pack.h"

namespace cxo {

// Marks evidence beyond its rule's cap as capped, in order of place, and replaces *scores by the
// sum per label: the label's bias, plus the weight of evidence that counts, plus what composites
// took over from the evidence that they absorbed. Turned-over evidence counts for NONE.
void Score(const Pack& pack, std::vector<Evidence>* evidence, std::vector<double>* scores);

// The label to whose score `one` of `evidence` adds its weight: its own, or that of the composite
// that took it over in the end, which may itself have been absorbed. kSignal: to none.
LabelIndex ScoredLabel(const std::vector<Evidence>& evidence, const Evidence& one);

// What evidence adds to `label` beyond the bias.
double EvidenceFor(const Pack& pack, const std::vector<double>& scores, LabelIndex label);

}  // namespace cxo
