// weights.toml: what a fit found, as the pack reads it. Only what differs from the hand values is
// written, so that a change of a rule's weight by hand still counts where the fit had nothing to
// say, and so that a difference of two such files shows what moved.
#pragma once

#include <string>

#include "classifier/eval/tuning.h"
#include "classifier/pack/pack.h"

namespace cxo {

// Where a fit comes from.
struct WeightsOrigin {
  std::string gold;    // name of the file, without its folder
  std::string corpus;  // ContentDigest of it
  size_t rows = 0;
  TuningOptions options;
};

// The whole file. A pack loaded with it decides by tuning.fitted, to the last bit. `pack` is the
// one that was tuned.
std::string WeightsToml(const Pack& pack, const Tuning& tuning, const WeightsOrigin& origin);

// A number as it is written in a pack: shortest, with a point. "1.0", "-0.85", "1e-05".
std::string TomlNumber(double value);

}  // namespace cxo
