// A pack over labelled texts while both are edited: each save costs what it changes, not what is
// there.
#pragma once

#include <memory>
#include <vector>

#include "classifier/classifier.h"
#include "classifier/eval/gold.h"
#include "classifier/eval/matched_corpus.h"
#include "classifier/eval/side_verdicts.h"

namespace cxo {

// A classifier with what it says of rows. The verdicts refer to its pack.
struct SettledSide {
  std::unique_ptr<const Classifier> classifier;
  SideVerdicts verdicts;
};

// The verdicts are always those that a fresh start with the same pack and rows would give. One
// thread calls; the work is done on up to `threads`.
class LiveSide {
 public:
  // `rows` must be there until others are taken.
  LiveSide(std::unique_ptr<const Classifier> classifier, const std::vector<GoldRow>& rows,
           size_t threads);

  const Classifier& classifier() const { return *now_.classifier; }
  const Pack& pack() const { return now_.classifier->pack(); }
  const MatchedCorpus& corpus() const { return corpus_; }
  const SideVerdicts& verdicts() const { return now_.verdicts; }

  // Other rows from now on, which must be there until others are taken; those so far must be there
  // still.
  void TakeRows(const std::vector<GoldRow>& rows);

  // Another pack from now on. Gives back the one so far, with its verdicts on the same rows.
  SettledSide TakePack(std::unique_ptr<const Classifier> classifier);

 private:
  void Decide() { now_.verdicts = DecideSide(*now_.classifier, corpus_, threads_); }

  size_t threads_;
  SettledSide now_;
  MatchedCorpus corpus_;
};

}  // namespace cxo
