// Loads the pack as its rules say it and the labelled texts, fits, shows, and writes weights.toml
// or words.toml if that is an improvement.
#include "classifier/cli/tune.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "classifier/cli/exit_code.h"
#include "classifier/cli/gold_choice.h"
#include "classifier/cli/kept_files.h"
#include "classifier/cli/pack_choice.h"
#include "classifier/cli/pack_findings.h"
#include "classifier/cli/progress.h"
#include "classifier/cli/tuning_report.h"
#include "classifier/cli/word_tuning_report.h"
#include "classifier/error/whole_file.h"
#include "classifier/eval/examples.h"
#include "classifier/eval/rule_file.h"
#include "classifier/eval/standing_words.h"
#include "classifier/eval/weights_file.h"
#include "classifier/eval/words_file.h"
#include "classifier/io/atomic_file.h"
#include "classifier/io/descriptor.h"
#include "classifier/pack/fitted_files.h"

namespace cxo {
namespace {

constexpr size_t kMovesShown = 20;
constexpr size_t kWordsShown = 12;  // of each label
constexpr size_t kAnyLength = SIZE_MAX / 2;
constexpr std::string_view kNoHelp = "fitting does not help";
constexpr std::string_view kNoMoreThanChance = "fitting helps no more than chance may";

// The name of the file to be fitted in the pack that was chosen; "" for the one that is built in.
std::string FittedFile(const TuneCommand& command) {
  if (command.pack.rules.empty()) return "";
  return FolderOf(command.pack) + std::string(command.words ? kWordsFile : kWeightsFile);
}

// The content of the gold file, for its digest. Standard input and pipes are refused, since it is
// read once more for its rows.
Result<std::string> ReadGoldContent(const std::string& path) {
  std::error_code ignored;
  const bool there = std::filesystem::exists(path, ignored);
  if (path == "-" || (there && !RegularFileAt(path))) {
    return Error{.source = path == "-" ? "standard input" : path,
                 .message = "tune needs a file: it is read twice, and its digest is noted"};
  }
  return ReadWholeFile(path, kAnyLength);
}

class TuneRun {
 public:
  TuneRun(const TuneCommand& command, const Streams& streams)
      : command_(command), streams_(streams) {}

  int Run() {
    const Status place = CheckPlace();
    if (!place.ok()) return Fail(place.error(), kExitUsage);
    WordStart start;
    const auto classifier = MakeClassifier(command_.pack, streams_, [&](Pack* pack) {
      if (command_.adapt) start = TakeWords(pack);
    });
    if (!classifier) return kExitPack;
    if (command_.adapt && start.words.empty()) {
      return Fail({.source = Target().empty() ? "built-in pack" : command_.pack.rules,
                   .message = "it has no words to adapt; `cxo tune --words` fits some"},
                  kExitPack);
    }
    SayWhatIsNotHeeded();
    const Result<std::string> content = ReadGoldContent(command_.gold.file);
    if (!content.ok()) return Fail(content.error(), kExitInput);
    const auto gold = OpenGold(command_.gold, classifier->pack(), streams_);
    if (!gold) return kExitInput;
    if (!command_.dry_run && !Target().empty()) {
      const Status open = TryToOpen(Target(), FilesToKeep(classifier->pack()));
      if (!open.ok()) return Fail(open.error(), CodeOfOutput(open.error()));
    }
    const WeightsOrigin origin = Origin(*gold, ContentDigest(*content));
    return command_.words ? RunWords(*classifier, *gold, origin, command_.adapt ? &start : nullptr)
                          : RunWeights(*classifier, *gold, origin);
  }

 private:
  // What `fit` returns, with a bar on a terminal meanwhile: fits take minutes.
  template <typename Fit>
  auto Watched(const Fit& fit) const {
    ProgressLine line(streams_);
    TuningOptions options = command_.options;
    if (!command_.gold.quiet && streams_.err_is_terminal()) {
      options.progress = [&line](size_t done, size_t all) { line.ShowCount(done, all, "fit"); };
    }
    auto result = fit(options);
    line.Clear();
    return result;
  }

