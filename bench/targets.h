// The targets that the project has set itself, against what was measured.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bench/results.h"

namespace cxo::bench {

struct Target {
  std::string what;
  std::string unit;  // "x", "%", "ms", "MB"
  double target = 0;
  bool at_most = false;            // else at least
  std::optional<double> stretch;   // the better value to wish for
  std::optional<double> measured;  // nothing: a figure that it needs was not run
};

// Every target, filled from `results` as far as they go.
std::vector<Target> Targets(const Results& results);

void PrintTargets(const std::vector<Target>& targets);
std::string TargetsJson(const std::vector<Target>& targets);  // an array

}  // namespace cxo::bench
