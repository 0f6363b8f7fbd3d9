// One pass over the bytes. Numbers are hashes of 64 bits: with a million terms the chance that two
// of them share one is about 3 in 100 million.
#include "classifier/text/terms.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "classifier/error/utf8.h"
#include "classifier/text/ascii.h"

namespace cxo {
namespace {

constexpr bool IsAsciiWord(uint8_t c) {
  return (static_cast<uint8_t>((c | 0x20U) - 'a') < 26) | (static_cast<uint8_t>(c - '0') < 10);
}

// The ASCII bytes that a word may hold.
constexpr std::array<bool, 256> kInside = [] {
  std::array<bool, 256> inside{};
  for (unsigned c = 0; c < 0x80; ++c) {
    inside[c] = IsAsciiWord(static_cast<uint8_t>(c)) || c == '&' || c == '\'';
  }
  return inside;
}();

// Odd numbers without a pattern: the golden ratio, and the finaliser of MurmurHash3.
constexpr uint64_t kGolden = 0x9E3779B97F4A7C15;
constexpr uint64_t kFinal = 0xff51afd7ed558ccd;

// Takes eight bytes in one step; the shift brings the upper bits, which a product mixes best, down.
uint64_t Mix(uint64_t hash, uint64_t bytes) {
  hash = (hash ^ bytes) * kFinal;
  return hash ^ hash >> 32U;
}

// The first eight bytes of at least `size` as a number with the first byte lowest, on any machine.
uint64_t Take(const char* bytes, size_t size) {
  uint64_t taken = 0;
  std::memcpy(&taken, bytes, std::min(size, sizeof taken));
  if constexpr (std::endian::native == std::endian::big) taken = __builtin_bswap64(taken);
  return taken;
}

uint64_t Hash(std::string_view bytes) {
  uint64_t hash = bytes.size() * kGolden;
  for (; bytes.size() > 8; bytes.remove_prefix(8)) hash = Mix(hash, Take(bytes.data(), 8));
  hash = Mix(hash, Take(bytes.data(), bytes.size())) * kFinal;
  hash ^= hash >> 29U;
  return hash == 0 ? 1 : hash;
}

uint64_t HashPair(uint64_t first, uint64_t second) {
  const uint64_t hash = Mix(std::rotl(first, 23), second) * kFinal;
  return hash == 0 ? 1 : hash;
}

constexpr size_t kBeginning = 5;  // letters

// The number of bytes of the first letters of a word, or of the whole word if it has no more.
size_t BeginningSize(std::string_view word) {
  if (word.size() <= kBeginning) return word.size();
  if (IsAscii(word.substr(0, kBeginning))) return kBeginning;
  size_t at = 0;
  for (size_t letters = 0; letters < kBeginning && at < word.size(); ++letters) {
    at += FirstCodePoint(word.substr(at)).length;
  }
  return at;
}

// The number of a beginning as a term of its own. No word has a star in it.
uint64_t HashBeginning(std::string_view beginning) {
  std::array<char, 4 * kBeginning + 1> bytes;
  beginning.copy(bytes.data(), beginning.size());
  bytes[beginning.size()] = '*';
  return Hash({bytes.data(), beginning.size() + 1});
}

enum class Class : uint8_t { kOther, kLetter, kUnspaced };

// Of a code point beyond ASCII. Not the classes by which words.cc counts (Thai and Hangul fall
// otherwise there): the weights of words.toml are fitted to the terms as these cut them.
// Punctuation of other scripts has its own blocks; the letters among full-width forms have become
// ASCII in the normal form.
Class ClassOf(char32_t code) {
  if (code < 0xC0 || code == 0xD7 || code == 0xF7) return Class::kOther;
  if (code >= 0x2000 && code < 0x2E80) return Class::kOther;
  if (code >= 0x3000 && code < 0x3041 && code != 0x3005) return Class::kOther;
  if (code == 0x30FB || (code >= 0xFE00 && code < 0xFFFE) || code == kReplacement) {
    return Class::kOther;
  }
  return code >= 0x2E80 && code < 0xFE00 ? Class::kUnspaced : Class::kLetter;
}

class TermFinder {
 public:
  TermFinder(std::string_view text, std::vector<Term>* terms) : text_(text), terms_(*terms) {}

