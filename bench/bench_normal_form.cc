// Normal form: every text goes through it first.
#include <memory>

#include "bench/stage_loop.h"
#include "bench/stages.h"
#include "classifier/text/normal_form.h"

namespace cxo::bench {

void RegisterNormalForm(const StageInputs& inputs) {
  RegisterForEach("normal form", inputs, [](const TextSet& texts) {
    return [&texts, normal = std::make_shared<NormalText>()](size_t i) {
      normal->Assign(texts.records[i]);
      benchmark::DoNotOptimize(normal->text().data());
    };
  });
}

}  // namespace cxo::bench
