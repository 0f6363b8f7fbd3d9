// What a figure was measured on: without it the figure says nothing.
#pragma once

#include <string>

namespace cxo::bench {

struct Machine {
  std::string processor;      // model name as the kernel has it
  unsigned cores = 0;         // that this process may use
  std::string caches;         // of the first core: "48K 2048K 266240K"
  std::string compiler;       // name, version, kind of build
  std::string vector_target;  // which of the vector loops of matching runs: "AVX-512"
  std::string commit;         // of the sources; "-dirty" if they are changed
  std::string date;           // UTC
  double load = 0;            // of the machine before it began, over a minute
};

// `root` is the folder of the sources.
Machine ThisMachine(const std::string& root);

std::string MachineText(const Machine& machine);
std::string MachineJson(const Machine& machine);  // an object

}  // namespace cxo::bench
