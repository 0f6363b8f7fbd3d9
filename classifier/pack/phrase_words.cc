// Phrases are cut at whatever is no letter, so that alternatives and optional words count as well.
#include "classifier/pack/phrase_words.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>

namespace cxo {
namespace {

constexpr size_t kShortest = 5;  // letters; too many words are near a shorter one

bool IsLetter(char c) { return c >= 'a' && c <= 'z'; }

template <typename Use>
void VisitWords(std::string_view phrase, Use use) {
  size_t end = 0;
  for (size_t at = 0; at < phrase.size(); at = end + 1) {
    end = at;
    while (end < phrase.size() && IsLetter(phrase[end])) ++end;
    const bool is_list = at > 0 && phrase[at - 1] == '<';
    const bool goes_on = end < phrase.size() && phrase[end] == '*';
    if (end - at >= kShortest && !is_list && !goes_on) use(phrase.substr(at, end - at));
  }
}

}  // namespace

std::vector<std::string_view> PhraseWords(const Pack& pack) {
  std::unordered_map<std::string_view, uint32_t> counts;
  for (const Pattern& pattern : pack.patterns) {
    if (!pattern.is_phrase || pattern.role != PatternRole::kEvidence) continue;
    VisitWords(pattern.text, [&](std::string_view word) { ++counts[word]; });
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
