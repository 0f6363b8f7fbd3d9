// The races that are run: which rule sets on which texts.
#pragma once

#include "bench/options.h"
#include "bench/results.h"
#include "bench/rule_sets.h"
#include "bench/texts.h"

namespace cxo::bench {

// Sections "match/RULES/TEXTS": 300 rules on descriptions, clauses, dense text and very short and
// long records; 1k, 10k and 50k rules and the built-in pack on descriptions.
void RunMatchers(const Options& options, const Texts& texts, const RuleSet& hand,
                 const RuleMaker& maker, Results* results);

}  // namespace cxo::bench
