// Everything that `cxo tune --words` finds out, as data: weights of words and signals fitted to
// labelled texts, and what they are worth on rows that they were not fitted on.
#pragma once

#include <vector>

#include "classifier/classifier.h"
#include "classifier/error/result.h"
#include "classifier/eval/confidence_fit.h"
#include "classifier/eval/gold.h"
#include "classifier/eval/metrics.h"
#include "classifier/eval/paired_bootstrap.h"
#include "classifier/eval/tuning.h"
#include "classifier/eval/word_fit.h"
#include "classifier/eval/word_start.h"

namespace cxo {

struct WordTuning {
  WordRows rows;
  FittedWords fitted;        // on all rows
  FittedWords start;         // where an adaptation set out from; else empty
  FittedSubtypes subtypes;   // on all rows; of an adaptation as the pack has them
  Decision decision;         // bias, temperature and calibration that go with them
  ConfidenceFit confidence;  // its part in it, and why it is that of the pack if it is
  double voice = 1.0;        // what the weights of rules (WordRows::heard) count times
  std::string start_corpus;  // of an adaptation: what its start was fitted on
  bool adapted = false;  // the fit went on from the words of the pack; subtypes are as they were
  SearchEnd end = SearchEnd::kMinimum;  // the worst of all fits; never kBrokeOff
  // "rules" and "words", or "standing" and "adapted" words; in the latter of the two every row is
  // answered by a fit that has not seen it.
  std::vector<TuningMethod> methods;
  std::vector<Prediction> held_out;  // of the latter, by row
  PairedDifference difference;       // the latter minus the former, on the same rows
  // Rows whose subtypes are known and whose gold label has weights for some, and of how many of
  // these all were told right, or one at least, by a fit that has not seen them and was told the
  // label.
  size_t with_subtype = 0;
  size_t subtype_exact = 0;
  size_t subtype_overlap = 0;

  // True if the words are worth it: on rows not fitted on, macro-F1 is higher by something that
  // shows in three decimals, and by more than chance: its 95 % interval is above 0. An adaptation
  // is also worth it if accuracy is, and macro-F1 is not lower by more than chance: a few hundred
  // texts have too few of the rarer labels for their F1 to tell.
  bool helps() const {
    const bool surely = difference.is_higher() && difference.macro_f1.low > 0;
    return surely || (adapted && difference.accuracy.low > 0 && difference.macro_f1.high >= 0);
  }
};

// Fits weights of words and signals to `gold`, beside the rules of `classifier`, whose pack must
// have none; from nothing, or, if `start` is not null, from the words that TakeWords took out of
// that pack, which the fit leaves no further than the texts ask for (word_fit.h). Stratified
// cross-validation answers every row by a fit on the other folds (StratifiedFolds: rows of the same
// text are in one, so that texts may be repeated to weigh more); these answers give the calibration
// of confidence (FitConfidence, at temperature 1). The same for every number of threads. Fails if
// fewer than two labels have LeastRows rows, or if a fit breaks off.
Result<WordTuning> TuneWords(const Classifier& classifier, const GoldFile& gold,
                             const TuningOptions& options, const WordStart* start = nullptr);

}  // namespace cxo
