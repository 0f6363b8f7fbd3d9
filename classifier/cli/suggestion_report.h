// Suggestions as people paste them and programs read them.
#pragma once

#include <string>

#include "classifier/eval/gold.h"
#include "classifier/eval/suggest.h"
#include "classifier/pack/pack.h"

namespace cxo {

// What a report is about.
struct SuggestionReport {
  const Pack* pack = nullptr;
  const GoldFile* texts = nullptr;
  const SuggestOptions* options = nullptr;
  const Suggestions* found = nullptr;
};

// TOML to be pasted into a file of the pack: a [[rule]] for each suggestion under a comment with
// its figures; what was left out and what never counts, as comments.
std::string SuggestionToml(const SuggestionReport& report);

// One JSON object: file, rows, profile, right, suggestions (id, label, phrase, variants, rows,
// of_label, z, gain, won, lost, changed, won_lines, lost_lines, weight, needs, hit, miss),
// contradictions, silent. `right`, `gain`, `won`, `lost` and the lines of the file on which rows
// that are won or lost begin are null without gold labels.
std::string SuggestionJson(const SuggestionReport& report);

}  // namespace cxo
