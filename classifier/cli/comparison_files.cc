// Texts with labels that both packs know, and a file of flips that is none of those that were read.
#include "classifier/cli/comparison_files.h"

#include <vector>

#include <fmt/core.h>

#include "classifier/cli/gold_choice.h"
#include "classifier/cli/kept_files.h"
#include "classifier/cli/pack_choice.h"
#include "classifier/io/atomic_file.h"

namespace cxo {
namespace {

std::vector<FileId> FilesCompared(const CompareCommand& command, const Pack& base, const Pack& with,
                                  const Streams& streams) {
  std::vector<FileId> read = FilesRead(command.gold, command.base, base, streams.in());
  for (const FileId& file : FilesAt(PackPaths(command.with, with), streams.in())) {
    read.push_back(file);
  }
  return read;
}

}  // namespace

// Labels are needed where the answer is to be better or worse; elsewhere they are used if there are
// any.
std::optional<GoldFile> OpenComparedTexts(const CompareCommand& command, const Pack& base,
                                          const Pack& with, const Streams& streams) {
  auto gold = OpenTexts(command.gold, base, command.unlabelled, streams);
  if (!gold) return gold;
  if (command.fail_if_worse && !gold->labelled) {
    streams.Say(
        fmt::format("cxo: {}: --fail-if-worse asks what is right, and there is no column of gold "
                    "labels; --gold COLUMN names it",
                    Printable(gold->name)));
    return std::nullopt;
  }
  const bool fitted_alike =
      base.words_corpus == with.words_corpus && base.weights_corpus == with.weights_corpus;
  if (!fitted_alike) SayIfFittedOn(command.gold, with, streams);
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
  ComparedSide side{.pack = &classifier.pack(),
                    .rules = choice.rules,
                    .profile = ProfileInForce(classifier.pack(), choice.profile)};
  side.weights = choice.weights;
  return side;
}

Status TryFlips(const CompareCommand& command, const Pack& base, const Pack& with,
                const Streams& streams) {
  if (command.flips.empty()) return Done{};
  return TryToOpen(command.flips, FilesCompared(command, base, with, streams));
}

Status WriteFlips(const CompareCommand& command, const ComparisonReport& report,
                  const Streams& streams) {
  if (command.flips.empty()) return Done{};
  return WriteWholeFile(command.flips, FlipsCsv(report),
                        FilesCompared(command, *report.base.pack, *report.with.pack, streams));
}

}  // namespace cxo
