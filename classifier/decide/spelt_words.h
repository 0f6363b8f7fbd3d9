// The words of a spelling of a phrase (spellings.h), which of them a text has, and the text with
// the others put in where the phrase has them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "classifier/text/span.h"

namespace cxo {

// A word of a phrase as it is spelt there, without operators.
struct SpeltWord {
  std::string before;      // what parts it from the word before it: " ", "-", ", "; no gap
  std::string text;        // "r&d" is one word, "one-stop" two
  bool goes_on = false;    // it is the beginning of a word ("manufactur*", "study~")
  std::optional<Span> at;  // where the text has it first
};

// The words of `spelling`, in order, in lower case. Pure.
std::vector<SpeltWord> SpeltWords(std::string_view spelling);

// Where words first stand in a text as words of their own ("ours" does not in "hours"). Spellings
// share most of their words, so that each is looked for once. One thread's own.
class WordPlaces {
 public:
  // `normal`, a text in normal form, must outlive it.
  explicit WordPlaces(std::string_view normal) : normal_(normal) {}

  std::optional<Span> Find(const SpeltWord& word);

 private:
  std::optional<Span> Look(const SpeltWord& word) const;

  std::string_view normal_;
  std::unordered_map<std::string, std::optional<Span>> words_;
  std::unordered_map<std::string, std::optional<Span>> beginnings_;
};

// To which of its neighbours in the phrase a word that is missing between two is put.
enum class MissingSide : uint8_t { kBehind, kBefore };

struct CompletedText {
  std::string text;
  Span added;  // from the first of the words that were put in to the end of the last
};

// `normal` with the words of `words` that have no place put in beside those that have one: at least
// one has, and one has none. Whether the phrase then stands there is for a matcher to say: words
// that the text has may lie anywhere. Pure.
CompletedText WithMissing(std::string_view normal, const std::vector<SpeltWord>& words,
                          MissingSide side);

}  // namespace cxo
