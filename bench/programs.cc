// Files in, files out, one program after the other. Answers go to a file as a shell would put them
// there; what waits for the disk is a line of its own.
#include "bench/programs.h"

#include <filesystem>
#include <utility>

#include "bench/child.h"
#include "bench/program_inputs.h"
#include "bench/rounds.h"

namespace cxo::bench {
namespace {

struct Runner {
  std::string name;
  Command command;
  size_t bytes = 0;
  size_t records = 0;
  std::string remark;
  bool own = false;  // runs the built-in pack
};

class Course {
 public:
  Course(const Options& options, const Texts& texts, const RuleSet& hand, Results* results)
      : options_(options), texts_(texts), results_(results), folder_(options.out + "/inputs") {
    std::filesystem::create_directories(folder_);
    WritePack(hand, false, folder_ + "/rules-300");
    python_ = WritePythonLoop(hand, folder_);
    patterns_ = WritePatterns(hand, folder_);
    if (IsInstalled("fasttext")) model_ = TrainFastText(texts, folder_);
  }

  void RunAll() {
    const size_t bytes = options_.program_megabytes * 1'000'000;
    RunDescriptions(texts_.Descriptions(bytes));
    RunShort(texts_.Clauses(bytes));
    RunShort(texts_.Pharma(bytes));
    RunShort(texts_.Column(bytes));
  }

 private:
  Runner Of(const std::string& name, std::vector<std::string> words, const TextFiles& files) const {
    return {name,        {std::move(words), files.lines, folder_ + "/answers"},
            files.bytes, files.records,
            "",          false};
  }

  Runner Cxo(const std::string& name, std::vector<std::string> words,
             const TextFiles& files) const {
    words.insert(words.begin(), {options_.program, "classify", "--quiet"});
    Runner runner = Of(name, std::move(words), files);
    runner.own = true;
    return runner;
  }

  std::vector<Runner> Basic(const TextFiles& files) const {
    std::vector<Runner> runners = {
        Cxo("cxo, lines, 1 thread", {"--threads", "1", files.lines}, files),
        Of("wc -l", {"wc", "-l", files.lines}, files),
        Of("fasttext predict", {"fasttext", "predict", model_, files.lines}, files)};
    if (model_.empty()) runners.back().remark = "the Debian package fasttext is not installed";
    return runners;
  }

  void RunDescriptions(const TextSet& texts) {
    const TextFiles files = WriteTexts(texts, folder_);
    std::vector<Runner> runners = Basic(files);
    AddWaysOfCxo(files, &runners);
    TextSet sample = FirstOf(texts, 300'000);
    sample.name += "-sample";
    const TextFiles part = WriteTexts(sample, folder_);
    runners.push_back(Of("cxo explain, a sample", {options_.program, "explain"}, part));
    runners.back().own = true;
    AddOthers(files, part, &runners);
    RunTogether("program/" + texts.name, std::move(runners), files.hits);
  }

  void AddWaysOfCxo(const TextFiles& files, std::vector<Runner>* runners) const {
    runners->push_back(Cxo("cxo, lines, 2 threads", {"--threads", "2", files.lines}, files));
    runners->push_back(
        Cxo("cxo, --to label", {"--threads", "1", "--to", "label", files.lines}, files));
    runners->push_back(Cxo("cxo, -o FILE, on disk at the end",
                           {"--threads", "1", "-o", folder_ + "/labelled", files.lines}, files));
    runners->push_back(Cxo("cxo, CSV", {"--threads", "1", "-c", "text", files.csv}, files));
    runners->push_back(
        Cxo("cxo, CSV, rules and spans",
            {"--threads", "1", "-c", "text", "--add", "label,confidence,rules,spans", files.csv},
            files));
    runners->push_back(Cxo("cxo, JSONL", {"--threads", "1", "-c", "text", files.jsonl}, files));
  }

  void AddOthers(const TextFiles& files, const TextFiles& part,
                 std::vector<Runner>* runners) const {
    runners->push_back(
        Cxo("cxo, 300 rules, --to label",
            {"--threads", "1", "--to", "label", "--rules", folder_ + "/rules-300", files.lines},
            files));
    runners->back().own = false;
    runners->push_back(Of("rg -c -f, the same 300",
                          {"rg", "--no-unicode", "-i", "-c", "-f", patterns_, files.lines}, files));
    if (!IsInstalled("rg")) runners->back().remark = "ripgrep is not installed";
    runners->push_back(
        Of("Python, the same 300, a sample", {"python3", python_, part.lines}, part));
    if (!IsInstalled("python3")) runners->back().remark = "python3 is not installed";
  }

  void RunShort(const TextSet& texts) {
    const TextFiles files = WriteTexts(texts, folder_);
    RunTogether("program/" + texts.name, Basic(files), files.hits);
  }

  void RunTogether(const std::string& section, std::vector<Runner> runners, double hits) {
    std::vector<Pass> passes;
    std::vector<size_t> at(runners.size(), SIZE_MAX);
    for (size_t i = 0; i < runners.size(); ++i) {
      Runner& runner = runners[i];
      if (!runner.remark.empty()) continue;
      // Also brings files into memory, and tells what would fail before anything is timed.
      const Finished tried = RunChild(runner.command, true);
      if (tried.status != 0) {
        runner.remark = "exit status " + std::to_string(tried.status);
        continue;
      }
      at[i] = passes.size();
      passes.emplace_back(
          [&runner] { return Rate(runner.bytes, RunChild(runner.command).seconds); });
    }
    const std::vector<Samples> samples = RunRounds(passes, options_.rounds);
    for (size_t i = 0; i < runners.size(); ++i) {
      Figure figure{.section = section, .name = runners[i].name};
      figure.bytes = runners[i].bytes;
      figure.records = runners[i].records;
      figure.remark = runners[i].remark;
      if (runners[i].own) figure.hits = hits;
      if (at[i] != SIZE_MAX) {
        figure.samples = samples[at[i]];
        if (i > 0 && at[0] != SIZE_MAX) {
          figure.ratio = samples[at[0]].Median() / figure.samples.Median();
        }
      }
      results_->Add(std::move(figure));
    }
    results_->EndSection();
  }

  const Options& options_;
  const Texts& texts_;
  Results* results_;
  std::string folder_;
  std::string python_;
  std::string patterns_;
  std::string model_;
};

}  // namespace

void RunPrograms(const Options& options, const Texts& texts, const RuleSet& hand,
                 Results* results) {
  Course(options, texts, hand, results).RunAll();
}

}  // namespace cxo::bench
