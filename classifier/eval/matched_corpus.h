// Gold rows whose patterns have been looked for once, so that deciding can be repeated as often as
// needed: for every rule left out, for every profile, for every set of weights, for every save of a
// rule file.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "classifier/classifier.h"
#include "classifier/eval/gold.h"

namespace cxo {

// The rows in normal form with their hits. Any number of threads may decide over it at once, but
// not while it takes other patterns or rows.
class MatchedCorpus {
 public:
  // Matches every row with the classifier's matcher on up to `threads` threads. The result does not
  // depend on their number. `rows` must outlive the corpus.
  MatchedCorpus(const Classifier& classifier, const std::vector<GoldRow>& rows, size_t threads);

  size_t size() const { return texts_.size(); }
  const std::vector<GoldRow>& rows() const { return *rows_; }
  const GoldRow& row(size_t i) const { return (*rows_)[i]; }
  std::string_view normal(size_t i) const { return texts_[i].normal.text(); }
  const Segments& segments(size_t i) const { return texts_[i].segments; }
  // As a matcher gives them, in bytes of the normal form.
  const std::vector<Hit>& hits(size_t i) const { return texts_[i].hits; }

  // The bytes of row i's own text that a range of its normal form came from.
  Span Original(size_t i, Span normal) const { return texts_[i].normal.Original(normal); }

  // The verdict on row i with `decider`, whose plan must be of a pack with the same patterns. Spans
  // are of the row's own text.
  void Decide(size_t i, Decider* decider, Verdict* verdict) const;

  // The same with these hits instead of the row's own, sorted as a matcher gives them.
  void DecideWith(size_t i, const std::vector<Hit>& hits, Decider* decider, Verdict* verdict) const;

  // From now on as if built with `now`. Only patterns whose meaning `before`, the pack so far, does
  // not have are looked for; the hits of the others are kept.
  void TakePatterns(const Pack& before, const Classifier& now, size_t threads);

  // From now on as if built with `rows`, which must outlive the corpus; those so far must still be
  // there. Only texts that were not among them are matched. `classifier` must be that of the
  // patterns.
  void TakeRows(const std::vector<GoldRow>& rows, const Classifier& classifier, size_t threads);

 private:
  struct Text {
    NormalText normal;
    Segments segments;
    std::vector<Hit> hits;
    TextStatus read = TextStatus::kOk;    // of reading it
    TextStatus status = TextStatus::kOk;  // of reading and matching it
  };
  class Rematching;

  static void Read(const std::string& original, Text* text);
  static void Match(const Matcher& matcher, MatchWorkspace* workspace, Text* text);
  void MatchAll(const Matcher& matcher, size_t threads);

  const std::vector<GoldRow>* rows_;
  std::vector<Text> texts_;
};

}  // namespace cxo
