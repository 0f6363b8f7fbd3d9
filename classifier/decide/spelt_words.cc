// One walk over the bytes of a spelling, in which no brackets are left.
#include "classifier/decide/spelt_words.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

#include "classifier/error/ascii.h"
#include "classifier/error/letter_case.h"

namespace cxo {
namespace {

class WordReader {
 public:
  explicit WordReader(std::string_view spelling) : spelling_(spelling) {}

  std::vector<SpeltWord> Read() {
    std::string before;
    while (at_ < spelling_.size()) {
      if (IsTextWordByte(spelling_[at_])) {
        words_.push_back(TakeWord(before));
        before.clear();
      } else {
        TakeBetween(&before);
      }
    }
    return std::move(words_);
  }

 private:
  // A sign belongs to the word that it stands in ("r&d"), or that it ends ("c++").
  bool IsOfWord(size_t at) const {
    if (IsTextWordByte(spelling_[at])) return true;
    const bool goes_on = at + 1 < spelling_.size() && IsTextWordByte(spelling_[at + 1]);
    if (goes_on) return std::string_view("&+/.'#%:@").find(spelling_[at]) != std::string_view::npos;
    return spelling_[at] == '+' || spelling_[at] == '#' || spelling_[at] == '%';
  }

  SpeltWord TakeWord(const std::string& before) {
    SpeltWord word{.before = before, .text = {}, .goes_on = false, .at = {}};
    for (; at_ < spelling_.size() && IsOfWord(at_); ++at_) {
      word.text += AsciiLower(spelling_[at_]);
    }
    word.goes_on = at_ < spelling_.size() && (spelling_[at_] == '*' || spelling_[at_] == '~');
    if (word.goes_on) ++at_;
    return word;
  }

  // A gap ("..3") may be empty, and a backslash only takes the meaning of what follows.
  void TakeBetween(std::string* between) {
    if (spelling_.substr(at_).starts_with("..")) {
      at_ += 2;
      while (at_ < spelling_.size() && IsDigit(spelling_[at_])) ++at_;
      return;
    }
    const char sign = spelling_[at_++];
    if (sign == '\\' || (sign == ' ' && between->ends_with(' '))) return;
    *between += sign;
  }

  std::string_view spelling_;
  size_t at_ = 0;
  std::vector<SpeltWord> words_;
};

// As for \b, ASCII letters and digits alone go on over a border: scripts without spaces have none.
bool IsBorder(std::string_view normal, size_t at) {
  return at == 0 || at >= normal.size() || !IsLetterOrDigit(normal[at - 1]) ||
         !IsLetterOrDigit(normal[at]);
}

// The end of a word of which the text may have more than was looked for.
size_t EndOf(std::string_view normal, const SpeltWord& word) {
  size_t end = word.at->end;
  while (word.goes_on && end < normal.size() && IsTextWordByte(normal[end])) ++end;
  return end;
}

// What parts `word` from the one before it: "a .. b" and "a*b" are no one word.
std::string Parting(const SpeltWord& word) { return word.before.empty() ? " " : word.before; }

// Words `begin` to `end`, all of which are missing, behind the one before them.
std::string Behind(const std::vector<SpeltWord>& words, size_t begin, size_t end) {
  std::string out;
  for (size_t i = begin; i < end; ++i) out += Parting(words[i]) + words[i].text;
  return out;
}

// The same before word `end`.
std::string Before(const std::vector<SpeltWord>& words, size_t begin, size_t end) {
  std::string out;
  for (size_t i = begin; i < end; ++i) out += words[i].text + Parting(words[i + 1]);
  return out;
}

}  // namespace

std::vector<SpeltWord> SpeltWords(std::string_view spelling) { return WordReader(spelling).Read(); }

std::optional<Span> WordPlaces::Find(const SpeltWord& word) {
  auto& known = word.goes_on ? beginnings_ : words_;
  const auto [place, is_new] = known.try_emplace(word.text);
  if (is_new) place->second = Look(word);
  return place->second;
}

std::optional<Span> WordPlaces::Look(const SpeltWord& word) const {
  for (size_t at = normal_.find(word.text); at != std::string_view::npos;
       at = normal_.find(word.text, at + 1)) {
    const size_t end = at + word.text.size();
    if (!IsBorder(normal_, at) || (!word.goes_on && !IsBorder(normal_, end))) continue;
    return Span{static_cast<uint32_t>(at), static_cast<uint32_t>(end)};
  }
  return std::nullopt;
}

CompletedText WithMissing(std::string_view normal, const std::vector<SpeltWord>& words,
                          MissingSide side) {
  std::multimap<size_t, std::string> pieces;  // by the place in `normal` before which they go
  for (size_t begin = 0; begin < words.size();) {
    size_t end = begin;
    while (end < words.size() && !words[end].at) ++end;
    const bool behind = begin > 0 && (end == words.size() || side == MissingSide::kBehind);
    if (end > begin && behind) {
      pieces.emplace(EndOf(normal, words[begin - 1]), Behind(words, begin, end));
    } else if (end > begin) {
      pieces.emplace(words[end].at->begin, Before(words, begin, end));
    }
    begin = end + 1;
  }
  CompletedText completed;
  size_t copied = 0;
  for (const auto& [at, piece] : pieces) {
    completed.text += normal.substr(copied, at - copied);
    copied = at;
    if (completed.added.end == 0) {
      completed.added.begin = static_cast<uint32_t>(completed.text.size());
    }
    completed.text += piece;
    completed.added.end = static_cast<uint32_t>(completed.text.size());
  }
  completed.text += normal.substr(copied);
  return completed;
}

}  // namespace cxo
