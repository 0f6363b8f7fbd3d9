// `cxo check --watch`: what an edit brought to light, and what it settled.
#pragma once

#include "classifier/cli/commands.h"
#include "classifier/cli/streams.h"
#include "classifier/io/interrupt.h"

namespace cxo {

// Runs until it is interrupted; returns the exit status.
int WatchCheck(const CheckCommand& command, const Streams& streams, const Interrupt& interrupt);

}  // namespace cxo
