// Inputs are some megabytes, so that a stage meets words that its caches do not hold.
#include "bench/stages.h"

#include <benchmark/benchmark.h>

#include "classifier/builtin/builtin_pack.h"

namespace cxo::bench {

const TextSet& StageInputs::Named(const std::string& name) const {
  if (name == "clauses") return clauses;
  return name == "pharma" ? pharma : descriptions;
}

const std::vector<std::string>& StageInputs::Names() {
  static const std::vector<std::string> kNames = {"descriptions", "clauses", "pharma"};
  return kNames;
}

int RunStages(const Texts& texts, const std::vector<std::string>& words, const std::string& out) {
  constexpr size_t kBytes = 4'000'000;
  const StageInputs inputs = {texts.Descriptions(kBytes), texts.Clauses(kBytes),
                              texts.Pharma(kBytes)};
  ClassifierOptions options;
  const BuiltClassifier built = BuildClassifier(*BuiltinPack().pack, options);
  if (!built.classifier) return 1;
  RegisterNormalForm(inputs);
  RegisterSegments(inputs);
  RegisterMatching(inputs, *built.classifier);
  RegisterDeciding(inputs, *built.classifier);
  RegisterClassify(inputs, *built.classifier);
  RegisterReading(inputs);
  RegisterWriting(inputs, *built.classifier);

  std::vector<std::string> all = {"cxo_bench"};
  if (!out.empty()) {
    all.push_back("--benchmark_out=" + out);
    all.emplace_back("--benchmark_out_format=json");
  }
  all.insert(all.end(), words.begin(), words.end());
  std::vector<char*> arguments;
  arguments.reserve(all.size() + 1);
  for (std::string& word : all) arguments.push_back(word.data());
  int count = static_cast<int>(arguments.size());
  arguments.push_back(nullptr);
  benchmark::Initialize(&count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 2;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}

}  // namespace cxo::bench
