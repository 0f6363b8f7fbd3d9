// A classifier with a tiny pack, for targets that need labels and evidence but not many.
#pragma once

#include "classifier/classifier.h"

namespace cxo {

// Made once for a process; what it costs would be paid for every input otherwise.
const Classifier& SmallClassifier();

}  // namespace cxo
