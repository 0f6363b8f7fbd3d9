// Matching in parallel: each thread takes every n-th row, so no result depends on who did it.
#include "classifier/eval/matched_corpus.h"

#include <algorithm>
#include <thread>

namespace cxo {

MatchedCorpus::MatchedCorpus(const Classifier& classifier, const std::vector<GoldRow>& rows,
                             size_t threads)
    : rows_(rows), texts_(rows.size()) {
  const size_t crew = std::clamp<size_t>(threads, 1, std::max<size_t>(rows.size(), 1));
  const auto match = [&](size_t first) {
    for (size_t i = first; i < rows.size(); i += crew) {
      Text& text = texts_[i];
      text.normal.Assign(rows[i].text);
      text.segments.Assign(text.normal.text());
      if (text.normal.had_invalid()) text.status = TextStatus::kInvalidUtf8;
      if (classifier.matcher().Match(text.normal.text(), &text.hits) != MatchStatus::kOk) {
        text.hits.clear();
        text.status = TextStatus::kOutOfMemory;
      }
    }
  };
  std::vector<std::thread> others;
  for (size_t t = 1; t < crew; ++t) others.emplace_back(match, t);
  match(0);
  for (std::thread& other : others) other.join();
}

void MatchedCorpus::Decide(size_t i, Decider* decider, Verdict* verdict) const {
  DecideWith(i, texts_[i].hits, decider, verdict);
}

void MatchedCorpus::DecideWith(size_t i, const std::vector<Hit>& hits, Decider* decider,
                               Verdict* verdict) const {
  const Text& text = texts_[i];
  verdict->status = text.status;
  decider->Decide({text.normal.text(), &text.segments}, hits, verdict);
  for (Evidence& one : verdict->evidence) one.span = text.normal.Original(one.span);
}

}  // namespace cxo
