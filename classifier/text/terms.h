// Terms: the words of a text, how they begin, and its pairs of neighbouring words, as numbers. What
// weights of words (pack/word_weights.h) are looked up by.
//
// A word is a run of ASCII letters, digits, "&" and "'" that begins with a letter or digit
// ("r&d", "sponsor's"), of which other letters of scripts with spaces are a part; in scripts
// without spaces every character is a word. So is every other ASCII sign, for "manufacturing," and
// "manufacturing of" are told of different things. Whatever else stands between two words, they are
// neighbours.
//
// A word of more than five letters has a beginning, its first five letters, so that a form that no
// labelled text holds ("manufactures") says what others say ("manufacturing"). Pairs are made of
// beginnings for the same reason. The first word makes a pair with the start of the text, as if
// that were the sign "^": what a line begins with ("wanted: a packager") often says what it is.
// The mark of a list item or heading before a text ("1.", "-", "annex b:"), quotes, brackets and
// signs of markup around it and stops, commas, semicolons, colons and exclamation marks behind it
// are no terms: a line says the same with and without them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/text/span.h"

namespace cxo {

struct Term {
  enum class Kind : uint8_t { kWord, kBeginning, kPair };

  uint64_t number = 0;  // the same for the same words in every text, run and machine
  Span span;  // the whole word; of a pair from the first word to the end of the second, of
              // a pair with the start of the text the first word
  Kind kind = Kind::kWord;
};

// The terms of `normal`, a text in normal form: each word, and behind it its beginning and the pair
// that it makes with the word before. Signs alone, without a word, have none. They lie in *room,
// which becomes larger where it has to, until it is used again. Time and size are linear in the
// text.
std::span<const Term> FindTerms(std::string_view normal, std::vector<Term>* room);

// A term of `normal` as it is written: "toll", "manuf*", "on behal*", "^ wante*"; of scripts
// without spaces one or two characters.
std::string TermName(std::string_view normal, const Term& term);

// The number of a term as it is written, in normal form; a pair may also have its words whole. 0 if
// it is no term; no term has the number 0.
uint64_t TermNumber(std::string_view name);

}  // namespace cxo
