// Does confidence mean what it says?
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "classifier/eval/metrics.h"

namespace cxo {

// One of ten bins of equal width: confidences from i/10 up to, not including, (i+1)/10; the last
// bin includes 1.
struct ReliabilityBin {
  uint64_t rows = 0;
  double confidence = 0.0;  // mean of the rows in it
  double accuracy = 0.0;    // share of them that are right
};

struct Calibration {
  std::array<ReliabilityBin, 10> bins;
  // Mean over rows of |accuracy - confidence| of their bin (Naeini et al., 2015).
  double expected_error = 0.0;
};

Calibration Calibrate(const std::vector<Prediction>& predictions);

}  // namespace cxo
