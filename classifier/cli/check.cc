// Every fault of the pack in one run: validation, compilation of each pattern alone, examples under
// every profile that has some, lints.
#include "classifier/cli/check.h"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "classifier/classifier.h"
#include "classifier/cli/check_watch.h"
#include "classifier/cli/exit_code.h"
#include "classifier/cli/gold_choice.h"
#include "classifier/cli/pack_choice.h"
#include "classifier/eval/data_lints.h"
#include "classifier/eval/examples.h"
#include "classifier/eval/lints.h"
#include "classifier/io/json.h"
#include "classifier/pack/folder.h"

namespace cxo {
namespace {

struct Findings {
  std::vector<Error> errors;    // the pack is refused
  size_t examples = 0;          // tried
  size_t todo = 0;              // of them, known failures that still fail
  std::vector<Error> failures;  // of examples
  std::vector<Error> lints;
  std::optional<std::vector<DataLint>> data;  // with labelled texts
};

std::set<std::string> ProfilesWithExamples(const Pack& pack, const std::string& chosen) {
  std::set<std::string> profiles = {chosen};
  if (!chosen.empty()) return profiles;
  // A pack without profiles has examples all the same, and they name none.
  const std::string standard = pack.profiles.empty() ? "" : pack.profiles[0].name;
  const auto add = [&](const std::vector<Example>& examples) {
    for (const Example& example : examples) {
      if (!example.profile.empty() && example.profile != standard) profiles.insert(example.profile);
    }
  };
  add(pack.examples);
  for (const Rule& rule : pack.rules) {
    add(rule.hit);
    add(rule.miss);
  }
  for (const Guard& guard : pack.guards) {
    add(guard.hit);
    add(guard.miss);
  }
  return profiles;
}

void Append(const ExampleRun& run, Findings* findings) {
  findings->examples += run.run;
  findings->todo += run.todo;
  for (Error& failure : ErrorsOf(run.failures)) findings->failures.push_back(std::move(failure));
}

// Lints belong to the chosen profile, and so do rules' examples that name none.
void RunUnder(const Pack& pack, const std::string& profile, const PackChoice& choice,
              Findings* findings) {
  BuiltClassifier built = BuildClassifier(pack, {.profile = profile});
  if (!built.classifier) {
    findings->errors = std::move(built.errors);
    return;
  }
  if (profile == choice.profile) {
    Append(RunRuleExamples(*built.classifier), findings);
    findings->lints = LintPack(*built.classifier, FolderOf(choice));
    if (auto lint = LintDecision(pack)) findings->lints.push_back(*std::move(lint));
  } else {
    Append(RunRuleExamplesOf(*built.classifier, profile), findings);
  }
  Append(RunPackExamples(*built.classifier, profile), findings);
}

// What looks like a part of the pack and is none.
std::vector<Error> LintFolder(const PackChoice& choice) {
  std::vector<Error> lints;
  for (const std::string& name : FoldersNotRead(choice.rules)) {
    lints.push_back({.source = name,
                     .message = "warning: rules in a folder within the pack's "
                                "are not read"});
  }
  return lints;
}

Findings Check(const Pack& pack, const PackChoice& choice) {
  Findings findings;
  // Each pattern alone: a set of patterns would not say which of them is too large.
  findings.errors = BuildReferenceMatcher(pack).errors;
  for (const std::string& one : ProfilesWithExamples(pack, choice.profile)) {
    if (findings.errors.empty()) RunUnder(pack, one, choice, &findings);
  }
  for (Error& lint : LintFolder(choice)) findings.lints.push_back(std::move(lint));
  return findings;
}

// Holds the rules of a pack without errors against the labelled texts. False if these are refused:
// that has been said then.
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
  for (const Error& error : errors) {
    items.push_back(fmt::format(R"({{"file": {}, "line": {}, "column": {}, "message": {}}})",
                                JsonString(error.source), error.line, error.column,
                                JsonString(error.message)));
  }
  return fmt::format("[{}]", fmt::join(items, ", "));
}

std::string DataJson(const std::vector<DataLint>& lints) {
  std::vector<std::string> items;
  for (const DataLint& lint : lints) {
    std::vector<std::string> ids;
    for (const std::string& id : lint.rules) ids.push_back(JsonString(id));
    const std::string place = ErrorsJson({lint.error});  // [{...}]
    items.push_back(fmt::format(R"({{"kind": "{}", "rules": [{}], {})", ToString(lint.kind),
                                fmt::join(ids, ", "), place.substr(2, place.size() - 3)));
  }
  return fmt::format("[{}]", fmt::join(items, ", "));
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

std::string Count(size_t number, std::string_view what) {
  return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

std::string Summary(const Pack& pack, const Findings& findings) {
  return fmt::format("{} {}: {}, {}, {}; {}: {} failed, {} known to fail; {}{}\n", pack.name,
                     pack.version, Count(pack.rules.size(), "rule"),
                     Count(pack.guards.size(), "guard"), Count(pack.patterns.size(), "pattern"),
                     Count(findings.examples, "example"), findings.failures.size(), findings.todo,
                     Count(findings.lints.size(), "warning"),
                     findings.data ? fmt::format(", {} from data", findings.data->size()) : "");
}

int CodeOf(const Findings& findings) {
  if (!findings.errors.empty()) return kExitPack;
  const bool found = !findings.failures.empty() || !findings.lints.empty() ||
                     (findings.data && !findings.data->empty());
  return found ? kExitFound : kExitDone;
}

}  // namespace

CheckAnswer CheckPack(const CheckCommand& command) {
  const LoadedPack loaded = ReadPack(command.pack);
  if (!loaded.pack) return {.errors = loaded.errors};
  Findings findings = Check(*loaded.pack, command.pack);
  CheckAnswer answer{.errors = Located(command.pack, std::move(findings.errors)),
                     .summary = Summary(*loaded.pack, findings)};
  for (std::vector<Error>* found : {&findings.failures, &findings.lints}) {
    for (Error& one : Located(command.pack, std::move(*found))) {
      answer.found.push_back(std::move(one));
    }
  }
  return answer;
}

int RunCheck(const CheckCommand& command, const Streams& streams, const Interrupt& interrupt) {
  if (command.watch) return WatchCheck(command, streams, interrupt);
  const LoadedPack loaded = ReadPack(command.pack);
  Findings findings;
  findings.errors = loaded.errors;
  if (loaded.pack) {
    findings = Check(*loaded.pack, command.pack);
    if (command.gold && !AddDataLints(command, *loaded.pack, streams, &findings)) return kExitInput;
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
    printed = streams.Print(FindingsText(findings) + Summary(*loaded.pack, findings));
  }
  if (printed.ok()) return CodeOf(findings);
  streams.Say("cxo: " + Format(printed.error()));
  return kExitOutput;
}

}  // namespace cxo
