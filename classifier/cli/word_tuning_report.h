// A tuning of words as people and programs read it.
#pragma once

#include <cstddef>
#include <string>

#include "classifier/eval/gold.h"
#include "classifier/eval/weights_file.h"
#include "classifier/eval/word_tuning.h"
#include "classifier/pack/pack.h"

namespace cxo {

// What a report is about.
struct WordTuningReport {
  const Pack* pack = nullptr;
  const GoldFile* gold = nullptr;
  const WordTuning* tuning = nullptr;
  WeightsOrigin origin;
};

// The screen: figures with and without words side by side, whether they help, and the `most`
// weightiest words and signals of each label, or of an adaptation those that moved furthest.
std::string WordTuningText(const WordTuningReport& report, size_t most);

// One JSON object with nested, stable keys: helps, methods.words.macro_f1 (of an adaptation
// methods.adapted.macro_f1), difference.macro_f1, words, signals, decision.bias.CRO, ...
std::string WordTuningJson(const WordTuningReport& report);

}  // namespace cxo
