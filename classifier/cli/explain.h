// `cxo explain`: why a text got its label.
#pragma once

#include "classifier/cli/commands.h"
#include "classifier/cli/streams.h"
#include "classifier/io/interrupt.h"

namespace cxo {

// Runs the command and returns the exit status. `interrupt` ends the input when raised.
int RunExplain(const ExplainCommand& command, const Streams& streams, Interrupt* interrupt);

}  // namespace cxo
