// Sentences and clauses of a text in normal form: the scopes in which guards and conditions hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "classifier/text/span.h"

namespace cxo {

// The borders of one text, all in offsets of its normal form. Every byte belongs to exactly one
// clause and one sentence; a sentence is a whole number of clauses. Reused without allocating anew.
class Segments {
 public:
  // Finds the borders of `normal` (a text in normal form; not kept).
  //
  // A sentence ends
  // - at ".", "!", "?" (with closing quotes and brackets) before white space, at a CJK full stop
  //   anywhere, at "!" and "?" before CJK text; but not at a "." after
  //   - an abbreviation that needs more to follow ("e.g.", "approx.", "dr.", "no. 5"),
  //   - one that can end a sentence ("inc.", "u.s.", initials), an ellipsis, unless the line ends
  //     or a word follows that opens sentences ("the", "it", "we", ... or the first of the text),
  //   - the number of a list item;
  // - at a blank line; at a line break before a bullet or list number.
  // A clause ends, besides, at ";", at ":" before white space or CJK text (so not inside a word or
  // time), after a lone dash or "|" between spaces, before a bullet between spaces, before "but",
  // "however", "whereas", "although" and "while", and at each line break of a list without bullets
  // (the lines after one that ends in ":").
  // White space belongs to the segment before it.
  void Assign(std::string_view normal);

  // The clause, or sentence, that holds the byte at `offset` (an offset past the end belongs to the
  // last one). An empty text has one empty clause in one empty sentence.
  Span Clause(uint32_t offset) const;
  Span Sentence(uint32_t offset) const;

  // Clauses by number, from 0 on: the one that holds the byte at `offset`, and where one begins and
  // ends.
  uint32_t ClauseNumber(uint32_t offset) const;
  uint32_t BeginOfClause(uint32_t clause) const { return clause_begins_[clause]; }
  uint32_t EndOfClause(uint32_t clause) const {
    return clause + 1 < clause_begins_.size() ? clause_begins_[clause + 1] : size_;
  }

  size_t clauses() const { return clause_begins_.size(); }
  size_t sentences() const { return sentence_begins_.size(); }

  // Number of words, as classifier/text/words.h defines them.
  size_t words() const { return words_; }

 private:
  // Reads a text and notes the borders in it.
  class Finder;

  std::vector<uint32_t> clause_begins_ = {0};
  std::vector<uint32_t> sentence_begins_ = {0};
  uint32_t size_ = 0;
  size_t words_ = 0;
};

}  // namespace cxo
