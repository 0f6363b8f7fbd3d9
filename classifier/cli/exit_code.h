// What the program's exit status says; scripts depend on it.
#pragma once

#include "classifier/error/result.h"

namespace cxo {

enum ExitCode : int {
  kExitDone = 0,      // all done
  kExitFound = 1,     // done, but something was found: rejected rows, failed examples, lints
  kExitUsage = 2,     // wrong use
  kExitPack = 3,      // the rule pack is refused
  kExitInput = 4,     // the input is refused
  kExitOutput = 5,    // the output could not be written completely, for want of memory too
  kExitSignal = 128,  // plus the number of the signal that ended the run
};

// What a run ends with whose output could not be written, or was refused before anything was.
inline ExitCode CodeOfOutput(const Error& error) {
  return error.wrong_use ? kExitUsage : kExitOutput;
}

}  // namespace cxo
