// What it costs before the first answer: reading and compiling packs, starting the program, memory.
#pragma once

#include "bench/options.h"
#include "bench/results.h"
#include "bench/rule_sets.h"
#include "bench/texts.h"

namespace cxo::bench {

// Section "loading/compile": milliseconds to read and to compile packs of phrases, in process.
// Section "loading/start": milliseconds of `echo packaging | cxo` and of a pack from files.
// Section "loading/memory": the most megabytes that `cxo --threads 2` had resident.
void RunLoading(const Options& options, const Texts& texts, const RuleMaker& maker,
                Results* results);

}  // namespace cxo::bench
