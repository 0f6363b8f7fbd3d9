// What `./dev bench` was asked for.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "classifier/error/result.h"

namespace cxo::bench {

struct Options {
  std::string root;               // the folder of the sources
  std::string program;            // the cxo to be measured
  std::string out;                // where results go
  std::string companies;          // a CSV of real texts; may not exist
  size_t megabytes = 8;           // of text for matchers, in process
  size_t program_megabytes = 16;  // of text for whole programs
  size_t rounds = 5;
  size_t memory_gigabytes = 6;     // that this program and those it starts may each ask for
  std::vector<std::string> parts;  // in the order in which they are run
  std::string race;                // of matchers: only sections whose name holds this
  // Words for Google Benchmark; if there are any, it alone runs.
  std::vector<std::string> benchmark;
  bool help = false;
};

// All parts that there are.
const std::vector<std::string>& PartNames();

// From the words after the program's name. Fails on words that mean nothing.
Result<Options> ParseOptions(const std::vector<std::string>& words);

// How to use it.
std::string Usage();

}  // namespace cxo::bench
