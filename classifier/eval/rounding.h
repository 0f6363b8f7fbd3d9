// Numbers that people read in the files that fits write.
#pragma once

#include <cmath>

namespace cxo {

// The nearest multiple of 1 / parts, halves away from 0; never -0.
inline double RoundTo(double value, double parts) {
  return std::round(value * parts) / parts + 0.0;
}

}  // namespace cxo
