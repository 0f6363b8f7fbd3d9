// The words that patterns are made of, numbered. For building only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cxo {

using WordId = uint32_t;
// A word that no pattern holds.
inline constexpr WordId kUnknownWord = 0;
// Any word at all, as in "from \w+ to".
inline constexpr WordId kAnyWord = 1;
inline constexpr WordId kFirstWord = 2;  // of those that a lexicon numbers

// The longest word that is told from others, and the longest beginning of words, in bytes.
inline constexpr size_t kLongestWord = 255;
inline constexpr size_t kLongestBeginning = 31;

// A word as patterns have it: itself alone, or every word that begins with it.
struct LexiconWord {
  std::string text;
  bool any_ending = false;
};

class Lexicon {
 public:
  // The number of a word (from kFirstWord), a new one if need be.
  WordId Intern(std::string_view text, bool any_ending);

  // By number; kUnknownWord and kAnyWord have places of their own.
  const std::vector<LexiconWord>& words() const { return words_; }

 private:
  std::vector<LexiconWord> words_ = {{}, {.any_ending = true}};
  std::unordered_map<std::string, WordId> exact_;
  std::unordered_map<std::string, WordId> beginnings_;
};

}  // namespace cxo
