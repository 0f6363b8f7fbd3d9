// Stratified folds for cross-validation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "classifier/pack/pack.h"

namespace cxo {

// For each of `texts` the index of the first that is the same. Pure.
std::vector<size_t> FirstOfText(const std::vector<std::string_view>& texts);

// For each row the fold (0 to `folds` - 1) in which it is held out. Rows of the same text are in
// one fold, under the label of the first of them, for no row may be answered by a fit on its twin;
// an empty `texts` says that no row repeats another. The texts of each label are shuffled by `seed`
// and dealt out in turn, the dealing going on from label to label, so that folds differ by at most
// one text in size and by at most one of each label. Deterministic. Whatever makes two texts the
// same for a fit should be gone from `texts`, which are by row: give it their normal forms.
std::vector<size_t> StratifiedFolds(const std::vector<LabelIndex>& gold,
                                    const std::vector<std::string_view>& texts, size_t folds,
                                    uint64_t seed);

}  // namespace cxo
