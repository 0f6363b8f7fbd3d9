// The whole program behind main(): words in, exit status out.
#pragma once

#include <string>
#include <vector>

#include "classifier/cli/streams.h"
#include "classifier/io/interrupt.h"

namespace cxo {

// Runs the command line `words` (without the program's name) over the given streams.
int RunProgram(const std::vector<std::string>& words, const Streams& streams, Interrupt* interrupt);

}  // namespace cxo
