// What there is to say of a pack that can be read: errors, examples that fail, lints.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "classifier/cli/commands.h"
#include "classifier/error/result.h"
#include "classifier/eval/data_lints.h"
#include "classifier/pack/pack.h"

namespace cxo {

struct Findings {
  std::vector<Error> errors;    // the pack is refused
  size_t examples = 0;          // tried
  size_t todo = 0;              // of them, known failures that still fail
  std::vector<Error> failures;  // of examples
  std::vector<Error> lints;
  std::optional<std::vector<DataLint>> data;  // with labelled texts
};

// Compiles each pattern of `pack` alone, runs the examples under every profile that has some, and
// lints under the chosen one. Places in a file are named by it alone, without the folder.
Findings FindingsOf(const Pack& pack, const PackChoice& choice);

// "781 rules, 335 composites".
std::string RuleCounts(const Pack& pack);

// What the pack holds and how many findings there are, in a line.
std::string FindingsSummary(const Pack& pack, const Findings& findings);

}  // namespace cxo
