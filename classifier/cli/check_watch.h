// `cxo check --watch`: what an edit brought to light, and what it settled.
#pragma once

#include "classifier/cli/commands.h"
#include "classifier/cli/streams.h"

namespace cxo {

// Runs as Watch does; returns the exit status.
int WatchCheck(const CheckCommand& command, const Streams& streams);

}  // namespace cxo
