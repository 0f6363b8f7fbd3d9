// `cxo tune`: which weights do the labelled texts ask for, and are they better than those by hand?
#pragma once

#include "classifier/cli/commands.h"
#include "classifier/cli/streams.h"

namespace cxo {

// Runs the command and returns the exit status.
int RunTune(const TuneCommand& command, const Streams& streams);

}  // namespace cxo
