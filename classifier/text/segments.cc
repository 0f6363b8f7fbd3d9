// One pass that stops only at bytes that can make a border. Most borders stand at white space,
// where the decision looks back at what ended and ahead at what begins.
#include "classifier/text/segments.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "classifier/error/ascii.h"
#include "classifier/text/abbreviations.h"
#include "classifier/text/list_marks.h"
#include "classifier/text/words.h"

namespace cxo {
namespace {

// U+3000-U+9FFF, which are punctuation, kana and ideographs of CJK, begin with one of these bytes.
bool BeginsCjk(std::string_view text) {
  const uint8_t first = text.empty() ? 0 : static_cast<uint8_t>(text[0]);
  return first >= 0xE3 && first <= 0xE9;
}

constexpr std::string_view kIdeographicStop = "\u3002";

constexpr std::array<bool, 256> kStops = [] {
  std::array<bool, 256> stops{};
  for (const char c : {' ', '\n', ';', ':', '.', '!', '?'}) stops[static_cast<uint8_t>(c)] = true;
  stops[static_cast<uint8_t>(kIdeographicStop[0])] = true;
  return stops;
}();

// What can begin a clause after an ordinary word: a clause word or a bullet.
constexpr std::array<bool, 256> kHeads = [] {
  std::array<bool, 256> heads{};
  for (const char c : {'a', 'b', 'h', 'w'}) heads[static_cast<uint8_t>(c)] = true;
  for (size_t byte = 0x80; byte < heads.size(); ++byte) heads[byte] = true;
  return heads;
}();

constexpr size_t kSegmentLanes = 16;
// A byte is judged by what follows it, too.
constexpr size_t kLookAhead = 2;

// kSegmentLanes bytes in one register: an extension that g++ and clang share. Left to themselves
// they do not see that the comparisons below can be done for all bytes at once.
using Lanes = uint8_t __attribute__((vector_size(kSegmentLanes)));

Lanes Load(const char* p) {
  Lanes lanes;
  std::memcpy(&lanes, p, sizeof(lanes));
  return lanes;
}

// Places in a block: the lowest bit of its byte is set for each of them.
using Places = std::array<uint64_t, kSegmentLanes / sizeof(uint64_t)>;

// Those of the kSegmentLanes bytes at `p` where what may make a border begins: no border of a text
// is made by other bytes. Prose has few of them.
Places BorderPlaces(const char* p) {
  const Lanes c = Load(p);
  const Lanes next = Load(p + 1);
  const Lanes third = Load(p + 2);
  const auto mark = (c == '\n') | (c == '.') | (c == ';') | (c == ':') | (c == '!') | (c == '?');
  const auto sign = (next == '-') | (next == '|');
  const auto word = ((next == 'b') & (third == 'u')) | ((next == 'h') & (third == 'o')) |
                    ((next == 'w') & (third == 'h')) | ((next == 'a') & (third == 'l'));
  const auto beyond = (c | ((c == ' ') & next)) >= 0x80;
  const auto border = mark | beyond | ((c == ' ') & (sign | word));
  const auto lowest = border & 1;
  Places places = {};
  std::memcpy(places.data(), &lowest, sizeof lowest);
  return places;
}

bool IsSpace(char c) { return c == ' ' || c == '\n'; }
bool IsInnerWord(char c) { return IsLower(c) || IsDigit(c) || c == ','; }
bool IsClosing(char c) { return c == '"' || c == '\'' || c == ')' || c == ']'; }
bool IsTerminator(char c) { return c == '.' || c == '!' || c == '?'; }

std::string_view FirstWord(std::string_view text) {
  size_t end = 0;
  while (end < text.size() && IsLower(text[end])) ++end;
  return text.substr(0, end);
}

// What stands after the last white space or opening bracket of `text`.
std::string_view LastToken(std::string_view text) {
  size_t begin = text.size();
  while (begin > 0 && !IsSpace(text[begin - 1]) && text[begin - 1] != '(' &&
         text[begin - 1] != '[' && text[begin - 1] != '"') {
    --begin;
  }
  return text.substr(begin);
}

bool IsClauseWord(std::string_view word) {
  if (word.size() < 3 || !kHeads[static_cast<uint8_t>(word[0])]) return false;
  return word == "but" || word == "however" || word == "whereas" || word == "although" ||
         word == "while";
}

bool IsListNumber(std::string_view token) {
  return !token.empty() && token.size() <= 2 && std::all_of(token.begin(), token.end(), IsDigit);
}

}  // namespace

class Segments::Finder {
 public:
  Finder(std::string_view text, Segments* out)
      : text_(text), first_word_(FirstWord(text)), out_(*out) {}

