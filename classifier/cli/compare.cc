// Loads both packs and the texts, compares, and writes what was asked for.
#include "classifier/cli/compare.h"

#include <string>
#include <vector>

#include <fmt/core.h>

#include "classifier/cli/compare_watch.h"
#include "classifier/cli/comparison_files.h"
#include "classifier/cli/comparison_report.h"
#include "classifier/cli/exit_code.h"
#include "classifier/cli/kept_files.h"
#include "classifier/cli/pack_choice.h"
#include "classifier/error/joined.h"
#include "classifier/eval/rule_file.h"

namespace cxo {
namespace {

Status WriteReports(const CompareCommand& command, const Streams& streams,
                    const ComparisonReport& report) {
  if (Status written = WriteFlips(command, report, streams); !written.ok()) return written;
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
  streams.Say(fmt::format("cxo: worse than base: {}", Joined(falls, ", ")));
  return true;
}

}  // namespace

int RunCompare(const CompareCommand& command, const Streams& streams) {
  Status place = CheckBesideFigures("--flips", command.flips, streams);
  if (place.ok()) place = KeepRuleFile("--flips", command.flips);
  if (!place.ok()) {
    streams.Say("cxo: " + Format(place.error()));
    return kExitUsage;
  }
  if (command.watch) return WatchCompare(command, streams);
  const auto base = MakeClassifier(command.base, streams);
  const auto with = MakeClassifier(command.with, streams);
  if (!base || !with) return kExitPack;
  const auto gold = OpenComparedTexts(command, base->pack(), with->pack(), streams);
  if (!gold) return kExitInput;
  if (const Status open = TryFlips(command, base->pack(), with->pack(), streams); !open.ok()) {
    return FailOutput(streams, open.error());
  }
  const Comparison comparison = Compare(*base, *with, *gold, command.options);
  const ComparisonReport report{&*gold, &comparison, SideOf(command.base, *base),
                                SideOf(command.with, *with)};
  const Status written = WriteReports(command, streams, report);
  if (!written.ok()) return FailOutput(streams, written.error());
  return FailsAsWorse(command, comparison, streams) ? kExitFound : kExitDone;
}

}  // namespace cxo
