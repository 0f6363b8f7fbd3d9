// The words of a pack that a fit goes on from.
#pragma once

#include <string>

#include "classifier/eval/word_fit.h"
#include "classifier/eval/word_rows.h"
#include "classifier/pack/pack.h"
#include "classifier/pack/words_source.h"

namespace cxo {

struct WordStart {
  WordWeights words;
  SubtypeWeights subtypes;
  WordsSource source;  // each rule that was heard with its label, if the pack has it
  std::string corpus;  // Pack::words_corpus
};

// Takes the words out of `pack`, which has been read with its files and decides by its rules alone
// then: as loud and with the bias that they have beside its words.
WordStart TakeWords(Pack* pack);

// Adds the words and signals of `start` to those of `rows`, and the rules that it has heard in the
// place of those that `rows` has.
void AddNames(const WordStart& start, WordRows* rows);

// The weights of `start` for labels and for subtypes, by the words and signals of `rows`, which has
// them all. Added to rows' scores, those for labels give what the pack gives with its words.
FittedWords LabelStart(const WordStart& start, const WordRows& rows);
FittedSubtypes SubtypeStart(const WordStart& start, const WordRows& rows);

}  // namespace cxo
