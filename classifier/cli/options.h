// From the words of the command line to a Command. The only place that sees Boost.Program_options.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/cli/commands.h"
#include "classifier/error/result.h"

namespace cxo {

// Parses the words after the program's name. Errors are wrong use; their messages name the option
// and, for a word that is nearly right, the right one.
Result<Command> ParseCommandLine(const std::vector<std::string>& words);

// The help page of a command, or of the program for an empty topic. Fails on an unknown topic.
Result<std::string> HelpText(const std::string& topic);

// The call that shows the options that `words` could have: "cxo eval --help".
std::string HelpCallFor(const std::vector<std::string>& words);

// The words that name a command, in the order of the help page.
std::span<const std::string_view> CommandNames();

}  // namespace cxo
