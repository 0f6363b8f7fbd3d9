// Classifying: all stages from a text's bytes to its verdict.
#include <memory>

#include "bench/stage_loop.h"
#include "bench/stages.h"

namespace cxo::bench {

void RegisterClassify(const StageInputs& inputs, const Classifier& classifier) {
  RegisterForEach("classify", inputs, [&classifier](const TextSet& texts) {
    return [&texts, session = std::make_shared<Classifier::Session>(classifier)](size_t i) {
      benchmark::DoNotOptimize(session->Classify(texts.records[i]).label);
    };
  });
}

}  // namespace cxo::bench
