// What words and signals say for each label, as data: the content of words.toml.
//
// Rules say what counts as evidence and why. Beside it stand weights of single words, of pairs of
// words and of rules that are found at all, fitted to labelled texts by `cxo tune --words`: many
// small leanings that together tell an offer from a mention where no rule can.
//
//   leaning(label) = sum over words of weight / sqrt(n)  +  the same over signals
//
// n being the number of different words (or signals) of the text that have weights, so that a long
// text does not lean further than a short one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "classifier/pack/number_list.h"

namespace cxo {

// Weights are in hundredths of log-odds, one for each thing that is told apart: of the pack's words
// one for each label, in the order of Pack::labels.
struct WordWeights {
  NumberList<uint64_t> terms;        // TermNumber of each, ascending
  NumberList<int16_t> term_weights;  // labels x terms, term by term
  // A rule's id: evidence of it is alive in the text; "id off": it is there and was set aside.
  std::vector<std::string> signals;     // ascending
  std::vector<int16_t> signal_weights;  // labels x signals

  bool empty() const { return terms.all().empty() && signals.empty(); }
};

// The same for subtypes: what words and signals say of each for texts of its label. A text may have
// several, so each has log-odds of its own: bias + leaning.
struct SubtypeWeights {
  struct Name {
    int32_t label = 0;     // index into Pack::labels
    uint32_t subtype = 0;  // index into Label::subtypes
  };
  std::vector<Name> names;
  std::vector<double> bias;  // by name
  WordWeights words;         // by name

  bool empty() const { return names.empty(); }
};

}  // namespace cxo
