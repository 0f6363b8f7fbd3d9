// Figures of a label as text. Where no row says anything about one it is "-": 0.000 would look like
// the worst that there is.
#pragma once

#include <string>

#include "classifier/eval/metrics.h"

namespace cxo {

// "0.875", or "-" where nothing was said to have the label.
std::string PrecisionText(const LabelScore& score);

// The same; "-" where nothing has it.
std::string RecallText(const LabelScore& score);

// The same; "-" where both is so: the label is not part of macro-F1 then.
std::string F1Text(const LabelScore& score);

}  // namespace cxo
