// A comparison as people and programs read it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "classifier/cli/weights_choice.h"
#include "classifier/eval/comparison.h"
#include "classifier/eval/gold.h"
#include "classifier/pack/pack.h"

namespace cxo {

// One side as the user chose it.
struct ComparedSide {
  const Pack* pack = nullptr;
  std::string rules;      // folder; empty: the pack that is built in
  std::string profile;    // empty: the pack has none
  WeightsChoice weights;  // the pack's own, or in place of them
};

// What a report is about.
struct ComparisonReport {
  const GoldFile* gold = nullptr;
  const Comparison* comparison = nullptr;
  ComparedSide base;
  ComparedSide with;
};

// The screen: the figures of both sides with their difference and what it is worth, the labels, and
// up to `most` flips of each kind, the lost ones first.
std::string ComparisonText(const ComparisonReport& report, size_t most);

// One JSON object with nested, stable keys: base.accuracy, won, lost, p_value, labels.CRO.p_holm,
// flips, ... Without gold labels those that only they can tell are absent.
std::string ComparisonJson(const ComparisonReport& report);

// The flips as CSV: line, kind, gold, base, with, defensible, base_confidence, with_confidence,
// causes, text. Without gold labels `kind` is "changed", `gold` and `defensible` are empty.
std::string FlipsCsv(const ComparisonReport& report);

}  // namespace cxo
