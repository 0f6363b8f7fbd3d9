// Sums per bin, then means.
#include "classifier/eval/calibration.h"

#include <algorithm>
#include <cmath>

namespace cxo {

Calibration Calibrate(const std::vector<Prediction>& predictions) {
  Calibration calibration;
  for (const Prediction& one : predictions) {
    const auto last = static_cast<int>(calibration.bins.size()) - 1;
    const int index = std::clamp(static_cast<int>(one.confidence * 10), 0, last);
    ReliabilityBin& bin = calibration.bins[static_cast<size_t>(index)];
    ++bin.rows;
    bin.confidence += one.confidence;
    bin.accuracy += one.gold == one.predicted ? 1 : 0;
  }
  for (ReliabilityBin& bin : calibration.bins) {
    if (bin.rows == 0) continue;
    const auto rows = static_cast<double>(bin.rows);
    bin.confidence /= rows;
    bin.accuracy /= rows;
    calibration.expected_error +=
        rows / static_cast<double>(predictions.size()) * std::abs(bin.accuracy - bin.confidence);
  }
  return calibration;
}

}  // namespace cxo
