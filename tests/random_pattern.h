// Random patterns with texts that they are likely to hit, for tests that compare matchers.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace cxo {

// What a pattern is made of.
enum Operator : size_t {
  kWords,
  kHyphen,
  kAnyEnding,
  kInflected,
  kAlternatives,
  kOptional,
  kGap,
  kGapBehindSign,
  kComma,
  kEscape,
  kSign,
  kUnspaced,
  kRegex,
  kAnyWordOfRegex,
  kOperators,
};
inline constexpr std::array<std::string_view, kOperators> kOperatorNames = {
    "words",           "hyphen", "any ending", "inflected", "alternatives", "optional", "gap",
    "gap behind sign", "comma",  "escape",     "sign",      "unspaced",     "regex",    "any word"};

class Random {
 public:
  explicit Random(uint64_t seed) : engine_(seed) {}

  size_t Below(size_t n) { return static_cast<size_t>(engine_() % n); }
  bool OneIn(size_t n) { return Below(n) == 0; }

  template <typename T, size_t N>
  const T& Of(const std::array<T, N>& items) {
    return items[Below(N)];
  }
  template <typename T>
  const T& Of(const std::vector<T>& items) {
    return items[Below(items.size())];
  }

 private:
  std::mt19937_64 engine_;
};

// A phrase or regular expression, a text that it is likely to hit, and what it is made of.
struct Made {
  std::string pattern;
  std::string sample;
  uint32_t operators = 0;

  void Uses(Operator op) { operators |= 1U << op; }
};

// What phrases and texts are made of.
inline constexpr std::array<std::string_view, 14> kStems = {
    "contract", "pre", "clinical", "study", "drug", "product", "fill",
    "tox",      "gmp", "sk",       "kit",   "s",    "k",       "x2"};

// A phrase of up to three words, of every operator of classifier/pack/phrase.h. Not all of them are
// accepted there.
Made MakePhrase(Random* random);

// A regular expression from a small grammar; its sample is a text in the same alphabet, no more.
Made MakeRegex(Random* random);

}  // namespace cxo
