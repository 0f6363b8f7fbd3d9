// Words are found by stepping over code points of three classes. Counting, which every text goes
// through, treats runs of ASCII in bulk.
#include "classifier/text/words.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "classifier/error/ascii.h"
#include "classifier/error/utf8.h"

namespace cxo {
namespace {

enum class WordClass : uint8_t { kOther, kLetter, kUnspaced };

struct Range {
  char32_t first;
  char32_t last;
  WordClass kind;
};

// Sorted; whatever is beyond ASCII and not in here is a letter. Punctuation and symbols by block:
// the letters among them have become others in the normal form.
constexpr Range kRanges[] = {
    {0x80, 0xBF, WordClass::kOther},          {0xD7, 0xD7, WordClass::kOther},
    {0xF7, 0xF7, WordClass::kOther},          {0xE00, 0xEFF, WordClass::kUnspaced},  // Thai, Lao
    {0x1000, 0x109F, WordClass::kUnspaced},                                          // Myanmar
    {0x1780, 0x17FF, WordClass::kUnspaced},                                          // Khmer
    {0x2000, 0x2BFF, WordClass::kOther},  // punctuation, arrows, mathematics, shapes
    {0x2E00, 0x2E7F, WordClass::kOther},      {0x2E80, 0x2FFF, WordClass::kUnspaced},  // radicals
    {0x3000, 0x3004, WordClass::kOther},      {0x3005, 0x3007, WordClass::kUnspaced},
    {0x3008, 0x3020, WordClass::kOther},      {0x3021, 0x302F, WordClass::kUnspaced},
    {0x3030, 0x3030, WordClass::kOther},      {0x3031, 0x30FA, WordClass::kUnspaced},  // kana
    {0x30FB, 0x30FB, WordClass::kOther},                                               // middle dot
    {0x30FC, 0x312F, WordClass::kUnspaced},   {0x31A0, 0x31FF, WordClass::kUnspaced},
    {0x3400, 0x9FFF, WordClass::kUnspaced},  // ideographs
    {0xE000, 0xF8FF, WordClass::kOther},     // private use: bullets of symbol fonts
    {0xF900, 0xFAFF, WordClass::kUnspaced},   {0x1F000, 0x1FAFF, WordClass::kOther},  // pictographs
    {0x20000, 0x3FFFF, WordClass::kUnspaced},
};

WordClass WordClassOf(char32_t code) {
  if (code < 0x80)
    return IsLetterOrDigit(static_cast<char>(code)) ? WordClass::kLetter : WordClass::kOther;
  const Range* range =
      std::lower_bound(std::begin(kRanges), std::end(kRanges), code,
                       [](const Range& r, char32_t wanted) { return r.last < wanted; });
  return range != std::end(kRanges) && range->first <= code ? range->kind : WordClass::kLetter;
}

struct Step {
  WordClass kind = WordClass::kOther;
  uint32_t length = 0;
};

// The code point that begins at `at`, before the end.
Step StepAfter(std::string_view text, uint32_t at) {
  const auto byte = static_cast<uint8_t>(text[at]);
  if (byte < 0x80) return {IsLetterOrDigit(text[at]) ? WordClass::kLetter : WordClass::kOther, 1};
  const CodePoint point = FirstCodePoint(text.substr(at));
  return {WordClassOf(point.code), point.length};
}

// The code point that ends at `at`, not 0.
Step StepBefore(std::string_view text, uint32_t at) {
  uint32_t begin = at - 1;
  while (begin > 0 && at - begin < 4 && IsContinuation(text[begin])) --begin;
  const CodePoint point = FirstCodePoint(text.substr(begin, at - begin));
  return {WordClassOf(point.code), at - begin};
}

uint32_t Clamp(std::string_view text, uint32_t offset) {
  uint32_t at = static_cast<uint32_t>(std::min<size_t>(offset, text.size()));
  while (at > 0 && at < text.size() && IsContinuation(text[at])) --at;
  return at;
}

// Walks from one place in one direction, a code point or a word at a time.
template <typename Take, typename AtEnd, typename Advance>
class Walker {
 public:
  Walker(uint32_t at, Take take, AtEnd at_end, Advance advance)
      : at_(at), take_(take), at_end_(at_end), advance_(advance) {}

  uint32_t at() const { return at_; }

