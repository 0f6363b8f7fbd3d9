// What words and signals say for each label, as data: the content of words.toml.
//
// Rules say what counts as evidence and why. Beside it stand weights of single words, of pairs of
// words and of rules that are found at all, fitted to labelled texts by `cxo tune --words`: many
// small leanings that together tell an offer from a mention where no rule can.
//
//   leaning(label) = sum over words of weight / sqrt(n)  +  the same over signals
//                    +  the same over pairs of signals that stand in one clause
//
// n being the number of different words (or signals, or pairs of them) of the text that have
// weights, so that a long text does not lean further than a short one.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/pack/flat_list.h"

namespace cxo {

// Two rules of which evidence is alive in one clause, by their ids.
struct SignalPair {
  std::string first;  // before the second in the alphabet
  std::string second;

  auto operator<=>(const SignalPair&) const = default;
};

// "act.make + offer", and back: empty ids if `name` is not of that form. The ids are put in order.
std::string NameOf(const SignalPair& pair);
SignalPair PairNamed(std::string_view name);

// Weights are in hundredths of log-odds, one for each thing that is told apart: of the pack's words
// one for each label, in the order of Pack::labels.
struct WordWeights {
  FlatList<uint64_t> terms;        // TermNumber of each, ascending
  FlatList<int16_t> term_weights;  // labels x terms, term by term
  // A rule's id: evidence of it is alive in the text; "id off": it is there and was set aside.
  std::vector<std::string> signals;     // ascending
  std::vector<int16_t> signal_weights;  // labels x signals
  std::vector<SignalPair> pairs;        // ascending; of subtypes none
  std::vector<int16_t> pair_weights;    // labels x pairs

  bool empty() const { return terms.all().empty() && signals.empty() && pairs.empty(); }
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
