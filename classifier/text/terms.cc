// One pass over the bytes. Numbers have 64 bits, those of words of up to eight bytes all different:
// with a million terms the chance that two share one is about 3 in 100 million.
#include "classifier/text/terms.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <span>

#include "classifier/error/ascii.h"
#include "classifier/error/utf8.h"
#include "classifier/text/list_marks.h"
#include "classifier/text/word_key.h"
#include "classifier/text/words.h"

namespace cxo {
namespace {

// The ASCII bytes that a word may hold.
constexpr std::array<bool, 256> kInside = [] {
  std::array<bool, 256> inside{};
  for (unsigned c = 0; c < 0x80; ++c) {
    inside[c] = IsLetterOrDigit(static_cast<char>(c)) || c == '&' || c == '\'';
  }
  return inside;
}();

// Odd numbers without a pattern: the golden ratio, and the finaliser of MurmurHash3.
constexpr uint64_t kGolden = 0x9E3779B97F4A7C15;
constexpr uint64_t kFinal = 0xff51afd7ed558ccd;

// Spreads numbers over all of 64 bits, and no two to the same one, nor any other than 0 to 0. The
// shift brings the upper bits, which a product mixes best, down.
uint64_t Spread(uint64_t number) {
  number *= kFinal;
  return number ^ number >> 32U;
}

// No term has the number 0.
uint64_t NotZero(uint64_t number) { return number + static_cast<uint64_t>(number == 0); }

// What a word of more than eight bytes is told from others by. The last eight may have been taken
// before: that is a step less than to part them from those.
uint64_t HashLong(std::string_view word) {
  uint64_t hash = word.size() * kGolden;
  for (size_t at = 0; at + 8 < word.size(); at += 8) {
    hash = Spread(hash ^ WordKeyOf(word, static_cast<uint32_t>(at), 8));
  }
  hash = Spread(hash ^ WordKeyOf(word, static_cast<uint32_t>(word.size() - 8), 8));
  return NotZero(hash);
}

// What a word is told from others by, never 0: up to eight bytes are a number as they are.
uint64_t CodeOf(std::string_view word) {
  return word.size() > 8 ? HashLong(word) : WordKeyOf(word, 0, static_cast<uint32_t>(word.size()));
}

// The numbers of terms, by the codes of their words.
uint64_t WordNumber(uint64_t code) { return Spread(code); }
uint64_t PairNumber(uint64_t first, uint64_t second) {
  // Most codes have no upper bits, which a product mixes best: there the first is told by itself.
  return NotZero(Spread(first * kGolden ^ second));
}

constexpr std::string_view kStart = "^";  // stands before every text
constexpr uint32_t kBeginning = 5;        // letters
// Of the key of a word: the bytes of such a beginning in ASCII, what the key of its term has
// besides, and the bits that letters of ASCII do not have.
constexpr uint64_t kBeginningBytes = (uint64_t{1} << (8 * kBeginning)) - 1;
constexpr uint64_t kStarBehind = uint64_t{'*'} << (8 * kBeginning);
constexpr uint64_t kBeyondAscii = 0x8080808080;

// The number of bytes of the first letters of a word, or of the whole word if it has no more.
uint32_t BeginningSize(std::string_view word) {
  if (word.size() <= kBeginning) return static_cast<uint32_t>(word.size());
  uint32_t at = 0;
  for (uint32_t letters = 0; letters < kBeginning && at < word.size(); ++letters) {
    at += FirstCodePoint(word.substr(at)).length;
  }
  return at;
}

// The number of a beginning as a term of its own. No word has a star in it.
uint64_t BeginningNumber(std::string_view beginning) {
  const auto size = static_cast<uint32_t>(beginning.size());
  std::array<char, 4 * kBeginning + 1> bytes{};
  beginning.copy(bytes.data(), size);
  bytes[size] = '*';
  return WordNumber(CodeOf({bytes.data(), size + 1}));
}

enum class TermClass : uint8_t { kOther, kLetter, kUnspaced };

// Of a code point beyond ASCII. Not the classes by which words.cc counts (Thai and Hangul fall
// otherwise there): the weights of words.toml are fitted to the terms as these cut them.
// Punctuation of other scripts has its own blocks; the letters among full-width forms have become
// ASCII in the normal form.
TermClass TermClassOf(char32_t code) {
  if (code < 0xC0 || code == 0xD7 || code == 0xF7) return TermClass::kOther;
  if (code >= 0x2000 && code < 0x2E80) return TermClass::kOther;
  if (code >= 0x3000 && code < 0x3041 && code != 0x3005) return TermClass::kOther;
  if (code == 0x30FB || (code >= 0xFE00 && code < 0xFFFE) || code == kReplacement) {
    return TermClass::kOther;
  }
  return code >= 0x2E80 && code < 0xFE00 ? TermClass::kUnspaced : TermClass::kLetter;
}

constexpr uint32_t kLaneBytes = 16;
using Lanes = uint8_t __attribute__((vector_size(kLaneBytes)));

// How many of the kLaneBytes bytes at `p`, from the first one on, are ASCII that a word may hold.
uint32_t CountInside(const char* p) {
  Lanes c;
  std::memcpy(&c, p, sizeof c);
  const auto inside = ((c | 0x20) - 'a' < 26) | (c - '0' < 10) | (c == '&') | (c == '\'');
  std::array<uint64_t, kLaneBytes / sizeof(uint64_t)> words = {};
  std::memcpy(words.data(), &inside, sizeof inside);
  uint32_t count = 0;
  for (uint64_t word : words) {
    count += static_cast<uint32_t>(std::countr_one(word)) / 8;
    if (~word != 0) break;
  }
  return count;
}

// Where a text begins and ends without what says nothing of it: "1. packaging;", "(packaging)" and
// "**packaging**" are "packaging". A text that is nothing else is whole.
Span BareSpan(std::string_view normal) {
  constexpr std::string_view kOpening = " \n\"'([*#>";
  constexpr std::string_view kClosing = " \n\"')]*.,;:!";
  std::string_view bare = normal;
  while (!bare.empty()) {
    const size_t mark = std::max(ListMarkSize(bare), HeadingNumberSize(bare));
    if (mark == 0 && kOpening.find(bare[0]) == std::string_view::npos) break;
    bare.remove_prefix(std::max<size_t>(mark, 1));
  }
  const size_t end = bare.find_last_not_of(kClosing) + 1;
  const auto begin = static_cast<uint32_t>(normal.size() - bare.size());
  if (end == 0) return {0, static_cast<uint32_t>(normal.size())};
  return {begin, begin + static_cast<uint32_t>(end)};
}

// Reads the terms of a text, a roomful at a time.
class TermReader {
 public:
  // Those from byte `begin` on.
  explicit TermReader(std::string_view text, uint32_t begin = 0) : text_(text), at_(begin) {}

