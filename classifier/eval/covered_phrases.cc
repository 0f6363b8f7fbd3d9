// Each phrase is written wider in every way that there is, and looked up among the others.
#include "classifier/eval/covered_phrases.h"

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include <fmt/core.h>

#include "classifier/error/ascii.h"
#include "classifier/error/joined.h"
#include "classifier/error/letter_case.h"
#include "classifier/pack/inflect.h"

namespace cxo {
namespace {

constexpr size_t kLongestWord = 50;

bool IsPlain(char c) { return IsLower(c) || IsDigit(c); }

// The words of a phrase in lower case; none if it says more than words: with gaps, alternatives and
// what may be left out, a wider phrase may find other bytes.
std::vector<std::string> WordsOf(std::string_view phrase) {
  if (phrase.find_first_of("()[]|<>.\\") != std::string_view::npos) return {};
  std::vector<std::string> words(1);
  for (const char c : phrase) {
    if (c == ' ' && !words.back().empty()) words.emplace_back();
    if (c != ' ') words.back() += AsciiLower(c);
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

// The letters with which every form of `word` begins; nothing if the word is not made of letters.
std::string_view StemOf(std::string_view word, std::string* inflected) {
  const char last = word.back();
  const std::string_view stem = word.substr(0, word.size() - (last == '*' || last == '~' ? 1 : 0));
  if (stem.size() > kLongestWord || !std::all_of(stem.begin(), stem.end(), IsPlain)) return {};
  if (last != '~') return stem;
  if (stem.size() < 3 || !std::all_of(stem.begin(), stem.end(), IsLower)) return {};
  *inflected = InflectionRegex(stem);
  return std::string_view{*inflected}.substr(0, inflected->find('('));
}

// Calls `visit` with every word that finds what `word` finds and more.
void VisitWider(std::string_view word, const std::function<void(std::string_view)>& visit) {
  std::string inflected;
  const std::string_view stem = StemOf(word, &inflected);
  const bool any_ending = word.back() == '*';
  for (size_t length = stem.size() - (any_ending && !stem.empty() ? 1 : 0); length > 0; --length) {
    visit(std::string(stem.substr(0, length)) + "*");
  }
  if (stem == word && !stem.empty()) visit(std::string(word) + "~");
}

class Finder {
 public:
  explicit Finder(const Pack& pack) : pack_(pack) {
    for (const Pattern& pattern : pack.patterns) {
      if (pattern.is_phrase) phrases_.try_emplace(KeyOf(pattern, WordsOf(pattern.text)), &pattern);
    }
  }

  std::vector<CoveredPhrase> Run() {
    std::vector<CoveredPhrase> covered;
    for (const Pattern& pattern : pack_.patterns) {
      const Pattern* by = pattern.is_phrase ? WiderThan(pattern) : nullptr;
      if (by != nullptr) covered.push_back({&pattern, by});
    }
    return covered;
  }

 private:
  static std::string KeyOf(const Pattern& pattern, const std::vector<std::string>& words) {
    return fmt::format("{} {} {}", static_cast<int>(pattern.role), pattern.owner,
                       Joined(words, " "));
  }

  const Pattern* WiderThan(const Pattern& pattern) const {
    std::vector<std::string> words = WordsOf(pattern.text);
    const Pattern* wider = nullptr;
    for (size_t i = 0; i < words.size() && wider == nullptr; ++i) {
      const std::string word = words[i];
      VisitWider(word, [&](std::string_view instead) {
        words[i] = instead;
        const auto found = phrases_.find(KeyOf(pattern, words));
        if (wider == nullptr && found != phrases_.end()) wider = found->second;
      });
      words[i] = word;
    }
    return wider;
  }

  const Pack& pack_;
  std::unordered_map<std::string, const Pattern*> phrases_;
};

}  // namespace

std::vector<CoveredPhrase> CoveredPhrases(const Pack& pack) { return Finder(pack).Run(); }

}  // namespace cxo
