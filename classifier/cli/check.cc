// Every fault of the pack in one run, as text or as JSON: what reading it finds, what is to be said
// of it once it can be read, and what labelled texts say against it.
#include "classifier/cli/check.h"

#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "classifier/classifier.h"
#include "classifier/cli/check_watch.h"
#include "classifier/cli/exit_code.h"
#include "classifier/cli/gold_choice.h"
#include "classifier/cli/pack_choice.h"
#include "classifier/cli/pack_findings.h"
#include "classifier/error/joined.h"
#include "classifier/eval/data_lints.h"
#include "classifier/io/json_string.h"

namespace cxo {
namespace {

// Holds the rules of a pack without errors against the labelled texts. False if these are refused,
// which has been said then; what else was found stays.
bool AddDataLints(const CheckCommand& command, const Pack& pack, const Streams& streams,
                  Findings* findings) {
  if (!findings->errors.empty()) return true;
  const auto gold = OpenGold(*command.gold, pack, streams);
  if (!gold) return false;
  const BuiltClassifier built = BuildClassifier(pack, {.profile = command.pack.profile});
  if (!built.classifier) return true;
  findings->data = LintOnRows(*built.classifier, gold->rows, command.threads);
  for (DataLint& lint : *findings->data) {
    lint.error = Located(command.pack, {std::move(lint.error)}).front();
  }
  return true;
}

std::string ErrorsJson(const std::vector<Error>& errors) {
  std::vector<std::string> items;
  items.reserve(errors.size());
  for (const Error& error : errors) {
    items.push_back(fmt::format(R"({{"file": {}, "line": {}, "column": {}, "message": {}}})",
                                JsonString(error.source), error.line, error.column,
                                JsonString(error.message)));
  }
  return fmt::format("[{}]", Joined(items, ", "));
}

std::string DataJson(const std::vector<DataLint>& lints) {
  std::vector<std::string> items;
  for (const DataLint& lint : lints) {
    const std::string place = ErrorsJson({lint.error});  // [{...}]
    items.push_back(fmt::format(R"({{"kind": "{}", "rules": {}, {})", ToString(lint.kind),
                                JsonStrings(lint.rules), place.substr(2, place.size() - 3)));
  }
  return fmt::format("[{}]", Joined(items, ", "));
}

std::string FindingsJson(const Findings& findings) {
  return fmt::format(
      R"({{"valid": {}, "errors": {}, "examples": {}, "todo": {}, "failures": {}, "lints": {}{}}})"
      "\n",
      findings.errors.empty(), ErrorsJson(findings.errors), findings.examples, findings.todo,
      ErrorsJson(findings.failures), ErrorsJson(findings.lints),
      findings.data ? R"(, "data": )" + DataJson(*findings.data) : "");
}

std::string FindingsText(const Findings& findings) {
  std::string text;
  for (const Error& failure : findings.failures) text += Format(failure) + "\n";
  for (const Error& lint : findings.lints) text += Format(lint) + "\n";
  if (!findings.data) return text;
  for (const DataLint& lint : *findings.data) text += Format(lint.error) + "\n";
  return text;
}

int CodeOf(const Findings& findings) {
  if (!findings.errors.empty()) return kExitPack;
  const bool found = !findings.failures.empty() || !findings.lints.empty() ||
                     (findings.data && !findings.data->empty());
  return found ? kExitFound : kExitDone;
}

}  // namespace

int RunCheck(const CheckCommand& command, const Streams& streams) {
  if (command.watch) return WatchCheck(command, streams);
  const LoadedPack loaded = ReadPack(command.pack);
  Findings findings;
  findings.errors = loaded.errors;
  bool has_gold = true;
  if (loaded.pack) {
    findings = FindingsOf(*loaded.pack, command.pack);
    has_gold = !command.gold || AddDataLints(command, *loaded.pack, streams, &findings);
    for (std::vector<Error>* found : {&findings.errors, &findings.failures, &findings.lints}) {
      *found = Located(command.pack, std::move(*found));
    }
  }
  Status printed = Done{};
  if (command.json) {
    printed = streams.Print(FindingsJson(findings));
  } else if (!findings.errors.empty()) {
    SayErrors(streams, findings.errors);
  } else {
    printed = streams.Print(FindingsText(findings) + FindingsSummary(*loaded.pack, findings));
  }
  if (printed.ok()) return has_gold ? CodeOf(findings) : int{kExitInput};
  streams.Say("cxo: " + Format(printed.error()));
  return kExitOutput;
}

}  // namespace cxo
