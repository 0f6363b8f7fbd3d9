// `cxo check`: is the pack valid, do its examples pass, does it say anything in vain?
#pragma once

#include "classifier/cli/commands.h"
#include "classifier/cli/streams.h"
#include "classifier/io/interrupt.h"

namespace cxo {

// Runs the command and returns the exit status.
int RunCheck(const CheckCommand& command, const Streams& streams, const Interrupt& interrupt);

}  // namespace cxo
