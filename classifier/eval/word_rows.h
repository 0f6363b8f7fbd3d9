// Labelled texts as the fit of word weights sees them: the words and signals of each, and the score
// that each label has without them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "classifier/classifier.h"
#include "classifier/eval/matched_corpus.h"
#include "classifier/pack/words_source.h"

namespace cxo {

// One text. Features are indexes into WordRows::terms or WordRows::signals, ascending, each once.
struct WordRow {
  std::vector<uint32_t> terms;
  std::vector<uint32_t> signals;
  std::vector<double> scores;  // per label: bias and rules alone, as without words
  // Per label: the part of the score by rules without `lock`, which a fit hears.
  std::vector<double> heard;
  LabelIndex gold = kNone;
  uint64_t subtypes = 0;  // of WordRows::subtypes (kMostSubtypes), a bit for each; 0: none known
};

// Immutable once built.
struct WordRows {
  std::vector<WordRow> rows;
  std::vector<std::string> terms;    // as words.toml writes them: "toll", "on behalf"
  std::vector<std::string> signals;  // "act.make", "act.make off"
  std::vector<HeardRule> heard;      // the rules in WordRow::heard, by id
  std::vector<std::string> labels;   // names, in the order of Pack::labels
  std::vector<double> bias;          // per label, in all scores
  // Those of all labels, at most 64 of them.
  std::vector<SubtypeWeights::Name> subtypes;
  std::vector<std::string> subtype_names;  // "CRO.clinical"
};

// Decides every row of the corpus once. The classifier's pack must have no word weights of its own.
WordRows ReadWordRows(const Classifier& classifier, const MatchedCorpus& corpus);

}  // namespace cxo
