// `cxo suggest`: which phrases do these texts have that the pack lacks?
#pragma once

#include "classifier/cli/commands.h"
#include "classifier/cli/streams.h"

namespace cxo {

// Runs the command and returns the exit status.
int RunSuggest(const SuggestCommand& command, const Streams& streams);

}  // namespace cxo
