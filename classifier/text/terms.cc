// One pass over the bytes. Numbers are hashes of 64 bits: with a million terms the chance that two
// of them share one is about 3 in 100 million.
#include "classifier/text/terms.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "classifier/text/utf8.h"

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

enum class Class : uint8_t { kOther, kLetter, kUnspaced };

// Of a code point beyond ASCII. Punctuation of other scripts has its own blocks; the letters among
// full-width forms have become ASCII in the normal form.
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
    const uint64_t number = Hash(text_.substr(at_, end - at_));
    terms_.push_back({number, {at_, end}});
    if (last_number_ != 0) {
      terms_.push_back({HashPair(last_number_, number), {last_begin_, end}, true});
    }
    last_number_ = number;
    last_begin_ = at_;
    at_ = end;
  }

  std::string_view text_;
  std::vector<Term>& terms_;
  uint32_t at_ = 0;
  uint64_t last_number_ = 0;
  uint32_t last_begin_ = 0;
};

}  // namespace

void FindTerms(std::string_view normal, std::vector<Term>* terms) {
  TermFinder(normal, terms).Run();
}

uint64_t TermNumber(std::string_view normal) {
  std::vector<Term> terms;
  FindTerms(normal, &terms);
  if (terms.size() != 1 && terms.size() != 3) return 0;
  return terms.back().number;  // of two words, the pair comes last
}

}  // namespace cxo
