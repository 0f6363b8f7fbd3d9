// `cxo check`: is the pack valid, do its examples pass, does it say anything in vain?
#pragma once

#include "classifier/cli/commands.h"
#include "classifier/cli/streams.h"

namespace cxo {

// Runs the command and returns the exit status.
int RunCheck(const CheckCommand& command, const Streams& streams);

}  // namespace cxo