  // Writes the next terms to `room`, which has place for at least kTermsOfWord; returns how many
  // these are, 0 if there are no more.
  size_t Read(std::span<Term> room) {
    Term* out = room.data();
    const Term* const full = out + room.size() - kTermsOfWord;
    while (at_ < text_.size() && out <= full) {
      const auto byte = static_cast<uint8_t>(text_[at_]);
      if (IsLetterOrDigit(text_[at_])) {
        out = Take(EndOfWord(), out);
        at_ += static_cast<uint32_t>(at_ < text_.size() && text_[at_] == ' ');  // as mostly
      } else if (byte <= ' ' || byte == 0x7F) {
        ++at_;
      } else if (byte < 0x80) {
        out = Take(at_ + 1, out);
      } else {
        out = TakeBeyondAscii(out);
      }
    }
    return static_cast<size_t>(out - room.data());
  }

 private:
  static constexpr size_t kTermsOfWord = 3;

  Term* TakeBeyondAscii(Term* out) {
    const CodePoint point = FirstCodePoint(text_.substr(at_));
    switch (TermClassOf(point.code)) {
      case TermClass::kOther: at_ += point.length; break;
      case TermClass::kLetter: return Take(EndOfWord(), out);
      case TermClass::kUnspaced: return Take(at_ + point.length, out);
    }
    return out;
  }

