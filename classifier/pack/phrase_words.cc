// Phrases are cut at whatever is no letter, so that alternatives and optional words count as well.
// Names of lists, which no text has, are passed over.
#include "classifier/pack/phrase_words.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>

#include "classifier/error/ascii.h"
#include "classifier/error/letter_case.h"

namespace cxo {
namespace {

constexpr size_t kShortest = 5;  // letters; too many words are near a shorter one

template <typename Use>
void VisitWords(std::string_view phrase, Use use) {
  size_t end = 0;
  for (size_t at = 0; at < phrase.size(); at = end + 1) {
    end = at;
    if (phrase[at] == '<') {
      end = std::min(phrase.find('>', at), phrase.size());
      continue;
    }
    while (end < phrase.size() && IsLetter(phrase[end])) ++end;
    const bool goes_on = end < phrase.size() && phrase[end] == '*';
    if (end - at >= kShortest && !goes_on) use(phrase.substr(at, end - at));
  }
}

// `word` in lower case as a view into the pack: a phrase typed with capitals has it in its
// expression. Empty where that spells it otherwise.
std::string_view Lowered(std::string_view word, const Pattern& pattern) {
  const std::string lowered = AsciiLowered(word);
  if (lowered == word) return word;
  const size_t found = pattern.regex.find(lowered);
  if (found == std::string::npos) return {};
  return std::string_view(pattern.regex).substr(found, word.size());
}

}  // namespace

std::vector<std::string_view> PhraseWords(const Pack& pack) {
  std::unordered_map<std::string_view, uint32_t> counts;
  for (const Pattern& pattern : pack.patterns) {
    if (!pattern.is_phrase || pattern.role != PatternRole::kEvidence) continue;
    VisitWords(pattern.text, [&](std::string_view word) {
      const std::string_view lowered = Lowered(word, pattern);
      if (!lowered.empty()) ++counts[lowered];
    });
  }
  std::vector<std::pair<std::string_view, uint32_t>> order(counts.begin(), counts.end());
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  std::vector<std::string_view> words;
  words.reserve(order.size());
  for (const auto& [word, count] : order) words.push_back(word);
  return words;
}

}  // namespace cxo
