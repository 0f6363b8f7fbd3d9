// Segments: sentences and clauses of texts in normal form.
#include <memory>
#include <string>
#include <vector>

#include "bench/stage_loop.h"
#include "bench/stages.h"
#include "classifier/text/normal_form.h"
#include "classifier/text/segments.h"

namespace cxo::bench {

void RegisterSegments(const StageInputs& inputs) {
  RegisterForEach("segments", inputs, [](const TextSet& texts) {
    std::vector<std::string> normal;
    for (const std::string& record : texts.records) normal.push_back(Normalize(record));
    return [normal = std::move(normal), segments = std::make_shared<Segments>()](size_t i) {
      segments->Assign(normal[i]);
      benchmark::DoNotOptimize(segments->clauses());
    };
  });
}

}  // namespace cxo::bench
