// `cxo classify`: texts in, labels out.
#pragma once

#include "classifier/cli/commands.h"
#include "classifier/cli/streams.h"
#include "classifier/io/interrupt.h"

namespace cxo {

// Runs the command and returns the exit status. `interrupt` ends the run at a row when raised.
int RunClassify(const ClassifyCommand& command, const Streams& streams, Interrupt* interrupt);

}  // namespace cxo
