// Nesting: the longest match wins.
#pragma once

#include <vector>

#include "classifier/decide/evidence.h"
#include "classifier/decide/rule_facts.h"

namespace cxo {

// Marks as shadowed every piece of evidence of a labelled, nesting rule that lies inside a longer
// one ("clinical" inside "preclinical", "development" inside "business development"), whichever
// labels the two speak for. Two of the same span both stay. `evidence` is sorted as hits are
// (begin, then the longer first). `facts` are those of the pack's rules.
void MarkShadowed(const std::vector<RuleFacts>& facts, std::vector<Evidence>* evidence);

}  // namespace cxo