  void SkipWhile(WordClass kind, uint32_t limit) {
    for (uint32_t taken = 0; taken < limit && !at_end_(at_); ++taken) {
      const Step step = take_(at_);
      if (step.kind != kind) return;
      at_ = advance_(at_, step.length);
    }
  }

  void SkipWord() {
    SkipWhile(WordClass::kOther, UINT32_MAX);
    if (at_end_(at_)) return;
    const WordClass kind = take_(at_).kind;
    SkipWhile(kind, kind == WordClass::kUnspaced ? 2 : UINT32_MAX);
  }

  void SkipWords(uint32_t n) {
    for (; n > 0 && !at_end_(at_); --n) SkipWord();
  }

 private:
  uint32_t at_;
  Take take_;
  AtEnd at_end_;
  Advance advance_;
};

// Counts the words of a text from left to right.
class Counter {
 public:
  explicit Counter(std::string_view text) : text_(text) {}

  size_t at() const { return at_; }
  size_t words() const { return words_; }

  // Takes up to kBlock bytes if they and the byte before are ASCII. Without branches, so that the
  // compiler makes vectors of it.
  bool TakeBlock() {
    const size_t length = std::min(kBlock, text_.size() - at_);
    const char* bytes = text_.data() + at_;
    std::array<char, 1 + kBlock> padded{};
    if (at_ == 0 || length < kBlock) {
      padded.fill(' ');
      if (at_ > 0) padded[0] = *(bytes - 1);
      std::memcpy(padded.data() + 1, bytes, length);
      bytes = padded.data() + 1;
    }
    uint8_t begins = 0;
    uint8_t all = 0;
    for (size_t i = 0; i < kBlock; ++i) {
      const char before = *(bytes + i - 1);
      const char byte = bytes[i];
      all |= static_cast<uint8_t>(before | byte);
      begins = static_cast<uint8_t>(begins +
                                    (int{IsLetterOrDigit(byte)} & int{!IsLetterOrDigit(before)}));
    }
    if (all >= 0x80) return false;
    words_ += begins;
    at_ += length;
    run_ = WordClassOf(static_cast<uint8_t>(text_[at_ - 1]));
    run_length_ = 1;
    return true;
  }

  void TakeCodePoints() {
    const size_t until = std::min(at_ + kBlock, text_.size());
    while (at_ < until) {
      const Step step = StepAfter(text_, static_cast<uint32_t>(at_));
      run_length_ = step.kind == run_ ? run_length_ + 1 : 1;
      run_ = step.kind;
      words_ += (run_ == WordClass::kLetter && run_length_ == 1) ||
                (run_ == WordClass::kUnspaced && run_length_ % 2 == 1);
      at_ += step.length;
    }
  }

 private:
  static constexpr size_t kBlock = 32;

  std::string_view text_;
  size_t at_ = 0;
  size_t words_ = 0;
  WordClass run_ = WordClass::kOther;
  size_t run_length_ = 0;  // in code points
};

bool CutsWord(std::string_view text, uint32_t at) {
  return at > 0 && at < text.size() && StepBefore(text, at).kind == WordClass::kLetter &&
         StepAfter(text, at).kind == WordClass::kLetter;
}

}  // namespace

size_t CountWords(std::string_view normal) {
  Counter counter(normal);
  while (counter.at() < normal.size()) {
    if (!counter.TakeBlock()) counter.TakeCodePoints();
  }
  return counter.words();
}

Span WordsAfter(std::string_view normal, uint32_t offset, uint32_t n) {
  const uint32_t begin = Clamp(normal, offset);
  Walker walker(
      begin, [&](uint32_t at) { return StepAfter(normal, at); },
      [&](uint32_t at) { return at >= normal.size(); },
      [](uint32_t at, uint32_t length) { return at + length; });
  if (CutsWord(normal, begin)) walker.SkipWhile(WordClass::kLetter, UINT32_MAX);
  walker.SkipWords(n);
  return {begin, walker.at()};
}

Span WordsBefore(std::string_view normal, uint32_t offset, uint32_t n) {
  const uint32_t end = Clamp(normal, offset);
  Walker walker(
      end, [&](uint32_t at) { return StepBefore(normal, at); }, [](uint32_t at) { return at == 0; },
      [](uint32_t at, uint32_t length) { return at - length; });
  if (CutsWord(normal, end)) walker.SkipWhile(WordClass::kLetter, UINT32_MAX);
  walker.SkipWords(n);
  return {walker.at(), end};
}

}  // namespace cxo
