// Lints: parts of a valid pack that cannot do what they seem to say.
#pragma once

#include <vector>

#include "classifier/classifier.h"
#include "classifier/error/result.h"

namespace cxo {

// Warnings about the classifier's pack, by file, line and column:
//   - the same pattern stands in two rules of one label, or in two roles of one guard
//   - a signal that no condition looks at and that has no weights of its own
//   - a guard that bears on no rule
//   - a rule of weight 0
//   - a pattern that has to be looked for in every text by itself, which is slow
std::vector<Error> LintPack(const Classifier& classifier);

}  // namespace cxo
