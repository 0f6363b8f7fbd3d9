// Words that a fit would replace: are the new ones better on the same rows, or is that chance?
#pragma once

#include <cstdint>

#include "classifier/classifier.h"
#include "classifier/eval/gold.h"
#include "classifier/eval/word_tuning.h"

namespace cxo {

struct WordsReplaced {
  uint64_t won = 0;   // rows that the new words alone have right, by a fit that has not seen them
  uint64_t lost = 0;  // rows that the standing words alone have right
  double p_value = 1.0;  // McNemarTest

  // True if the new words have more rows right, and that is more than chance (kSignificance).
  bool is_better() const;
};

// `standing` is the classifier with the words that are there; `tuning` was fitted to `gold`.
WordsReplaced CompareWords(const Classifier& standing, const GoldFile& gold,
                           const WordTuning& tuning);

}  // namespace cxo
