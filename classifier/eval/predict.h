// A classifier over labelled texts.
#pragma once

#include <vector>

#include "classifier/classifier.h"
#include "classifier/eval/gold.h"
#include "classifier/eval/metrics.h"

namespace cxo {

// What `verdict` says of `row`.
Prediction PredictionOf(const GoldRow& row, const Verdict& verdict);

// What `classifier` says of each row, in order.
std::vector<Prediction> Predict(const Classifier& classifier, const std::vector<GoldRow>& rows);

}  // namespace cxo
