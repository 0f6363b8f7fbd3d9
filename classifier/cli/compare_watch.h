// `cxo compare --watch`: how the difference between two packs grows and shrinks while one is
// edited.
#pragma once

#include "classifier/cli/commands.h"
#include "classifier/cli/streams.h"
#include "classifier/io/interrupt.h"

namespace cxo {

// Runs until it is interrupted; returns the exit status.
int WatchCompare(const CompareCommand& command, const Streams& streams, const Interrupt& interrupt);

}  // namespace cxo
