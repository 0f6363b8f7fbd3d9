// Terms: the words of a text, and its pairs of neighbouring words, as numbers. What weights of
// words (pack/word_weights.h) are looked up by.
//
// A word is a run of ASCII letters, digits, "&" and "'" that begins with a letter or digit
// ("r&d", "sponsor's"), of which other letters of scripts with spaces are a part; in scripts
// without spaces every character is a word. So is every other ASCII sign, for "manufacturing," and
// "manufacturing of" are told of different things. Whatever else stands between two words, they are
// neighbours.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "classifier/text/span.h"

namespace cxo {

struct Term {
  uint64_t number = 0;  // the same for the same words in every text, run and machine
  Span span;            // from the first word to the end of the last
  bool is_pair = false;
};

// Replaces *terms by those of `normal`, a text in normal form: each word, and behind it the pair
// that it makes with the word before. Time and size are linear in the text.
void FindTerms(std::string_view normal, std::vector<Term>* terms);

// The number of a term as it is written, one word or two ("toll", "on behalf"; of scripts without
// spaces one or two characters), in normal form. 0 if it is neither; no term has the number 0.
uint64_t TermNumber(std::string_view normal);

}  // namespace cxo
