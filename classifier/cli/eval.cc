// Loads the pack and the labelled texts, evaluates, and writes what was asked for.
#include "classifier/cli/eval.h"

#include <filesystem>
#include <string>
#include <string_view>

#include <fmt/core.h>

#include "classifier/cli/eval_watch.h"
#include "classifier/cli/evaluation_files.h"
#include "classifier/cli/evaluation_report.h"
#include "classifier/cli/exit_code.h"
#include "classifier/cli/gold_choice.h"
#include "classifier/cli/kept_files.h"
#include "classifier/cli/pack_choice.h"
#include "classifier/error/letter_case.h"
#include "classifier/eval/evaluation.h"
#include "classifier/eval/gold.h"
#include "classifier/eval/rule_file.h"
#include "classifier/run/format.h"

namespace cxo {
namespace {

constexpr size_t kErrorsShown = 20;  // unless --show says otherwise

// What a file's name says that it holds.
enum class NameSays { kNothing, kCsv, kPage, kOther };

NameSays WhatNameSays(const std::string& file) {
  const std::string extension = AsciiLowered(std::filesystem::path(file).extension().string());
  if (extension == ".html" || extension == ".htm") return NameSays::kPage;
  const InputFormat format = FormatOfPath(file);
  if (format == InputFormat::kCsv) return NameSays::kCsv;
  const bool other = format != InputFormat::kLines || IsForeignDocument(file);
  return other ? NameSays::kOther : NameSays::kNothing;
}

// Whoever opens `file` by its name must find in it what the name says.
Status CheckName(const std::string& option, const std::string& file, NameSays right,
                 std::string_view held) {
  const NameSays says = WhatNameSays(file);
  if (says == NameSays::kNothing || says == right) return Done{};
  return Error{.source = option,
               .message = fmt::format("{} would hold {}; give it another name", file, held),
               .wrong_use = true};
}

// Neither the errors nor the page may be called otherwise than they are, or replace rules.
Status CheckFiles(const EvalCommand& command) {
  Status status = CheckName("--errors", command.errors, NameSays::kCsv, "csv");
  if (status.ok()) status = CheckName("--html", command.html, NameSays::kPage, "a page of HTML");
  if (status.ok()) status = KeepRuleFile("--errors", command.errors);
  if (status.ok()) status = KeepRuleFile("--html", command.html);
  return status;
}

// Figures, errors and page go to different places.
Status CheckPlaces(const EvalCommand& command, const Streams& streams) {
  Status files = CheckFiles(command);
  if (!files.ok()) return files;
  Status errors = CheckBesideFigures("--errors", command.errors, streams);
  if (!errors.ok()) return errors;
  Status page = CheckBesideFigures("--html", command.html, streams);
  if (!page.ok()) return page;
  const bool both = !command.errors.empty() && !command.html.empty();
  if (!both || !AreOneFile(command.errors, command.html, streams.out())) return Done{};
  return Error{.source = "--html",
               .message = "the errors go into " + command.html + "; give the page another name",
               .wrong_use = true};
}

}  // namespace

int RunEval(const EvalCommand& command, const Streams& streams) {
  if (const Status places = CheckPlaces(command, streams); !places.ok()) {
    streams.Say("cxo: " + Format(places.error()));
    return kExitUsage;
  }
  if (command.watch) return WatchEval(command, streams);
  const auto classifier = MakeClassifier(command.pack, streams);
  if (!classifier) return kExitPack;
  const auto gold = OpenGold(command.gold, classifier->pack(), streams);
  if (!gold) return kExitInput;
  if (const Status open = TryFiles(command, classifier->pack(), streams); !open.ok()) {
    return FailOutput(streams, open.error());
  }
  const Evaluation evaluation = Evaluate(*classifier, gold->rows, command.options);
  const EvaluationReport report = ReportOn(command, classifier->pack(), *gold, evaluation);
  Status written = WriteFiles(command, report, streams);
  if (written.ok()) {
    const size_t shown = command.show.value_or(kErrorsShown);
    written = streams.Print(command.json ? EvaluationJson(report) : EvaluationText(report, shown));
  }
  if (written.ok()) return kExitDone;
  return FailOutput(streams, written.error());
}

}  // namespace cxo
