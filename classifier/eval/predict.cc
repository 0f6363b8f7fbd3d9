// One session over all rows.
#include "classifier/eval/predict.h"

#include <algorithm>

namespace cxo {

Prediction PredictionOf(const GoldRow& row, const Verdict& verdict) {
  Prediction one{.gold = row.label, .predicted = verdict.label, .confidence = verdict.confidence};
  one.defensible = verdict.label == row.label || std::find(row.also_ok.begin(), row.also_ok.end(),
                                                           verdict.label) != row.also_ok.end();
  return one;
}

std::vector<Prediction> Predict(const Classifier& classifier, const std::vector<GoldRow>& rows) {
  Classifier::Session session(classifier);
  std::vector<Prediction> predictions;
  predictions.reserve(rows.size());
  for (const GoldRow& row : rows) {
    predictions.push_back(PredictionOf(row, session.Classify(row.text)));
  }
  return predictions;
}

}  // namespace cxo
