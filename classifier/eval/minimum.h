// The minimum of a smooth convex function of many variables.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace cxo {

// How a search ended, from good to bad: at the minimum, as near as numbers tell; short of it, at
// the lowest point found; nowhere, for want of memory or because the function falls without end.
enum class SearchEnd : uint8_t { kMinimum, kOutOfSteps, kBrokeOff };

struct Minimum {
  std::vector<double> at;
  SearchEnd end = SearchEnd::kMinimum;
};

// Searches for the minimum of a function of `size` variables by limited-memory BFGS (liblbfgs),
// from 0, until its gradient is 1e-4 times as long as the variables (or 1, if they are shorter), or
// for `most_steps` steps. `evaluate` gives the value at a point and writes its gradient.
// Deterministic.
Minimum FindMinimum(size_t size, int most_steps,
                    const std::function<double(const double* at, double* gradient)>& evaluate);

}  // namespace cxo