  // What is to be said against a fit that does not help.
  static std::string WhyNot(bool is_higher) {
    return std::string(is_higher ? kNoMoreThanChance : kNoHelp);
  }

  int RunWeights(const Classifier& classifier, const GoldFile& gold,
                 const WeightsOrigin& origin) const {
    const auto tuning =
        Watched([&](const TuningOptions& options) { return Tune(classifier, gold, options); });
    if (!tuning.ok()) return Fail(tuning.error(), kExitInput);
    TuningReport report{&classifier.pack(), &gold, &*tuning, origin};
    if (const auto standing = StandingClassifier()) {
      report.standing = AnswersOf(*standing, gold.rows, "standing");
      report.standing_corpus = standing->pack().weights_corpus;
    }
    return WriteAndPrint(classifier.pack(), tuning->helps() ? "" : WhyNot(tuning->is_higher()),
                         WeightsToml(classifier.pack(), *tuning, origin),
                         command_.json ? TuningJson(report) : TuningText(report, kMovesShown));
  }

  int RunWords(const Classifier& classifier, const GoldFile& gold, const WeightsOrigin& origin,
               const WordStart* start) const {
    const auto tuning = Watched(
        [&](const TuningOptions& options) { return TuneWords(classifier, gold, options, start); });
    if (!tuning.ok()) return Fail(tuning.error(), kExitInput);
    if (tuning->end == SearchEnd::kOutOfSteps) {
      Note(gold.name +
           ": the fit stopped short of its best weights, after all the steps that it "
           "is given");
    }
    const WordTuningReport report{&classifier.pack(), &gold, &*tuning, origin};
    return WriteAndPrint(
        classifier.pack(),
        tuning->helps() ? WhyWordsStay(*tuning, gold, origin)
                        : WhyNot(tuning->difference.is_higher()),
        WordsToml(*tuning, origin),
        command_.json ? WordTuningJson(report) : WordTuningText(report, kWordsShown));
  }

  // The pack with the weights.toml that it has; null without one, or with one that is refused.
  std::unique_ptr<const Classifier> StandingClassifier() const {
    if (!RegularFileAt(FittedFile(command_))) return nullptr;
    PackChoice with_weights = command_.pack;
    with_weights.weights = {};
    LoadedPack loaded = ReadPack(with_weights);
    if (!loaded.pack) return nullptr;
    return BuildClassifier(*std::move(loaded.pack),
                           {.profile = command_.pack.profile, .reference = command_.pack.reference})
        .classifier;
  }

  // Why the words in the pack's own file stay; empty if they need not. A few hundred texts of one's
  // own make no better words than the many thousand behind those of the shipped pack, so that in
  // doubt these stay. Words of the same texts are what a fit is repeated for.
  std::string WhyWordsStay(const WordTuning& tuning, const GoldFile& gold,
                           const WeightsOrigin& origin) const {
    // A fit that went on from them has been compared with them.
    if (command_.dry_run || command_.anyway || command_.adapt || !ReplacesPackFile()) return "";
    PackChoice with_words = command_.pack;
    with_words.without_words = false;
    with_words.weights = {};
    const auto now = MakeClassifier(with_words, streams_);
    if (!now) {
      return Target() + " cannot be read, so that nothing tells whether the new words are better";
    }
    if (now->pack().words.empty() || WasFittedOn(now->pack().words_corpus, origin.corpus)) {
      return "";
    }
    const WordsReplaced replaced = CompareWords(*now, gold, tuning);
    if (replaced.is_better()) return "";
    return fmt::format(
        "the new words are not clearly better than those of {}, which were fitted on other texts: "
        "of these rows they win {} and lose {}, p {} in an exact McNemar test",
        Target(), replaced.won, replaced.lost,
        replaced.p_value < 0.001 ? "< 0.001" : fmt::format("= {:.3f}", replaced.p_value));
  }

