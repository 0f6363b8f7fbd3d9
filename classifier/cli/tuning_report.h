// A tuning as people and programs read it.
#pragma once

#include <optional>
#include <string>

#include "classifier/eval/gold.h"
#include "classifier/eval/tuning.h"
#include "classifier/eval/tuning_method.h"
#include "classifier/eval/weights_file.h"
#include "classifier/pack/pack.h"

namespace cxo {

// What a report is about.
struct TuningReport {
  const Pack* pack = nullptr;
  const GoldFile* gold = nullptr;
  const Tuning* tuning = nullptr;
  WeightsOrigin origin;
  std::optional<TuningMethod> standing = {};  // the pack with the weights.toml that it has
  std::string standing_corpus = {};           // Pack::weights_corpus of that
};

// The screen: figures of every method side by side, whether fitting helps, what was chosen, and the
// `most` weights that moved furthest.
std::string TuningText(const TuningReport& report, size_t most);

// One JSON object with nested, stable keys: helps, methods.fitted.macro_f1, difference.macro_f1,
// decision.bias.CRO, rules.ID.fitted, ...
std::string TuningJson(const TuningReport& report);

}  // namespace cxo
