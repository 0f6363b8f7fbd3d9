// The stages of classifying one by one, by Google Benchmark: one file for each, bench_STAGE.cc.
#pragma once

#include <string>
#include <vector>

#include "bench/texts.h"
#include "classifier/classifier.h"

namespace cxo::bench {

// What stages are measured on; made once and then immutable. `texts` must outlive it.
struct StageInputs {
  TextSet descriptions;
  TextSet clauses;
  TextSet pharma;

  // "descriptions", "clauses" or "pharma".
  const TextSet& Named(const std::string& name) const;
  static const std::vector<std::string>& Names();
};

// Each of them adds its benchmarks; `inputs` and `classifier` (the built-in pack) must outlive
// them.
void RegisterNormalForm(const StageInputs& inputs);
void RegisterSegments(const StageInputs& inputs);
void RegisterMatching(const StageInputs& inputs, const Classifier& classifier);
void RegisterDeciding(const StageInputs& inputs, const Classifier& classifier);
void RegisterClassify(const StageInputs& inputs, const Classifier& classifier);
void RegisterReading(const StageInputs& inputs);
void RegisterWriting(const StageInputs& inputs, const Classifier& classifier);

// Runs all of them. `words` are for Google Benchmark; `out`: a file for its JSON, or empty.
int RunStages(const Texts& texts, const std::vector<std::string>& words, const std::string& out);

}  // namespace cxo::bench
