// Whole programs in turn: what a user waits for, reading files and writing answers included.
#pragma once

#include "bench/options.h"
#include "bench/results.h"
#include "bench/rule_sets.h"
#include "bench/texts.h"

namespace cxo::bench {

// Sections "program/TEXTS" for descriptions, clauses and pharma. The programs answer different
// questions, so a ratio here compares time for work that is worth doing, not equal answers.
void RunPrograms(const Options& options, const Texts& texts, const RuleSet& hand, Results* results);

}  // namespace cxo::bench