  // Of the word that begins at at_.
  uint32_t EndOfWord() const {
    uint32_t end = at_;
    while (end + kLaneBytes <= text_.size()) {
      const uint32_t inside = CountInside(text_.data() + end);
      end += inside;
      if (inside == kLaneBytes) continue;
      if (static_cast<uint8_t>(text_[end]) < 0x80) return end;
      break;
    }
    while (end < text_.size()) {
      const auto byte = static_cast<uint8_t>(text_[end]);
      if (byte < 0x80) {
        if (!kInside[byte]) break;
        ++end;
      } else {
        const CodePoint point = FirstCodePoint(text_.substr(end));
        if (TermClassOf(point.code) != TermClass::kLetter) break;
        end += point.length;
      }
    }
    return end;
  }

  // Takes text_[at_, end) as a word.
  Term* Take(uint32_t end, Term* out) {
    const uint32_t size = end - at_;
    const uint64_t key = WordKeyOf(text_, at_, size);
    const std::string_view word(text_.data() + at_, size);
    uint64_t code = size <= sizeof key ? key : HashLong(word);
    *out++ = {WordNumber(code), {at_, end}};
    if (size > kBeginning) {
      // Letters beyond ASCII have several bytes: a word of five of them is its own beginning.
      const uint32_t bytes = (key & kBeyondAscii) == 0 ? kBeginning : BeginningSize(word);
      if (bytes == kBeginning) {
        code = key & kBeginningBytes;
        *out++ = {WordNumber(code | kStarBehind), {at_, end}, Term::Kind::kBeginning};
      } else if (bytes < size) {
        code = CodeOf(word.substr(0, bytes));
        *out++ = {BeginningNumber(word.substr(0, bytes)), {at_, end}, Term::Kind::kBeginning};
      }
    }
    *out++ = {PairNumber(last_code_, code), {std::min(last_begin_, at_), end}, Term::Kind::kPair};
    last_code_ = code;
    last_begin_ = at_;
    at_ = end;
    return out;
  }

  std::string_view text_;
  uint32_t at_;
  uint64_t last_code_ = CodeOf(kStart);  // of the beginning of the last word
  uint32_t last_begin_ = UINT32_MAX;     // none yet
};

// Most texts begin with a word; only those without an ASCII one are looked at closely.
bool HoldsWord(std::string_view normal) {
  return std::any_of(normal.begin(), normal.end(), IsLetterOrDigit) || CountWords(normal) > 0;
}

// Reads all terms into *room and returns them. The room keeps its size from text to text: to fill
// it anew would take a short text longer than its terms.
std::span<const Term> ReadAll(TermReader reader, std::vector<Term>* room) {
  constexpr size_t kRoom = 256;
  size_t end = 0;
  for (size_t read = 1; read > 0; end += read) {
    if (room->size() < end + kRoom) room->resize(2 * end + kRoom);
    read = reader.Read(std::span(*room).subspan(end));
  }
  return std::span(*room).first(end);
}

// The words of a text.
std::vector<Span> WordsOf(std::string_view normal) {
  std::vector<Term> room;
  std::vector<Span> words;
  for (const Term& term : ReadAll(TermReader(normal), &room)) {
    if (term.kind == Term::Kind::kWord) words.push_back(term.span);
  }
  return words;
}

}  // namespace

std::span<const Term> FindTerms(std::string_view normal, std::vector<Term>* room) {
  if (!HoldsWord(normal)) return {};
  const Span bare = BareSpan(normal);
  return ReadAll(TermReader(normal.substr(0, bare.end), bare.begin), room);
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
  if (both.size() == 1) return std::string(kStart) + " " + shortened(words);
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
  std::array<Term, 12> room;  // for the terms of four words; three are too many
  const std::span<const Term> terms(room.data(), TermReader(words).Read(room));
  const auto count = std::count_if(terms.begin(), terms.end(),
                                   [](const Term& term) { return term.kind == Term::Kind::kWord; });
  if (count == 2) return terms.back().number;  // the pair
  if (count != 1) return 0;
  if (words.size() == name.size()) return terms.front().number;
  // A beginning is written as it is, so that no two names say the same; it has none of its own.
  const bool is_beginning = terms.size() == 2 && BeginningSize(words + "a") == words.size();
  return is_beginning ? BeginningNumber(words) : 0;
}

}  // namespace cxo
