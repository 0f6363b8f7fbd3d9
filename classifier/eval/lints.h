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
//   - a pattern that has to be looked for in every text by itself, or that looks along a whole line
//     from each place where it may begin, which is slow
// `folder` ("rules/") goes in front of files that a message names, so that an editor finds them;
// the sources of the warnings are names alone.
std::vector<Error> LintPack(const Classifier& classifier, std::string_view folder = "");

// Warnings about profiles. `pack` is as it was read, with no profile applied, here and below.
//   - a rule gets the label and facet that it has
//   - a bias takes the place of one of words.toml, which means nothing without its words, nor these
//     without it; over biases by hand a profile does what it is for
std::vector<Error> LintProfiles(const Pack& pack);

// Warnings about names:
//   - a facet that one rule alone has, that no profile gives another, that nothing looks at, and
//     that is nearly another facet or a subtype of the label
//   - a list that no phrase names
std::vector<Error> LintNames(const Pack& pack);

// Warnings about [decision]:
//   - a key in place of which words.toml stands, so that it is without effect
//   - the biases alone, those of the default profile where it has its own, give a label, so that a
//     text without evidence gets it
std::vector<Error> LintNumbers(const Pack& pack);

// Warnings about words.toml:
//   - a rule that its fit has heard for another label than the rule has in its file
std::vector<Error> LintHeard(const Pack& pack);

// A warning if the pack has no [decision]: what is left at its default then. The place is the file
// in which one would look for it.
std::optional<Error> LintDecision(const Pack& pack);

}  // namespace cxo
