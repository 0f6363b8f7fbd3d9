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
  // A sentence ends at ".", "!", "?" and their full-width kin before white space or the end, not
  // after an abbreviation ("inc.", "e.g.", "co., ltd.", "dr.", initials) unless a word that opens
  // sentences follows ("the", "it", "we", ...), not inside a number; at a blank line; at a line break
  // before a bullet or list number; and at a line break after a terminator.
  // A clause ends, besides, at ";", ":" (not inside a word or time), a lone dash between spaces, a
  // line break in a list, and before "but", "however", "whereas", "although", "while".
  void Assign(std::string_view normal);

  // The clause, or sentence, that holds the byte at `offset` (an offset past the end belongs to the
  // last one). An empty text has one empty clause in one empty sentence.
  Span Clause(uint32_t offset) const;
  Span Sentence(uint32_t offset) const;

  size_t clauses() const { return clause_begins_.size(); }
  size_t sentences() const { return sentence_begins_.size(); }

  // Number of words: maximal runs of letters, digits and bytes beyond ASCII; "pre-clinical" counts
  // two. Text in a script without spaces counts one word per two code points.
  size_t words() const { return words_; }

 private:
  std::vector<uint32_t> clause_begins_;
  std::vector<uint32_t> sentence_begins_;
  uint32_t size_ = 0;
  size_t words_ = 0;
};

}  // namespace cxo
