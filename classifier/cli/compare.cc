// Loads both packs and the texts, compares, and writes what was asked for.
#include "classifier/cli/compare.h"

#include <string>
#include <vector>

#include <fmt/format.h>

#include "classifier/cli/compare_watch.h"
#include "classifier/cli/exit_code.h"
#include "classifier/cli/gold_choice.h"
#include "classifier/cli/kept_files.h"
#include "classifier/cli/pack_choice.h"
#include "classifier/io/atomic_file.h"

namespace cxo {
namespace {

Status WriteReports(const CompareCommand& command, const Streams& streams,
                    const ComparisonReport& report) {
  if (Status written = WriteFlips(command, report); !written.ok()) return written;
  return streams.Print(command.json ? ComparisonJson(report)
                                    : ComparisonText(report, command.show));
}

// Whether the run is to fail because the with side is worse; says by how much.
bool FailsAsWorse(const CompareCommand& command, const Comparison& comparison,
                  const Streams& streams) {
  if (!command.fail_if_worse || !comparison.gain || !comparison.gain->worse()) return false;
  const PairedDifference& difference = comparison.gain->difference;
  std::vector<std::string> falls;
  if (Gain::IsLower(difference.accuracy_gain)) {
    falls.push_back(fmt::format("accuracy falls by {:.2g}", -difference.accuracy_gain));
  }
  if (Gain::IsLower(difference.macro_f1_gain)) {
    falls.push_back(fmt::format("macro-F1 falls by {:.2g}", -difference.macro_f1_gain));
  }
  streams.Say(fmt::format("cxo: worse than base: {}", fmt::join(falls, ", ")));
  return true;
}

}  // namespace

// Labels are needed where the answer is about better and worse; elsewhere they are used if there
// are any.
std::optional<GoldFile> OpenComparedTexts(const CompareCommand& command, const Pack& base,
                                          const Pack& with, const Streams& streams) {
  auto gold = command.fail_if_worse ? OpenGold(command.gold, base, streams)
                                    : OpenTexts(command.gold, base, command.unlabelled, streams);
  if (!gold) return gold;
  if (const Status known = CheckGoldLabels(*gold, base, with); !known.ok()) {
    streams.Say("cxo: " + Format(known.error()));
    return std::nullopt;
  }
  if (!gold->labelled && !command.gold.quiet) {
    streams.Say(fmt::format("cxo: {}: {}, so nothing is right or wrong; only changes are shown",
                            Printable(gold->name),
                            command.unlabelled ? "gold labels are not looked at"
                                               : "there is no column of gold labels"));
  }
  return gold;
}

ComparedSide SideOf(const PackChoice& choice, const Classifier& classifier) {
  ComparedSide side{.pack = &classifier.pack(), .rules = choice.rules, .profile = choice.profile};
  const auto profile = FindProfile(*side.pack, choice.profile);
  if (profile) side.profile = side.pack->profiles[*profile].name;
  side.weights_file = choice.weights_file;
  return side;
}

Status WriteFlips(const CompareCommand& command, const ComparisonReport& report) {
  if (command.flips.empty()) return Done{};
  std::vector<FileId> read = FilesRead(command.gold, command.base, *report.base.pack);
  for (const FileId& file : FilesAt(PackPaths(command.with, *report.with.pack))) {
    read.push_back(file);
  }
  return WriteWholeFile(command.flips, FlipsCsv(report), read);
}

int RunCompare(const CompareCommand& command, const Streams& streams, const Interrupt& interrupt) {
  const Status place = CheckBesideFigures("--flips", command.flips, streams);
  if (!place.ok()) {
    streams.Say("cxo: " + Format(place.error()));
    return kExitUsage;
  }
  if (command.watch) return WatchCompare(command, streams, interrupt);
  const auto base = MakeClassifier(command.base, streams);
  const auto with = MakeClassifier(command.with, streams);
  if (!base || !with) return kExitPack;
  const auto gold = OpenComparedTexts(command, base->pack(), with->pack(), streams);
  if (!gold) return kExitInput;
  const Comparison comparison = Compare(*base, *with, *gold, command.options);
  const ComparisonReport report{&*gold, &comparison, SideOf(command.base, *base),
                                SideOf(command.with, *with)};
  const Status written = WriteReports(command, streams, report);
  if (!written.ok()) {
    streams.Say("cxo: " + Format(written.error()));
    return CodeOfOutput(written.error());
  }
  return FailsAsWorse(command, comparison, streams) ? kExitFound : kExitDone;
}

}  // namespace cxo