  // Whether the weights can go where they are to go, before anything is fitted.
  Status CheckPlace() const {
    if (command_.anyway && Target().empty()) {
      return Error{.source = "--anyway",
                   .message =
                       "there is nowhere to write to: the pack is built in; give -o FILE or "
                       "--rules DIR, or leave it out to see the figures alone",
                   .wrong_use = true};
    }
    Status place = CheckBesideFigures("--output", command_.output, streams_);
    if (!place.ok()) return place;
    return KeepRuleFile("--output", command_.output,
                        command_.words ? PackContent::kWords : PackContent::kWeights);
  }

  // Where the weights go; "" if nowhere was said.
  std::string Target() const {
    return command_.output.empty() ? FittedFile(command_) : command_.output;
  }

  // Whether the weights go where those of the pack are now.
  bool ReplacesPackFile() const {
    std::error_code ignored;
    return std::filesystem::equivalent(Target(), FittedFile(command_), ignored);
  }

  // The file first: a reader of the figures that goes away must not cost it. It is written if
  // there is nothing against it, or --anyway.
  int WriteAndPrint(const Pack& pack, const std::string& against, const std::string& content,
                    const std::string& figures) const {
    const int written = Write(pack, against, content);
    const Status printed = streams_.Print(figures);
    return printed.ok() ? written : Fail(printed.error(), kExitOutput);
  }

  void Note(const std::string& words) const {
    if (!command_.gold.quiet) streams_.Say("cxo: " + Printable(words));
  }

  // A pack has one file of weights, whatever profile they were fitted under.
  void NoteProfile(const Pack& pack) const {
    const std::string& profile = command_.pack.profile;
    const std::optional<uint32_t> index = FindProfile(pack, profile);
    if (!index || index == FindProfile(pack, "")) return;
    Note(fmt::format("the {} were fitted under profile {} and count for every profile of the pack",
                     command_.words ? "words" : "weights", profile));
  }

  int Fail(const Error& error, ExitCode code) const {
    streams_.Say("cxo: " + Format(error));
    return code;
  }

  void SayWhatIsNotHeeded() const {
    if (command_.pack.rules.empty()) return;
    const std::string_view from = command_.adapt   ? "the words as they are"
                                  : command_.words ? "the rules alone"
                                                   : "the weights in the rules";
    for (const std::string_view name : {kWordsFile, kWeightsFile}) {
      if (name == kWordsFile && !command_.pack.without_words) continue;
      const std::string file = FolderOf(command_.pack) + std::string(name);
      std::error_code ignored;
      if (!std::filesystem::exists(file, ignored)) continue;
      Note(fmt::format("{}: not heeded; the fit starts from {}", file, from));
    }
  }

  WeightsOrigin Origin(const GoldFile& gold, std::string digest) const {
    return {.gold = std::filesystem::path(command_.gold.file).filename().string(),
            .corpus = std::move(digest),
            .rows = gold.rows.size(),
            .options = command_.options};
  }

  int Write(const Pack& pack, const std::string& against, const std::string& content) const {
    if (!MayWrite(against)) return against.empty() || command_.anyway ? kExitDone : kExitFound;
    const bool own = command_.output.empty() || ReplacesPackFile();
    const std::vector<Error> failing = own ? FailingExamples() : std::vector<Error>();
    if (const int code = Replace(pack, content); code != kExitDone) return code;
    return SayConsequences(pack, own, failing);
  }

  // Whether anything is to be written; if not, the reason has been said.
  bool MayWrite(const std::string& against) const {
    if (command_.dry_run) {
      Note("nothing is written: --dry-run");
      return false;
    }
    if (!against.empty() && !command_.anyway) {
      // The reason for the exit status, which --quiet leaves.
      const std::string_view help = Target().empty() ? "" : " (--anyway writes all the same)";
      streams_.Say("cxo: " + Printable("nothing is written: " + against + std::string(help)));
      return false;
    }
    if (!Target().empty()) return true;
    Note("nothing is written: the pack is built in; give --rules DIR or -o FILE");
    return false;
  }

  // Puts `content` where it is to go, and a copy of what it replaces beside it. The exit status.
  int Replace(const Pack& pack, const std::string& content) const {
    const std::vector<FileId> read = FilesToKeep(pack);
    const Result<std::string> kept = KeepWhatIsThere(content, read);
    if (!kept.ok()) return Fail(kept.error(), CodeOfOutput(kept.error()));
    const Status written = WriteWholeFile(Target(), content, read);
    if (!written.ok()) return Fail(written.error(), CodeOfOutput(written.error()));
    Note(Target() + ": written" + (kept->empty() ? "" : "; what was there is in " + *kept));
    return kExitDone;
  }

