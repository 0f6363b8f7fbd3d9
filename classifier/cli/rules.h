// `cxo rules`: what the pack says, listed or shown whole.
#pragma once

#include "classifier/cli/commands.h"
#include "classifier/cli/streams.h"

namespace cxo {

// Runs the command and returns the exit status.
int RunRules(const RulesCommand& command, const Streams& streams);

}  // namespace cxo
