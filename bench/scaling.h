// How time grows with the length of records, their number, the number of rules and of threads.
#pragma once

#include "bench/options.h"
#include "bench/results.h"
#include "bench/rule_sets.h"
#include "bench/texts.h"

namespace cxo::bench {

// Sections "scaling/length, match" (300 rules), "scaling/length, classify" (the built-in pack),
// "scaling/rules", "scaling/records" and "scaling/threads"; Figure::x is the size.
void RunScaling(const Options& options, const Texts& texts, const RuleSet& hand,
                const RuleMaker& maker, Results* results);

}  // namespace cxo::bench
