// How much of a text the pack knows. Scores are a guess where nearly all words are new to it: a
// text in a language that it was not written for, a misspelt line, letters without a meaning.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "classifier/decide/evidence.h"
#include "classifier/decide/word_score.h"
#include "classifier/text/span.h"
#include "classifier/text/terms.h"

namespace cxo {

// The words of a text by which knowledge is measured, told into known and unknown ones.
struct KnownWords {
  uint32_t known = 0;
  std::vector<Span> unknown;  // in order, of the normal form

  // The share of the known ones, 0 to 1; 0 where there are no words: numbers and signs say nothing.
  double share() const;
};

// Replaces *words by those of a text with these terms (FindTerms) and this evidence (in order of
// place, composites after rules). A word is known if it has weights of its own, or stands in a hit
// of a rule, whatever became of the evidence; its beginning and its neighbours do not make it
// known, for languages share them. Outside hits words of less than three bytes do not count (three
// letters, two of other alphabets; a character of a script without spaces has three), nor do words
// with digits. Time is linear in terms and evidence.
void FindKnownWords(std::string_view normal, std::span<const Term> terms,
                    const std::vector<Evidence>& evidence, const WordScorer& scorer,
                    KnownWords* words);

}  // namespace cxo
