// Matching: all patterns of the built-in pack over texts in normal form.
#include <memory>
#include <string>
#include <vector>

#include "bench/stage_loop.h"
#include "bench/stages.h"
#include "classifier/match/workspace.h"
#include "classifier/text/normal_form.h"

namespace cxo::bench {
namespace {

struct Matching {
  std::vector<std::string> normal;
  MatchWorkspace workspace;
  std::vector<Hit> hits;
};

}  // namespace

void RegisterMatching(const StageInputs& inputs, const Classifier& classifier) {
  RegisterForEach("matching", inputs, [&classifier](const TextSet& texts) {
    auto state = std::make_shared<Matching>();
    for (const std::string& record : texts.records) state->normal.push_back(Normalize(record));
    return [state, &classifier](size_t i) {
      classifier.matcher().Match(state->normal[i], &state->workspace, &state->hits);
      benchmark::DoNotOptimize(state->hits.data());
    };
  });
}

}  // namespace cxo::bench
