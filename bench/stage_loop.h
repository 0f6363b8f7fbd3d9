// The loop that all stages share: one record after the other, bytes and items per second.
#pragma once

#include <string>

#include <benchmark/benchmark.h>

#include "bench/stages.h"

namespace cxo::bench {

// Registers "STAGE/TEXTS" for each set of texts: an iteration calls work(record) for every record.
// `make` is called with the texts at the start of each run and gives `work`.
template <typename Make>
void RegisterForEach(const std::string& stage, const StageInputs& inputs, Make make) {
  for (const std::string& name : StageInputs::Names()) {
    const TextSet& texts = inputs.Named(name);
    const auto run = [&texts, make](benchmark::State& state) {
      auto work = make(texts);
      for (auto _ : state) {
        for (size_t i = 0; i < texts.records.size(); ++i) work(i);
      }
      const auto turns = static_cast<int64_t>(state.iterations());
      state.SetBytesProcessed(turns * static_cast<int64_t>(texts.bytes()));
      state.SetItemsProcessed(turns * static_cast<int64_t>(texts.records.size()));
    };
    const std::string full = std::string(stage).append("/").append(name);
    benchmark::RegisterBenchmark(full.c_str(), run)->Unit(benchmark::kMillisecond);
  }
}

}  // namespace cxo::bench
