// Loads the pack and the texts, looks for phrases, and writes them as TOML or JSON.
#include "classifier/cli/suggest.h"

#include <algorithm>
#include <string>

#include <fmt/core.h>

#include "classifier/cli/exit_code.h"
#include "classifier/cli/gold_choice.h"
#include "classifier/cli/kept_files.h"
#include "classifier/cli/pack_choice.h"
#include "classifier/cli/suggestion_report.h"
#include "classifier/eval/rule_file.h"
#include "classifier/io/atomic_file.h"

namespace cxo {
namespace {

bool HasOneLabel(const GoldFile& gold) {
  return std::all_of(gold.rows.begin(), gold.rows.end(),
                     [&](const GoldRow& row) { return row.label == gold.rows.front().label; });
}

int Refuse(const Streams& streams, const Error& error, int code) {
  streams.Say("cxo: " + Format(error));
  return code;
}

}  // namespace

int RunSuggest(const SuggestCommand& command, const Streams& streams) {
  const PackContent held = command.json ? PackContent::kNone : PackContent::kRules;
  if (const Status place = KeepRuleFile("--output", command.output, held); !place.ok()) {
    return Refuse(streams, place.error(), kExitUsage);
  }
  const auto classifier = MakeClassifier(command.pack, streams);
  if (!classifier) return kExitPack;
  const Pack& pack = classifier->pack();
  SuggestOptions options = command.options;
  if (command.label) {
    const Result<LabelIndex> label = ReadTypedLabel(pack, *command.label);
    if (!label.ok()) {
      return Refuse(streams, {.source = "--label", .message = label.error().message}, kExitUsage);
    }
    options.label = *label;
  }
  const auto texts = OpenTexts(command.gold, pack, command.unlabelled, streams);
  if (!texts) return kExitInput;
  options.gold = texts->labelled;
  const std::vector<FileId> read = FilesRead(command.gold, command.pack, pack, streams.in());
  if (!command.output.empty()) {
    const Status open = TryToOpen(command.output, read);
    if (!open.ok()) return Refuse(streams, open.error(), CodeOfOutput(open.error()));
  }
  if (texts->labelled && HasOneLabel(*texts)) {
    const std::string& name = pack.labels[static_cast<size_t>(texts->rows.front().label)].name;
    return Refuse(
        streams,
        {.source = texts->name,
         .message = fmt::format("every row is {}, and a phrase separates a label only from others; "
                                "add rows of other labels, or say --unlabelled",
                                name)},
        kExitInput);
  }
  const Suggestions found = Suggest(*classifier, texts->rows, options);
  const SuggestionReport report{&pack, &*texts, &options, &found};
  const std::string text = command.json ? SuggestionJson(report) : SuggestionToml(report);
  const Status written =
      command.output.empty() ? streams.Print(text) : WriteWholeFile(command.output, text, read);
  return written.ok() ? kExitDone : Refuse(streams, written.error(), CodeOfOutput(written.error()));
}

}  // namespace cxo
