// What an edit did to a pack, by name.
#pragma once

#include <string>
#include <vector>

#include "classifier/pack/pack.h"

namespace cxo {

// Ids of rules, composites and guards, each list ascending. A part is changed if it can decide
// otherwise: notes, examples, locks, places and the order of patterns do not matter.
struct PackChange {
  std::vector<std::string> added;
  std::vector<std::string> removed;
  std::vector<std::string> changed;
  bool decision = false;  // biases, thresholds, calibration, limits of review
  bool words = false;     // what words and signals say for labels and subtypes
  bool labels = false;    // their names or order: label indexes mean something else

  bool none() const {
    return added.empty() && removed.empty() && changed.empty() && !decision && !words && !labels;
  }
};

PackChange ComparePacks(const Pack& before, const Pack& now);

}  // namespace cxo
