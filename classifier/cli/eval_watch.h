// `cxo eval --watch`: what an edit made better and worse.
#pragma once

#include "classifier/cli/commands.h"
#include "classifier/cli/streams.h"

namespace cxo {

// Runs as Watch does; returns the exit status.
int WatchEval(const EvalCommand& command, const Streams& streams);

}  // namespace cxo
