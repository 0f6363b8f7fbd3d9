// What is suggested, and what for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "classifier/error/result.h"
#include "classifier/pack/pack.h"

namespace cxo {

struct SuggestOptions {
  std::string profile;  // the one that the classifier was built with; its examples are run
  size_t threads = 1;
  size_t top = 20;                  // suggestions
  size_t min_rows = 3;              // that must hold a phrase
  std::optional<LabelIndex> label;  // only for this one
  bool gold = true;  // the rows' labels are to be believed; else the pack's own verdicts stand in
};

// One phrase, and the rule that it could become.
struct Suggestion {
  Rule rule;  // complete, with examples; `miss` is empty if no row had one
  std::string phrase;
  std::vector<std::string> variants;  // other phrases in the same rows, or nearly
  std::vector<uint32_t> rows;         // that hold the phrase, ascending
  uint64_t of_label = 0;              // of them, rows of the rule's label; without gold: rows that
                                      // hold words of rules of that label
  double z = 0.0;                     // see log_odds.h
  std::vector<uint32_t> won;          // rows that the rule would turn right, ascending; none
                                      // without gold
  std::vector<uint32_t> lost;         // rows that it would turn wrong; likewise
  uint64_t changed = 0;               // rows that it would give another label

  int64_t gain() const {
    return static_cast<int64_t>(won.size()) - static_cast<int64_t>(lost.size());
  }
};

// A phrase that was left out because its rule would break an example of the pack.
struct Contradiction {
  std::string phrase;
  LabelIndex label = kNone;
  Error failure;       // of the example
  bool alone = false;  // with this rule alone; else only beside better suggestions
};

// A phrase that was not tried: so few rows may be chance (HeldBack in candidates.h).
struct HeldBackPhrase {
  std::string phrase;
  LabelIndex label = kNone;
  uint64_t rows = 0;      // that hold it
  uint64_t of_label = 0;  // of them, rows of the label
  size_t tried_from = 0;  // the highest min_rows with which it is tried; 0: with none
};

struct Suggestions {
  std::vector<Suggestion> best;
  std::vector<Contradiction> contradictions;
  // Where nothing is suggested: the most telling first, at most 250 of each label.
  std::vector<HeldBackPhrase> held_back;
  uint64_t rows = 0;
  uint64_t right = 0;            // rows that the pack gets right; 0 without gold
  std::vector<uint32_t> silent;  // rules of a label that add to no score in these rows
};

}  // namespace cxo
