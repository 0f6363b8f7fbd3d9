// Lints: parts of a valid pack that cannot do what they seem to say.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "classifier/classifier.h"
#include "classifier/error/result.h"
#include "classifier/pack/pack.h"

namespace cxo {

// Warnings about the classifier's pack, by file, line and column:
//   - the same pattern stands in two rules of one label, or in two roles of one guard
//   - a phrase of a rule, or of a role of a guard, that finds nothing but what another one finds
//   - the same pattern stands in rules of two labels that weigh for them under the same conditions
//   - a signal that no condition looks at and that has no weights of its own
//   - a guard that bears on no rule
//   - a rule of weight 0
//   - a pattern that has to be looked for in every text by itself, which is slow
// `folder` ("rules/") goes in front of files that a message names, so that an editor finds them;
// the sources of the warnings are names alone.
std::vector<Error> LintPack(const Classifier& classifier, std::string_view folder = "");

// Warnings about biases of profiles that take the place of those of words.toml, which mean nothing
// without its words, nor these without them. Over biases by hand a profile does what it is for.
// `pack` is as it was read, with no profile applied.
std::vector<Error> LintProfiles(const Pack& pack);

// A warning if the pack has no [decision]: what is left at its default then. The place is the file
// in which one would look for it.
std::optional<Error> LintDecision(const Pack& pack);

}  // namespace cxo
