// `cxo compare --watch`: how the difference between two packs grows and shrinks while one is
// edited.
#pragma once

#include "classifier/cli/commands.h"
#include "classifier/cli/streams.h"

namespace cxo {

// Runs as Watch does; returns the exit status.
int WatchCompare(const CompareCommand& command, const Streams& streams);

}  // namespace cxo
