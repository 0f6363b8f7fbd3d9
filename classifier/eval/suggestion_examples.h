// Examples for a suggested rule, cut out of the rows: texts that it must hit, and one that it must
// not.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "classifier/classifier.h"
#include "classifier/eval/matched_corpus.h"

namespace cxo {

// What examples are wanted for.
struct ExampleWish {
  std::string rule;            // its id
  std::string phrase;          // the one phrase that it has
  std::vector<uint32_t> hit;   // rows that hold the phrase and may give hits, the best first
  std::vector<uint32_t> near;  // rows that hold the phrase and may give a miss, likewise
  std::vector<uint32_t> miss;  // rows that do not hold it and may give a miss, likewise
};

struct FoundExamples {
  std::vector<std::string> hit;   // one or two; empty if the rule counts in no piece of a row
  std::vector<std::string> miss;  // one; empty if no piece of a row will do
};

// Looks for examples with `classifier`, whose pack holds the rule, in the rows of `corpus`, around
// the first 50 finds in each. A piece is some words around the phrase, else its clause, else its
// sentence, else a short row, taken from the row's own text with white space evened out: the first
// in which the rule gives evidence that is alive. A miss rather holds the phrase, else shares a
// word with it. Takes time in the length of the rows, however often they hold the phrase.
FoundExamples FindExamples(const Classifier& classifier, const MatchedCorpus& corpus,
                           const ExampleWish& wish);

}  // namespace cxo
