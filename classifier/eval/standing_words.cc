// The standing words may have seen some of these rows and the new ones have not, so that a doubt
// speaks for what is there.
#include "classifier/eval/standing_words.h"

#include <vector>

#include "classifier/eval/predict.h"
#include "classifier/eval/significance.h"

namespace cxo {

bool WordsReplaced::is_better() const { return won > lost && p_value <= kSignificance; }

WordsReplaced CompareWords(const Classifier& standing, const GoldFile& gold,
                           const WordTuning& tuning) {
  const std::vector<Prediction> before = Predict(standing, gold.rows);
  WordsReplaced result;
  for (size_t i = 0; i < before.size(); ++i) {
    const bool was_right = before[i].predicted == before[i].gold;
    const bool is_right = tuning.held_out[i].predicted == tuning.held_out[i].gold;
    result.won += is_right && !was_right ? 1 : 0;
    result.lost += was_right && !is_right ? 1 : 0;
  }
  result.p_value = McNemarTest(result.won, result.lost);
  return result;
}

}  // namespace cxo
