// Sentences are cut plainly, at a full stop before a space; what counts is that they are real ones.
#include "bench/sentences.h"

#include <algorithm>

#include "bench/random.h"

namespace cxo::bench {
namespace {

std::string_view Trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

void AppendOnOneLine(std::string_view sentence, std::string* out) {
  if (!out->empty()) *out += ' ';
  for (const char c : sentence) *out += c == '\n' || c == '\r' ? ' ' : c;
}

}  // namespace

std::vector<std::string_view> SentencesOf(std::string_view text) {
  std::vector<std::string_view> sentences;
  while (!text.empty()) {
    const size_t stop = text.find(". ");
    const size_t size = stop == std::string_view::npos ? text.size() : stop + 1;
    const std::string_view sentence = Trimmed(text.substr(0, size));
    if (!sentence.empty()) sentences.push_back(sentence);
    text.remove_prefix(size);
  }
  return sentences;
}

std::vector<std::string> Recombine(const std::vector<std::string>& texts, size_t bytes,
                                   uint64_t seed) {
  std::vector<std::string_view> pool;
  std::vector<size_t> counts;
  for (const std::string& text : texts) {
    const auto sentences = SentencesOf(text);
    pool.insert(pool.end(), sentences.begin(), sentences.end());
    if (!sentences.empty()) counts.push_back(sentences.size());
  }
  std::vector<std::string> made;
  if (pool.empty()) return made;
  Random random(seed);
  for (size_t size = 0; size < bytes; size += made.back().size() + 1) {
    std::string text;
    for (size_t left = counts[random.Below(counts.size())]; left > 0; --left) {
      AppendOnOneLine(pool[random.Below(pool.size())], &text);
    }
    made.push_back(std::move(text));
  }
  return made;
}

}  // namespace cxo::bench
