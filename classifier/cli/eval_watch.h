// `cxo eval --watch`: what an edit made better and worse.
#pragma once

#include "classifier/cli/commands.h"
#include "classifier/cli/streams.h"
#include "classifier/io/interrupt.h"

namespace cxo {

// Runs until it is interrupted; returns the exit status.
int WatchEval(const EvalCommand& command, const Streams& streams, const Interrupt& interrupt);

}  // namespace cxo
