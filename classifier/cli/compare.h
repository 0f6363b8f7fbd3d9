// `cxo compare`: which texts do two packs, profiles or sets of weights decide differently, because
// of which rules, and is one better than the other?
#pragma once

#include "classifier/cli/commands.h"
#include "classifier/cli/streams.h"

namespace cxo {

// Runs the command and returns the exit status.
int RunCompare(const CompareCommand& command, const Streams& streams);

}  // namespace cxo
