// Asks /proc, /sys, the compiler's macros, the matcher and git.
#include "bench/machine.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <memory>

#include <fmt/core.h>
#include <sched.h>

#include "classifier/io/json_string.h"
#include "classifier/match/word_spans.h"

namespace cxo::bench {
namespace {

std::string LineAfter(const char* path, const std::string& key) {
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with(key)) continue;
    const size_t colon = line.find(": ");
    return colon == std::string::npos ? line : line.substr(colon + 2);
  }
  return "unknown";
}

std::string FirstLine(const std::string& path) {
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  return line;
}

std::string OutputOf(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), &pclose);
  if (!pipe) return "";
  std::array<char, 256> line{};
  if (std::fgets(line.data(), line.size(), pipe.get()) == nullptr) return "";
  std::string text = line.data();
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

unsigned UsableCores() {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
  return static_cast<unsigned>(CPU_COUNT(&set));
}

std::string Caches() {
  std::string caches;
  for (int i = 0; i < 4; ++i) {
    const std::string folder = fmt::format("/sys/devices/system/cpu/cpu0/cache/index{}/", i);
    if (FirstLine(folder + "type") == "Instruction") continue;
    const std::string size = FirstLine(folder + "size");
    if (!size.empty()) caches += (caches.empty() ? "" : " ") + size;
  }
  return caches;
}

std::string Compiler() {
#ifdef __clang__
  const std::string name = "clang ";
#else
  const std::string name = "g++ ";
#endif
  return name + __VERSION__ + ", " + CXO_BUILD_TYPE;
}

std::string Now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M UTC", &parts);
  return text.data();
}

}  // namespace

Machine ThisMachine(const std::string& root) {
  Machine machine;
  machine.processor = LineAfter("/proc/cpuinfo", "model name");
  machine.cores = UsableCores();
  machine.caches = Caches();
  machine.compiler = Compiler();
  machine.vector_target = WordsLoops().front().name;
  machine.commit = OutputOf("git -C '" + root + "' describe --always --dirty 2>/dev/null");
  machine.date = Now();
  double load = 0;
  if (getloadavg(&load, 1) == 1) machine.load = load;
  return machine;
}

std::string MachineText(const Machine& machine) {
  return fmt::format("{}, {} cores, caches {}; vectors {}; {}; commit {}; {}; load before {:.1f}",
                     machine.processor, machine.cores, machine.caches, machine.vector_target,
                     machine.compiler, machine.commit, machine.date, machine.load);
}

std::string MachineJson(const Machine& machine) {
  return fmt::format(
      "{{\"processor\": {}, \"cores\": {}, \"caches\": {}, \"vectors\": {}, \"compiler\": {}, "
      "\"commit\": {}, \"date\": {}, \"load\": {:.2f}}}",
      JsonString(machine.processor), machine.cores, JsonString(machine.caches),
      JsonString(machine.vector_target), JsonString(machine.compiler), JsonString(machine.commit),
      JsonString(machine.date), machine.load);
}

}  // namespace cxo::bench
