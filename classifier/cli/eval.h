// `cxo eval`: how good is the pack on labelled texts, for which label, because of which rule?
#pragma once

#include "classifier/cli/commands.h"
#include "classifier/cli/streams.h"

namespace cxo {

// Runs the command and returns the exit status.
int RunEval(const EvalCommand& command, const Streams& streams);

}  // namespace cxo
