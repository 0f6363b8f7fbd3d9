// What a pack lacks, seen from texts: phrases worth a rule, and rules that have nothing to do.
#pragma once

#include <vector>

#include "classifier/classifier.h"
#include "classifier/eval/gold.h"
#include "classifier/eval/suggestion.h"

namespace cxo {

// Suggests rules for `classifier`'s pack. With gold labels: phrases that separate a label from the
// others (CompareOdds), that the pack does not know, and whose rule, with the weight and the
// condition that are usual for its label, would do more good than harm, by gain, number of rows
// and z; the gain is that of deciding anew every row that holds the phrase. Without: frequent
// phrases in rows that hold words of rules of a label other than NONE, outside of everything that
// the pack knows, by z. Phrases that stand in the same rows are shown once. With all of the rules
// added the pack's own examples pass, but for those that fail without them, and theirs do. The same
// for every number of threads.
Suggestions Suggest(const Classifier& classifier, const std::vector<GoldRow>& rows,
                    const SuggestOptions& options);

}  // namespace cxo
