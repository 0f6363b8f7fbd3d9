// How scores become a label, as it is written: a pack that has been read holds the numbers that
// hold, not the ones in their shadow, and no places.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/pack/faults.h"
#include "classifier/pack/pack.h"

namespace cxo {

struct DecisionSource {
  // A key of [decision] that words.toml has as well: its numbers were fitted together with the
  // words and stand above.
  struct Overruled {
    std::string_view key;            // "bias", "threshold", "temperature" or "calibration"
    std::vector<std::string> parts;  // what of it: "CRO", "slope"; empty if it is all of it
    Place place;                     // of the key
  };
  std::vector<Overruled> overruled;   // in the order of [decision]
  std::map<std::string, Place> bias;  // by label: of the bias that holds, profiles aside
};

// Of the pack that `files` make, which are those of a pack that ParsePack takes, with their
// content.
DecisionSource DecisionSourceOf(const std::vector<PackFile>& files);

}  // namespace cxo