  void Find();

 private:
  Places PlacesOfBlock(size_t begin) const;
  uint32_t BeginOfSpace(uint32_t at, uint32_t decided) const;
  uint32_t DecideFrom(uint32_t at);
  uint32_t Step(uint32_t at);
  uint32_t AtSpace(uint32_t at);
  uint32_t AtMark(uint32_t at);
  bool EndsSentence(std::string_view before, std::string_view after, bool line_ends) const;
  bool StopEnds(std::string_view before, std::string_view after, bool line_ends) const;
  bool EndsClause(std::string_view before, std::string_view after, bool line_ends);
  bool MayOpen(std::string_view word) const;
  void BeginSentence(uint32_t at);
  void BeginClause(uint32_t at);

  std::string_view text_;
  std::string_view first_word_;
  Segments& out_;
  bool in_list_ = false;  // in the lines after one that ended in ":"
};

void Segments::Finder::Find() {
  uint32_t decided = 0;  // up to here
  for (size_t block = 0; block < text_.size(); block += kSegmentLanes) {
    size_t begin = block;
    for (uint64_t left : PlacesOfBlock(block)) {
      for (; left != 0; left &= left - 1) {
        const auto at = static_cast<uint32_t>(begin + std::countr_zero(left) / 8U);
        if (at >= decided) decided = DecideFrom(BeginOfSpace(at, decided));
      }
      begin += sizeof left;
    }
  }
}

Places Segments::Finder::PlacesOfBlock(size_t begin) const {
  constexpr size_t kWithAhead = kSegmentLanes + kLookAhead;
  if (begin + kWithAhead <= text_.size()) return BorderPlaces(text_.data() + begin);
  std::array<char, kWithAhead> last = {};
  text_.copy(last.data(), last.size(), begin);
  return BorderPlaces(last.data());
}

// Where the white space at `at`, if there is any, begins behind `decided`: all of it makes one
// border. There is much of it where a sentence was blanked out (Asides).
uint32_t Segments::Finder::BeginOfSpace(uint32_t at, uint32_t decided) const {
  if (!IsSpace(text_[at])) return at;
  while (at > decided && IsSpace(text_[at - 1])) --at;
  return at;
}

// Goes on from what may make a border at `at` to the end of a word, not to leave a mark apart from
// the white space after it; returns where that is.
uint32_t Segments::Finder::DecideFrom(uint32_t at) {
  do {
    at = Step(at);
  } while (at < text_.size() && !IsLower(text_[at - 1]));
  return at;
}

// Takes one byte, or all that a decision is made on; returns where it ends.
uint32_t Segments::Finder::Step(uint32_t at) {
  if (!kStops[static_cast<uint8_t>(text_[at])]) return at + 1;
  return IsSpace(text_[at]) ? AtSpace(at) : AtMark(at);
}

// Decides on the white space at `at`; returns where it ends.
uint32_t Segments::Finder::AtSpace(uint32_t at) {
  uint32_t next = at;
  uint32_t breaks = 0;
  for (; next < text_.size() && IsSpace(text_[next]); ++next) breaks += text_[next] == '\n';
  if (next == text_.size() || at == 0) return next;
  const std::string_view before = text_.substr(0, at);
  const std::string_view after = text_.substr(next);
  if (breaks == 0 && IsInnerWord(before.back()) && !kHeads[static_cast<uint8_t>(after[0])]) {
    return next;
  }
  if (breaks > 1 || (breaks == 1 && ListMarkSize(after) > 0) ||
      EndsSentence(before, after, breaks == 1)) {
    BeginSentence(next);
  } else if (EndsClause(before, after, breaks == 1)) {
    BeginClause(next);
  }
  return next;
}

// Decides on a mark that needs no white space after it to make a border; returns where it ends.
uint32_t Segments::Finder::AtMark(uint32_t at) {
  const bool ideographic = text_.substr(at).starts_with(kIdeographicStop);
  uint32_t next = at + (ideographic ? static_cast<uint32_t>(kIdeographicStop.size()) : 1);
  if (BeginsCjk(text_.substr(at)) && !ideographic) return next;
  if (next < text_.size() && IsClosing(text_[next])) ++next;
  if (next == text_.size() || IsSpace(text_[next])) return next;
  const std::string_view after = text_.substr(next);
  if (ideographic || (IsTerminator(text_[at]) && BeginsCjk(after))) {
    BeginSentence(next);
  } else if (text_[at] == ';' || (text_[at] == ':' && BeginsCjk(after))) {
    BeginClause(next);
  }
  return next;
}

bool Segments::Finder::EndsSentence(std::string_view before, std::string_view after,
                                    bool line_ends) const {
  while (!before.empty() && IsClosing(before.back())) before.remove_suffix(1);
  if (before.ends_with(kIdeographicStop)) return true;
  if (before.empty() || !IsTerminator(before.back())) return false;
  if (before.back() != '.') return true;
  before.remove_suffix(1);
  return StopEnds(before, after, line_ends);
}

// True if the "." between `before` and the white space before `after` ends a sentence.
bool Segments::Finder::StopEnds(std::string_view before, std::string_view after,
                                bool line_ends) const {
  const std::string_view word = LastToken(before);
  const auto opener = [&] { return line_ends || MayOpen(FirstWord(after)); };
  if (word.ends_with('.')) return opener();  // an ellipsis
  const size_t begin = before.size() - word.size();
  if (IsListNumber(word) && begin == out_.sentence_begins_.back()) return false;
  switch (StopAfter(word)) {
    case Stop::kEnds: return true;
    case Stop::kGoesOn: return false;
    case Stop::kEndsNoDigit: return !IsDigit(after[0]);
    case Stop::kMayEnd: break;
  }
  if (opener()) return true;
  if (word.size() > 1 || begin == 0) return false;
  return TakesLetter(LastToken(before.substr(0, begin - 1)));
}

bool Segments::Finder::EndsClause(std::string_view before, std::string_view after, bool line_ends) {
  const bool list_line = line_ends && in_list_;
  if (before.back() == ':') {
    in_list_ |= line_ends;
    return true;
  }
  if (list_line || before.back() == ';' || IsClauseWord(FirstWord(after))) return true;
  const std::string_view token = LastToken(before);
  const auto begin = static_cast<uint32_t>(before.size() - token.size());
  const bool separator = token == "-" || token == "--" || token == "|";
  if (separator && begin > out_.sentence_begins_.back() && IsSpace(text_[begin - 1])) return true;
  return BulletSignSize(after) > 0;
}

// Descriptions begin with a company's name and come back to it: "... bought by foo inc. bar
// offers".
bool Segments::Finder::MayOpen(std::string_view word) const {
  return OpensSentence(word) || (word.size() > 2 && word == first_word_);
}

void Segments::Finder::BeginSentence(uint32_t at) {
  BeginClause(at);
  out_.sentence_begins_.push_back(at);
  in_list_ = false;
}

void Segments::Finder::BeginClause(uint32_t at) { out_.clause_begins_.push_back(at); }

void Segments::Assign(std::string_view normal) {
  normal = normal.substr(0, UINT32_MAX);
  clause_begins_.assign(1, 0);
  sentence_begins_.assign(1, 0);
  size_ = static_cast<uint32_t>(normal.size());
  words_ = CountWords(normal);
  Finder(normal, this).Find();
}

namespace {

Span Holding(const std::vector<uint32_t>& begins, uint32_t size, uint32_t offset) {
  const auto after = std::upper_bound(begins.begin(), begins.end(), offset);
  return {*(after - 1), after == begins.end() ? size : *after};
}

}  // namespace

uint32_t Segments::ClauseNumber(uint32_t offset) const {
  const auto after = std::upper_bound(clause_begins_.begin(), clause_begins_.end(), offset);
  return static_cast<uint32_t>(after - clause_begins_.begin() - 1);
}

Span Segments::Clause(uint32_t offset) const { return Holding(clause_begins_, size_, offset); }

Span Segments::Sentence(uint32_t offset) const { return Holding(sentence_begins_, size_, offset); }

}  // namespace cxo
