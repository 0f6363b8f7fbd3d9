// Matching is what takes time, so that nothing is matched twice: an edited pack brings a few new
// patterns, for which a small matcher of their own is enough, and an edited file a few new texts.
#include "classifier/eval/matched_corpus.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "classifier/eval/each_row.h"
#include "classifier/eval/pattern_change.h"

namespace cxo {

// One thread's work on texts whose pack has changed.
class MatchedCorpus::Rematching {
 public:
  // `fresh` looks for the fresh patterns of `change` alone, in their order.
  Rematching(const PatternChange& change, const Matcher& fresh, const Matcher& all)
      : change_(change), fresh_(fresh), all_(all) {}

  void Work(Text* text) {
    // Where a budget was too small, or is now, there is nothing to build on.
    if (text->status == TextStatus::kOutOfMemory || !FindFresh(text->normal.text())) {
      Match(all_, &workspace_, text);
      return;
    }
    for (Hit& hit : found_) hit.pattern = change_.fresh[hit.pattern];
    for (const Hit& hit : text->hits) {
      for (const uint32_t now : change_.successors[hit.pattern]) found_.push_back({now, hit.span});
    }
    SortHits(&found_);
    text->hits.assign(found_.begin(), found_.end());
  }

 private:
  bool FindFresh(std::string_view normal) {
    found_.clear();
    return change_.fresh.empty() ||
           fresh_.Match(normal, &fresh_workspace_, &found_) == MatchStatus::kOk;
  }

  const PatternChange& change_;
  const Matcher& fresh_;
  const Matcher& all_;
  MatchWorkspace fresh_workspace_;
  MatchWorkspace workspace_;
  std::vector<Hit> found_;
};

MatchedCorpus::MatchedCorpus(const Classifier& classifier, const std::vector<GoldRow>& rows,
                             size_t threads)
    : rows_(&rows), texts_(rows.size()) {
  ForEachRow(rows.size(), threads, [&] {
    return [&, workspace = MatchWorkspace()](size_t i) mutable {
      Read(rows[i].text, &texts_[i]);
      Match(classifier.matcher(), &workspace, &texts_[i]);
    };
  });
}

void MatchedCorpus::Decide(size_t i, Decider* decider, Verdict* verdict) const {
  DecideWith(i, texts_[i].hits, decider, verdict);
}

void MatchedCorpus::DecideWith(size_t i, const std::vector<Hit>& hits, Decider* decider,
                               Verdict* verdict) const {
  const Text& text = texts_[i];
  verdict->status = text.status;
  decider->Decide({text.normal.text(), &text.segments}, hits, verdict);
  FinishVerdict(text.normal, verdict);
}

void MatchedCorpus::TakePatterns(const Pack& before, const Classifier& now, size_t threads) {
  const PatternChange change = ComparePatterns(before, now.pack());
  if (change.none) return;
  Pack fresh;
  for (const uint32_t i : change.fresh) fresh.patterns.push_back(now.pack().patterns[i]);
  const BuiltMatcher built = BuildFastMatcher(fresh);
  // What compiles among others compiles alone too; were it ever not so, all would be matched anew.
  if (built.matcher == nullptr) return MatchAll(now.matcher(), threads);
  ForEachRow(size(), threads, [&] {
    Rematching rematching(change, *built.matcher, now.matcher());
    return [this, rematching](size_t i) mutable { rematching.Work(&texts_[i]); };
  });
}

void MatchedCorpus::MatchAll(const Matcher& matcher, size_t threads) {
  ForEachRow(size(), threads, [&] {
    return [&, workspace = MatchWorkspace()](size_t i) mutable {
      Match(matcher, &workspace, &texts_[i]);
    };
  });
}

void MatchedCorpus::TakeRows(const std::vector<GoldRow>& rows, const Classifier& classifier,
                             size_t threads) {
  std::unordered_multimap<std::string_view, size_t> known;
  for (size_t i = 0; i < size(); ++i) known.emplace(row(i).text, i);
  std::vector<Text> texts(rows.size());
  std::vector<size_t> unknown;
  for (size_t i = 0; i < rows.size(); ++i) {
    const auto it = known.find(rows[i].text);
    if (it == known.end()) {
      unknown.push_back(i);
    } else {
      texts[i] = std::move(texts_[it->second]);
      known.erase(it);
    }
  }
  ForEachRow(unknown.size(), threads, [&] {
    return [&, workspace = MatchWorkspace()](size_t u) mutable {
      Read(rows[unknown[u]].text, &texts[unknown[u]]);
      Match(classifier.matcher(), &workspace, &texts[unknown[u]]);
    };
  });
  texts_ = std::move(texts);
  rows_ = &rows;
}

void MatchedCorpus::Read(const std::string& original, Text* text) {
  text->read = ReadText(original, false, &text->normal);
  text->segments.Assign(text->normal.text());
}

void MatchedCorpus::Match(const Matcher& matcher, MatchWorkspace* workspace, Text* text) {
  text->status = text->read;
  if (matcher.Match(text->normal.text(), workspace, &text->hits) == MatchStatus::kOk) return;
  text->hits.clear();
  text->status = TextStatus::kOutOfMemory;
}

}  // namespace cxo