  void Run() {
    terms_.clear();
    while (at_ < text_.size()) {
      const auto byte = static_cast<uint8_t>(text_[at_]);
      if (IsAsciiWord(byte)) {
        Word();
      } else if (byte <= ' ' || byte == 0x7F) {
        ++at_;
      } else if (byte < 0x80) {
        Add(at_ + 1);
      } else {
        BeyondAscii();
      }
    }
  }

 private:
  void BeyondAscii() {
    const CodePoint point = FirstCodePoint(text_.substr(at_));
    switch (ClassOf(point.code)) {
      case Class::kOther: at_ += point.length; break;
      case Class::kLetter: Word(); break;
      case Class::kUnspaced: Add(at_ + point.length); break;
    }
  }

  void Word() {
    uint32_t end = at_;
    while (end < text_.size()) {
      const auto byte = static_cast<uint8_t>(text_[end]);
      if (byte < 0x80) {
        if (!kInside[byte]) break;
        ++end;
      } else {
        const CodePoint point = FirstCodePoint(text_.substr(end));
        if (ClassOf(point.code) != Class::kLetter) break;
        end += point.length;
      }
    }
    Add(end);
  }

  // Takes text_[at_, end) as a word.
  void Add(uint32_t end) {
    const std::string_view word = text_.substr(at_, end - at_);
    uint64_t number = Hash(word);
    terms_.push_back({number, {at_, end}});
    const std::string_view beginning = word.substr(0, BeginningSize(word));
    if (beginning.size() < word.size()) {
      terms_.push_back({HashBeginning(beginning), {at_, end}, Term::Kind::kBeginning});
      number = Hash(beginning);
    }
    if (last_number_ != 0) {
      terms_.push_back({HashPair(last_number_, number), {last_begin_, end}, Term::Kind::kPair});
    }
    last_number_ = number;
    last_begin_ = at_;
    at_ = end;
  }

  std::string_view text_;
  std::vector<Term>& terms_;
  uint32_t at_ = 0;
  uint64_t last_number_ = 0;  // of the beginning of the last word
  uint32_t last_begin_ = 0;
};

// The words of a text.
std::vector<Span> WordsOf(std::string_view normal) {
  std::vector<Term> terms;
  TermFinder(normal, &terms).Run();
  std::vector<Span> words;
  for (const Term& term : terms) {
    if (term.kind == Term::Kind::kWord) words.push_back(term.span);
  }
  return words;
}

}  // namespace

void FindTerms(std::string_view normal, std::vector<Term>* terms) {
  TermFinder(normal, terms).Run();
}

std::string TermName(std::string_view normal, const Term& term) {
  const std::string_view words = normal.substr(term.span.begin, term.span.size());
  const auto shortened = [](std::string_view word) {
    const size_t size = BeginningSize(word);
    return std::string(word.substr(0, size)) + (size < word.size() ? "*" : "");
  };
  if (term.kind == Term::Kind::kWord) return std::string(words);
  if (term.kind == Term::Kind::kBeginning) return shortened(words);
  const std::vector<Span> both = WordsOf(words);
  const std::string_view first = words.substr(0, both[0].end);
  const std::string_view second = words.substr(both[1].begin);
  // Characters of scripts without spaces stand side by side, as in their texts.
  const bool joined =
      first.size() + second.size() == words.size() && !IsAscii(first) && !IsAscii(second);
  return shortened(first) + (joined ? "" : " ") + shortened(second);
}

uint64_t TermNumber(std::string_view name) {
  // A star behind a letter says that the word goes on; behind a space it is a sign.
  std::string words;
  for (const char c : name) {
    const bool goes_on = c == '*' && !words.empty() && words.back() != ' ';
    if (!goes_on) words += c;
  }
  std::vector<Term> terms;
  FindTerms(words, &terms);
  const auto count = std::count_if(terms.begin(), terms.end(),
                                   [](const Term& term) { return term.kind == Term::Kind::kWord; });
  if (count == 2) return terms.back().number;  // the pair
  if (count != 1) return 0;
  if (words.size() == name.size()) return terms.front().number;
  // A beginning is written as it is, so that no two names say the same.
  const bool is_beginning = terms.size() == 1 && BeginningSize(words + "a") == words.size();
  return is_beginning ? HashBeginning(words) : 0;
}

}  // namespace cxo
