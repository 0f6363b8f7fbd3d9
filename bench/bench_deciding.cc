// Deciding: from hits to a verdict, with the segments at hand.
#include <memory>
#include <string>
#include <vector>

#include "bench/stage_loop.h"
#include "bench/stages.h"
#include "classifier/decide/decider.h"
#include "classifier/match/workspace.h"
#include "classifier/text/normal_form.h"

namespace cxo::bench {
namespace {

struct Prepared {
  std::string normal;
  Segments segments;
  std::vector<Hit> hits;
};

struct Deciding {
  explicit Deciding(const Plan& plan) : decider(plan) {}

  std::vector<Prepared> texts;
  Decider decider;
  Verdict verdict;
};

}  // namespace

void RegisterDeciding(const StageInputs& inputs, const Classifier& classifier) {
  RegisterForEach("deciding", inputs, [&classifier](const TextSet& texts) {
    auto state = std::make_shared<Deciding>(classifier.plan());
    MatchWorkspace workspace;
    for (const std::string& record : texts.records) {
      Prepared& one = state->texts.emplace_back();
      one.normal = Normalize(record);
      one.segments.Assign(one.normal);
      classifier.matcher().Match(one.normal, &workspace, &one.hits);
    }
    return [state](size_t i) {
      const Prepared& one = state->texts[i];
      state->decider.Decide({one.normal, &one.segments}, one.hits, &state->verdict);
      benchmark::DoNotOptimize(state->verdict.label);
    };
  });
}

}  // namespace cxo::bench
