// Whole programs as users start them, with what they take of time and memory.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace cxo::bench {

struct Command {
  std::vector<std::string> words;    // the program first; looked up in PATH
  std::string input = "/dev/null";   // a file for standard input
  std::string output = "/dev/null";  // a file for standard output, replaced
};

struct Finished {
  int status = -1;       // exit status; -1 if it could not be started or was killed
  double seconds = 0;    // of wall clock, from before the start to the end
  double megabytes = 0;  // the most memory that was resident; of PeakMemoryOf alone
};

// Runs it to its end. Standard error goes to the one of this program only if `loud`.
Finished RunChild(const Command& command, bool loud = false);

// The same, while its memory is looked at every other millisecond. (The system's own sum,
// ru_maxrss, counts what this program had when it started the other.)
Finished PeakMemoryOf(const Command& command);

// Whether there is a program of this name in PATH.
bool IsInstalled(const std::string& program);

}  // namespace cxo::bench
