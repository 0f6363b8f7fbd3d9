// One session over all rows.
#include "classifier/eval/predict.h"

namespace cxo {

Prediction PredictionOf(const GoldRow& row, const Verdict& verdict) {
  return {.gold = row.label,
          .predicted = verdict.label,
          .confidence = verdict.confidence,
          .defensible = row.Allows(verdict.label)};
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
