// Matching is followed step by step (MatchedCorpus), deciding is quick enough to be done anew.
#include "classifier/eval/live_side.h"

#include <utility>

namespace cxo {

LiveSide::LiveSide(std::unique_ptr<const Classifier> classifier, const std::vector<GoldRow>& rows,
                   size_t threads)
    : threads_(threads), now_{std::move(classifier), {}}, corpus_(*now_.classifier, rows, threads) {
  Decide();
}

void LiveSide::TakeRows(const std::vector<GoldRow>& rows) {
  corpus_.TakeRows(rows, *now_.classifier, threads_);
  Decide();
}

SettledSide LiveSide::TakePack(std::unique_ptr<const Classifier> classifier) {
  corpus_.TakePatterns(pack(), *classifier, threads_);
  SettledSide before = std::exchange(now_, {std::move(classifier), {}});
  Decide();
  return before;
}

}  // namespace cxo
