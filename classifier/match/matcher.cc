// What all matchers share.
#include "classifier/match/matcher.h"

#include <algorithm>
#include <tuple>

#include "classifier/match/workspace.h"

namespace cxo {

void SortHits(std::vector<Hit>* hits) {
  std::sort(hits->begin(), hits->end(), [](const Hit& a, const Hit& b) {
    return std::tuple(a.span.begin, b.span.end, a.pattern) <
           std::tuple(b.span.begin, a.span.end, b.pattern);
  });
}

void TextHits::Add(uint32_t number, const std::vector<Hit>& of_text) {
  if (of_text.empty()) return;
  hits.insert(hits.end(), of_text.begin(), of_text.end());
  texts.push_back({number, static_cast<uint32_t>(hits.size())});
}

MatchStatus Matcher::MatchAll(std::string_view block, std::span<const Span> texts,
                              MatchWorkspace* workspace, TextHits* hits) const {
  hits->texts.clear();
  hits->hits.clear();
  for (uint32_t i = 0; i < texts.size(); ++i) {
    const std::string_view text = block.substr(texts[i].begin, texts[i].size());
    const MatchStatus status = Match(text, workspace, &workspace->of_text);
    if (status != MatchStatus::kOk) return status;
    hits->Add(i, workspace->of_text);
  }
  return MatchStatus::kOk;
}

MatchStatus Matcher::MatchOnce(std::string_view normal, std::vector<Hit>* hits) const {
  MatchWorkspace workspace;
  return Match(normal, &workspace, hits);
}

}  // namespace cxo
