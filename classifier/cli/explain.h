// `cxo explain`: why a text got its label.
#pragma once

#include "classifier/cli/commands.h"
#include "classifier/cli/streams.h"

namespace cxo {

// Runs the command and returns the exit status.
int RunExplain(const ExplainCommand& command, const Streams& streams);

}  // namespace cxo
