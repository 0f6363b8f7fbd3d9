// Stratified folds for cross-validation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "classifier/pack/pack.h"

namespace cxo {

// For each row the fold (0 to `folds` - 1) in which it is held out. The rows of each label are
// shuffled by `seed` and dealt out in turn, the dealing going on from label to label, so that folds
// differ by at most one row in size and by at most one row of each label. Deterministic.
std::vector<size_t> StratifiedFolds(const std::vector<LabelIndex>& gold, size_t folds,
                                    uint64_t seed);

}  // namespace cxo
