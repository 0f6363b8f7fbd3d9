// What all matchers share.
#include "classifier/match/matcher.h"

#include "classifier/match/workspace.h"

namespace cxo {

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
