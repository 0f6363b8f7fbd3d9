// The phrases of labelled or unlabelled texts: which runs of one to four words occur in which rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "classifier/eval/matched_corpus.h"

namespace cxo {

struct PhraseRows {
  std::string text;            // as the phrase language writes it: words joined by spaces
  uint32_t words = 1;          // 1 to 4
  std::vector<uint32_t> rows;  // that hold it, ascending
};

// Every run of one to four words that at least `min_rows` rows hold, sorted by text. Words are
// those of classifier/text/words.h, joined where a sign stands between them without spaces ("r&d",
// "company's"; so is "in vitro"). No phrase runs over the end of a clause, a comma, a bracket or
// any other sign but the space, line break, hyphen or slash that a phrase of a rule runs over, too;
// none begins or ends with a stop word (stop_words.h), a number or a single letter.
std::vector<PhraseRows> FindPhrases(const MatchedCorpus& corpus, size_t min_rows);

// Phrases that stand in exactly the same rows.
struct PhraseGroup {
  PhraseRows phrase;                  // the one with the most words, of these the longest
  std::vector<std::string> variants;  // the others, sorted
};

// Groups `phrases`; the groups are sorted by their phrase's text.
std::vector<PhraseGroup> GroupByRows(std::vector<PhraseRows> phrases);

}  // namespace cxo