  // What follows from the new file for the pack, whose examples `failing` failed before if it is
  // the pack's `own`. All of it is said, whatever fails on the way. The exit status.
  int SayConsequences(const Pack& pack, bool own, const std::vector<Error>& failing) const {
    NoteProfile(pack);
    const Status aside = SetWeightsAside();
    const int code = aside.ok() ? int{kExitDone} : Fail(aside.error(), kExitOutput);
    if (own) SayWhatFailsNow(failing);
    return code;
  }

  // The files that are not to be written over: the labelled texts, and all of the pack, heeded or
  // not, but the one that is fitted.
  std::vector<FileId> FilesToKeep(const Pack& pack) const {
    std::vector<std::string> paths = PackPaths(command_.pack, pack);
    if (!command_.pack.rules.empty()) {
      const std::string_view other = command_.words ? kWeightsFile : kWordsFile;
      paths.push_back(FolderOf(command_.pack) + std::string(other));
    }
    std::erase(paths, FittedFile(command_));
    paths.push_back(command_.gold.file);
    return FilesAt(paths, streams_.in());
  }

  // Copies what is about to be replaced in a pack, of whatever folder, for it may be of texts that
  // nobody here has. The file of the chosen pack counts by its own name: a link there may lead to
  // one of any other. The name of the copy; empty if there is nothing that would be lost.
  Result<std::string> KeepWhatIsThere(const std::string& content,
                                      const std::vector<FileId>& read) const {
    const bool of_pack = command_.output.empty() || ReplacesPackFile() || IsOfPack(Target());
    if (!of_pack || !RegularFileAt(Target())) return std::string();
    const Result<std::string> before = ReadWholeFile(Target(), kAnyLength);
    if (!before.ok()) return before.error();
    if (*before == content) return std::string();
    std::string copy = FreeName(Target() + ".old");
    const Status written = WriteWholeFile(copy, *before, read);
    if (!written.ok()) return written.error();
    return copy;
  }

  // The examples that fail in the pack as it is in its folder now.
  std::vector<Error> FailingExamples() const {
    PackChoice whole = command_.pack;
    whole.weights = {};
    whole.without_words = false;
    const LoadedPack loaded = ReadPack(whole);
    return loaded.pack ? FindingsOf(*loaded.pack, whole).failures : std::vector<Error>();
  }

  void SayWhatFailsNow(const std::vector<Error>& before) const {
    size_t more = 0;
    for (const Error& now : FailingExamples()) {
      more += HasSameExample(before, now) ? 0 : 1;
    }
    if (more == 0) return;
    Note(fmt::format("{}: {} that did not before; `cxo check {}` shows what fails",
                     command_.pack.rules,
                     more == 1 ? "1 example fails" : fmt::format("{} examples fail", more),
                     command_.pack.rules));
  }

  // Weights stand above words, and those in the pack were fitted beside the words that are gone:
  // with them the new words would not give the figures that are shown.
  Status SetWeightsAside() const {
    if (!command_.words || !ReplacesPackFile()) return Done{};
    const std::string weights = FolderOf(command_.pack) + std::string(kWeightsFile);
    const std::string aside = FreeName(weights + ".old");
    std::error_code failed;
    if (!std::filesystem::exists(weights, failed)) return Done{};
    std::filesystem::rename(weights, aside, failed);
    if (failed) {
      return Error{.source = weights,
                   .message = "it stands above the new words and cannot be moved to " + aside +
                              ": " + failed.message()};
    }
    Note(weights + ": moved to " + aside +
         ", since it was not fitted beside the new words; `cxo tune` fits weights anew");
    return Done{};
  }

  const TuneCommand& command_;
  const Streams& streams_;
};

}  // namespace

int RunTune(const TuneCommand& command, const Streams& streams) {
  return TuneRun(command, streams).Run();
}

}  // namespace cxo
