// An evaluation as people and programs read it.
#pragma once

#include <string>
#include <string_view>

#include "classifier/eval/evaluation.h"
#include "classifier/eval/gold.h"
#include "classifier/pack/pack.h"

namespace cxo {

// What a report is about.
struct EvaluationReport {
  const Pack* pack = nullptr;
  const GoldFile* gold = nullptr;
  const Evaluation* evaluation = nullptr;
  std::string profile;  // of the pack that was measured; empty if it has none
};

// What a baseline does, in a few words.
std::string_view MeaningOf(const Baseline& baseline);

// The screen: figures with intervals beside baselines, per label, confusion, calibration, the most
// telling rules, and up to `errors` errors by kind; with 0 no text of any row stands in it.
std::string EvaluationText(const EvaluationReport& report, size_t errors);

// One JSON object with nested, stable keys: accuracy, macro_f1, coverage, labels.CRO.precision,
// confusion.CRO.CMO, rules.ID.rows, ... A share of no rows (labels.CSO.precision where CSO is never
// predicted) is 0, as is f1 where rows and predicted both are; such a label is no part of macro_f1.
// Errors are only counted: no text of any row stands in it.
std::string EvaluationJson(const EvaluationReport& report);

// One HTML page that needs nothing beside itself: all of the figures, every rule, every error with
// its evidence marked in the text. Nothing of file, pack or texts is more than text in it.
std::string EvaluationHtml(const EvaluationReport& report);

// The errors as CSV: line, gold, predicted, defensible, confidence, rules, text.
std::string ErrorsCsv(const EvaluationReport& report);

}  // namespace cxo
