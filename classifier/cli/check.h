// `cxo check`: is the pack valid, do its examples pass, does it say anything in vain?
#pragma once

#include <string>
#include <vector>

#include "classifier/cli/commands.h"
#include "classifier/cli/streams.h"
#include "classifier/error/result.h"
#include "classifier/io/interrupt.h"

namespace cxo {

// Runs the command and returns the exit status.
int RunCheck(const CheckCommand& command, const Streams& streams, const Interrupt& interrupt);

// What there is to say of a pack.
struct CheckAnswer {
  std::vector<Error> errors;  // the pack is refused; the rest says nothing then
  std::vector<Error> found;   // failed examples, then lints
  std::string summary;        // one line
};
CheckAnswer CheckPack(const CheckCommand& command);

}  // namespace cxo
