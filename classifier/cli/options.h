// From the words of the command line to a Command. Only options*.cc see Boost.Program_options.
#pragma once

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

// The lines below an error in `words`: CommandHint for a first word that may be a command, and the
// page that has the options, "Try `cxo eval --help`."
std::string Advice(const std::vector<std::string>& words);

// The question whether `word`, a file name to the program, is a mistyped or shortened command:
// "`tun` was read as a file name; is the command `tune` meant?". Empty if it is like none.
std::string CommandHint(std::string_view word);

// How a text is given, for words that name no file and look like none: "a text is given as `echo
// "process development" | cxo` or ...". Empty if the first of them has a dot or slash.
std::string TextHint(const std::vector<std::string>& words);

}  // namespace cxo
