// A phrase as a tree: what the parser reads (phrase.cc) and the writer turns into an RE2 expression
// (phrase_regex.cc). Not for other folders; they see PhraseToRegex alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "classifier/error/result.h"
#include "classifier/pack/limits.h"
#include "classifier/pack/word_list.h"

namespace cxo {

struct PhrasePart;

// What stands between two words of a phrase.
enum class Joint : uint8_t {
  kFirst,  // before the first word
  kSpace,  // a space, line break, hyphen or slash
  kComma,  // a comma and at most a space
  kTight,  // at most a space: beside a word of signs alone, "r & d"
  kGap,    // up to n words
};

struct PhraseWord {
  Joint before = Joint::kFirst;
  uint32_t gap = 0;  // of kGap
  std::vector<PhrasePart> parts;
  size_t offset = 0;

  // True if the word is one optional part and nothing else.
  bool optional() const;
};

struct PhraseSequence {
  std::vector<PhraseWord> words;  // never empty
};

// A piece of a word.
struct PhrasePart {
  enum class Kind : uint8_t { kLiteral, kHyphen, kAnyEnding, kInflected, kGroup, kOptional };
  Kind kind = Kind::kLiteral;
  std::string text;                     // kLiteral; the base of kInflected
  std::vector<PhraseSequence> choices;  // kGroup, kOptional
  size_t offset = 0;
};

inline bool PhraseWord::optional() const {
  return parts.size() == 1 && parts[0].kind == PhrasePart::Kind::kOptional;
}

// Reads a phrase. Words are in normal form; every word and every sequence of words has a part that
// is not optional. Errors as for PhraseToRegex.
Result<PhraseSequence> ParsePhrase(std::string_view phrase, const PackLimits& limits,
                                   const WordLists& lists);

// The number of texts that the alternatives and optional parts of a phrase spell out; limit + 1 if
// it is more than `limit`.
size_t CountAlternatives(const PhraseSequence& phrase, size_t limit);

// The RE2 expression of a phrase. Fails on a border that is a word border with an optional part and
// none without it.
Result<std::string> WritePhrase(const PhraseSequence& phrase);

}  // namespace cxo
