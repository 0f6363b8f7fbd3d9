// From evidence to one score per label.
#pragma once

#include <cstdint>
#include <vector>

#include "classifier/decide/evidence.h"
#include "classifier/decide/rule_facts.h"
#include "classifier/pack/pack.h"

namespace cxo {

// Replaces *scores by what each label begins with: its bias plus the text's leaning, which may be
// empty.
void StartScores(const Pack& pack, const std::vector<double>& leaning, std::vector<double>* scores);

// Marks evidence beyond its rule's cap as capped, in order of place; what a guard has turned over
// as blocked by that guard, since capped evidence is alive (IsAlive). Then adds to *scores, which
// StartScores began: the weight of evidence that counts, plus what composites took over from the
// evidence that they absorbed. Turned-over evidence counts for NONE, within the cap. `counted` is
// room to work in: a 0 for each rule, and so it is left; `facts` are those of the pack's rules.
void Score(const std::vector<RuleFacts>& facts, std::vector<uint32_t>* counted,
           std::vector<Evidence>* evidence, std::vector<double>* scores);

// What evidence has added to the score of `label` beyond what StartScores began it with.
double EvidenceFor(const Pack& pack, const std::vector<double>& leaning,
                   const std::vector<double>& scores, LabelIndex label);

// The label to whose score `one` of `evidence` adds its weight: its own, or that of the composite
// that took it over in the end, which may itself have been absorbed. kSignal: to none.
LabelIndex ScoredLabel(const std::vector<Evidence>& evidence, const Evidence& one);

}  // namespace cxo
