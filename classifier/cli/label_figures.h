// Names and figures of labels as text. Where no row says anything about one it is "-": 0.000 would
// look like the worst that there is.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>

#include "classifier/eval/metrics.h"

namespace cxo {

// How wide a column is that holds the names of these labels and a space: `least` at least.
template <typename Labels>
size_t LabelColumn(const Labels& labels, size_t least) {
  for (const auto& label : labels) least = std::max(least, label.name.size() + 1);
  return least;
}

// "0.875", or "-" where nothing was said to have the label.
std::string PrecisionText(const LabelScore& score);

// The same; "-" where nothing has it.
std::string RecallText(const LabelScore& score);

// The same; "-" where both is so: the label is not part of macro-F1 then.
std::string F1Text(const LabelScore& score);

}  // namespace cxo
