// What `cxo compare` reads beside the packs and leaves beside its figures, with --watch and
// without.
#pragma once

#include <optional>

#include "classifier/classifier.h"
#include "classifier/cli/commands.h"
#include "classifier/cli/comparison_report.h"
#include "classifier/cli/streams.h"
#include "classifier/error/result.h"
#include "classifier/eval/gold.h"

namespace cxo {

// The texts that the command compares on, with labels of `base` that `with` must know too. Nothing
// if they are refused: the fault has been said then.
std::optional<GoldFile> OpenComparedTexts(const CompareCommand& command, const Pack& base,
                                          const Pack& with, const Streams& streams);

// One side for a report; `classifier` must outlive it.
ComparedSide SideOf(const PackChoice& choice, const Classifier& classifier);

// Whether it can be written, before anything is compared.
Status TryFlips(const CompareCommand& command, const Pack& base, const Pack& with,
                const Streams& streams);

// Writes the file of flips, if the command asks for one.
Status WriteFlips(const CompareCommand& command, const ComparisonReport& report,
                  const Streams& streams);

}  // namespace cxo
