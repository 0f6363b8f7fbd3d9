// The benchmark program: makes inputs, runs the parts that were asked for, writes what came out.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/core.h>
#include <sys/resource.h>

#include "bench/loading.h"
#include "bench/machine.h"
#include "bench/matchers.h"
#include "bench/options.h"
#include "bench/pictures.h"
#include "bench/program_inputs.h"
#include "bench/programs.h"
#include "bench/results.h"
#include "bench/rule_sets.h"
#include "bench/scaling.h"
#include "bench/stages.h"
#include "bench/targets.h"
#include "bench/texts.h"

namespace cxo::bench {
namespace {

void RunParts(const Options& options, const Texts& texts, const RuleSet& hand, Results* results) {
  const RuleMaker maker(texts.ForRules());
  for (const std::string& part : options.parts) {
    if (part == "matchers") RunMatchers(options, texts, hand, maker, results);
    if (part == "programs") RunPrograms(options, texts, hand, results);
    if (part == "scaling") RunScaling(options, texts, hand, maker, results);
    if (part == "loading") RunLoading(options, texts, maker, results);
    if (part == "stages") RunStages(texts, {}, options.out + "/stages.json");
  }
}

void WriteAll(const Options& options, const Texts& texts, const Machine& machine,
              const Results& results) {
  const std::vector<Target> targets = Targets(results);
  PrintTargets(targets);
  std::string origin;
  for (const char c : texts.origin()) origin += c == '"' || c == '\\' ? '_' : c;
  WriteFile(options.out + "/results.json",
            fmt::format("{{\n  \"machine\": {},\n  \"texts\": \"{}\",\n  \"rounds\": {},\n"
                        "  \"figures\": {},\n  \"targets\": {}\n}}\n",
                        MachineJson(machine), origin, options.rounds,
                        FiguresJson(results.figures()), TargetsJson(targets)));
  std::string written = "results.json";
  const std::string subtitle = machine.processor + ", " + machine.date + ", " + machine.commit;
  const auto picture = [&](const char* name, const std::string& svg) {
    if (svg.empty()) return;
    WriteFile(options.out + "/" + name, svg);
    written += std::string(", ") + name;
  };
  picture("peers.svg", PeersSvg(results, subtitle));
  picture("scaling.svg", ScalingSvg(results, subtitle));
  fmt::print("\n{} in {}\n", written, options.out);
}

// A peer or pack that eats all memory is to fail, not to take the machine down.
void LimitMemory(size_t gigabytes) {
  rlimit limit{};
  if (getrlimit(RLIMIT_AS, &limit) != 0) return;
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, gigabytes << 30U);
  setrlimit(RLIMIT_AS, &limit);
}

int Run(const std::vector<std::string>& words) {
  const Result<Options> options = ParseOptions(words);
  if (!options.ok()) {
    fmt::print(stderr, "cxo_bench: {}\n", Format(options.error()));
    return 2;
  }
  if (options->help) {
    fmt::print("{}", Usage());
    return 0;
  }
  const auto texts = Texts::Load(options->companies, options->root + "/corpus");
  const auto hand = ReadHandRules(options->root + "/bench/hand_rules.txt");
  if (!texts.ok() || !hand.ok()) {
    fmt::print(stderr, "cxo_bench: {}\n", Format(texts.ok() ? hand.error() : texts.error()));
    return 1;
  }
  LimitMemory(options->memory_gigabytes);
  if (!options->benchmark.empty()) return RunStages(*texts, options->benchmark, "");
  std::filesystem::create_directories(options->out);
  const Machine machine = ThisMachine(options->root);
  fmt::print("{}\ntexts: {}\n", MachineText(machine), texts->origin());
  Results results;
  RunParts(*options, *texts, *hand, &results);
  WriteAll(*options, *texts, machine, results);
  return 0;
}

}  // namespace
}  // namespace cxo::bench

int main(int argc, char** argv) {
  try {
    return cxo::bench::Run({argv + 1, argv + argc});
  } catch (const std::exception& error) {  // of files and memory, in a library's words
    std::fprintf(stderr, "cxo_bench: %s\n", error.what());
    return 1;
  }
}
