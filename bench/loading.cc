// Packs of phrases, as people write them; expressions would cost a check by RE2 each.
#include "bench/loading.h"

#include <filesystem>
#include <new>
#include <utility>
#include <vector>

#include "bench/child.h"
#include "bench/program_inputs.h"
#include "bench/rounds.h"
#include "classifier/builtin/builtin_pack.h"
#include "classifier/classifier.h"

namespace cxo::bench {
namespace {

// Milliseconds, of reading alone or of both.
double Load(const std::vector<PackFile>& files, bool reading_alone) {
  std::vector<PackFile> copy = files;
  const Stopwatch watch;
  LoadedPack loaded = ParsePack(std::move(copy), "bench");
  if (reading_alone) return watch.Seconds() * 1e3;
  const BuiltClassifier built = BuildClassifier(*std::move(loaded.pack), {});
  return built.classifier ? watch.Seconds() * 1e3 : 0;
}

double LoadBuiltin() {
  const Stopwatch watch;
  const auto classifier = Classifier::Read(*LeanBuiltinPack(), BuiltinPatterns(), BuiltinPlan());
  return classifier ? watch.Seconds() * 1e3 : 0;
}

// Tries once: whoever runs out of memory is not tried again, whoever takes long is not repeated.
Measurement TimedLoad(const std::string& name, const std::vector<PackFile>& files,
                      bool reading_alone) {
  constexpr double kLong = 5'000;
  Measurement one = {{.section = "loading/compile", .name = name, .unit = "ms"}, {}};
  try {
    const double first = Load(files, reading_alone);
    if (first > kLong) {
      one.figure.remark = "one round";
      one.pass = [first] { return first; };
    } else {
      one.pass = [files, reading_alone] { return Load(files, reading_alone); };
    }
  } catch (const std::bad_alloc&) {
    one.figure.remark = "it ran out of memory";
  }
  return one;
}

Measurement Timed(const std::string& section, const std::string& name, Pass pass) {
  return {{.section = section, .name = name, .unit = "ms"}, std::move(pass)};
}

}  // namespace

void RunLoading(const Options& options, const Texts& texts, const RuleMaker& maker,
                Results* results) {
  const std::string folder = options.out + "/inputs";
  std::filesystem::create_directories(folder);
  std::vector<Measurement> compile;
  compile.push_back(Timed("loading/compile", "built-in pack", LoadBuiltin));
  for (const size_t count : {300, 1000, 3000, 10'000, 30'000, 50'000}) {
    const RuleSet rules = maker.Make(std::to_string(count), count, Frequency::kMixed);
    const auto files = FilesOf(rules, true);
    for (const bool reading : {true, false}) {
      compile.push_back(
          TimedLoad(rules.name + (reading ? " rules, reading" : " rules, both"), files, reading));
      if (!reading) compile.back().figure.x = static_cast<double>(count);
    }
    WritePack(rules, true, folder + "/phrases-" + rules.name);
  }
  MeasureAll(std::move(compile), options.rounds, results);

  WriteFile(folder + "/packaging.txt", "packaging\n");
  const auto start = [&](const std::vector<std::string>& words) -> Pass {
    const Command command = {words, folder + "/packaging.txt", "/dev/null"};
    return [command] { return RunChild(command).seconds * 1e3; };
  };
  MeasureAll({Timed("loading/start", "echo packaging | cxo", start({options.program})),
              Timed("loading/start", "the same, 300 rules from files",
                    start({options.program, "--rules", folder + "/phrases-300"})),
              Timed("loading/start", "true", start({"true"}))},
             4 * options.rounds, results);

  const TextFiles files = WriteTexts(texts.Descriptions(8'000'000), folder);
  std::vector<Measurement> memory;
  for (const char* rules : {"", "300", "10000"}) {
    std::vector<std::string> words = {options.program, "--threads", "2", files.lines};
    if (*rules != '\0') {
      words.insert(words.begin() + 1, {"--rules", folder + "/phrases-" + rules});
    }
    const Command command = {words, "/dev/null", "/dev/null"};
    const std::string name = *rules == '\0' ? "built-in pack" : std::string(rules) + " rules";
    memory.push_back({{.section = "loading/memory", .name = name, .unit = "MB"},
                      [command] { return PeakMemoryOf(command).megabytes; }});
  }
  MeasureAll(std::move(memory), options.rounds, results);
}

}  // namespace cxo::bench
