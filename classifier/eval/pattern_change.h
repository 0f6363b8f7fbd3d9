// What an edit of a pack means for matching: most patterns are as they were, at another index.
#pragma once

#include <cstdint>
#include <vector>

#include "classifier/pack/pack.h"

namespace cxo {

// Patterns are told apart by their meaning (Pattern::regex) alone, for hits depend on nothing else.
struct PatternChange {
  // For each pattern of the pack before, the patterns of the pack now that have its meaning. Where
  // several before have the same meaning, the first of them stands for all, the others have none.
  std::vector<std::vector<uint32_t>> successors;
  std::vector<uint32_t> fresh;  // patterns of the pack now whose meaning is new, ascending

  // True if every pattern is there still, at its index: hits stay what they are.
  bool none = false;
};

PatternChange ComparePatterns(const Pack& before, const Pack& now);

}  // namespace cxo
