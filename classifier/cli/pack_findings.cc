// Each pattern is compiled alone, so that one that is too large is named; examples and lints
// follow.
#include "classifier/cli/pack_findings.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/core.h>

#include "classifier/classifier.h"
#include "classifier/cli/pack_choice.h"
#include "classifier/error/counted.h"
#include "classifier/eval/examples.h"
#include "classifier/eval/lints.h"
#include "classifier/pack/folder.h"

namespace cxo {
namespace {

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

// `where` is added to what failed.
void Append(const ExampleRun& run, const std::string& where, Findings* findings) {
  findings->examples += run.run;
  findings->todo += run.todo;
  for (Error& failure : ErrorsOf(run.failures)) {
    failure.message += where;
    findings->failures.push_back(std::move(failure));
  }
}

// Lints belong to the chosen profile, and so do rules' examples that name none.
void RunUnder(const Pack& pack, const std::string& profile, const PackChoice& choice,
              Findings* findings) {
  BuiltClassifier built = BuildClassifier(pack, {.profile = profile});
  if (!built.classifier) {
    findings->errors = std::move(built.errors);
    return;
  }
  // Of another profile than the chosen one nothing else on the screen speaks.
  const std::string where = profile == choice.profile ? "" : " (in profile " + profile + ")";
  if (profile == choice.profile) {
    Append(RunRuleExamples(*built.classifier), where, findings);
    findings->lints = LintPack(*built.classifier, FolderOf(choice));
    for (const auto lints : {LintNames, LintProfiles, LintNumbers, LintHeard}) {
      for (Error& lint : lints(pack)) findings->lints.push_back(std::move(lint));
    }
    if (auto lint = LintDecision(pack)) findings->lints.push_back(*std::move(lint));
  } else {
    Append(RunRuleExamplesOf(*built.classifier, profile), where, findings);
  }
  Append(RunPackExamples(*built.classifier, profile), where, findings);
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

}  // namespace

Findings FindingsOf(const Pack& pack, const PackChoice& choice) {
  Findings findings;
  // Each pattern alone: a set of patterns would not say which of them is too large.
  findings.errors = BuildReferenceMatcher(pack).errors;
  for (const std::string& one : ProfilesWithExamples(pack, choice.profile)) {
    if (findings.errors.empty()) RunUnder(pack, one, choice, &findings);
  }
  for (Error& lint : LintFolder(choice)) findings.lints.push_back(std::move(lint));
  return findings;
}

std::string RuleCounts(const Pack& pack) {
  const auto composites = static_cast<size_t>(std::count_if(
      pack.rules.begin(), pack.rules.end(), [](const Rule& rule) { return rule.composite; }));
  return Counted(pack.rules.size() - composites, "rule") + ", " + Counted(composites, "composite");
}

std::string FindingsSummary(const Pack& pack, const Findings& findings) {
  return fmt::format("{} {}: {}, {}, {}; {}: {} failed, {} known to fail; {}{}\n", pack.name,
                     pack.version, RuleCounts(pack), Counted(pack.guards.size(), "guard"),
                     Counted(pack.patterns.size(), "pattern"),
                     Counted(findings.examples, "example"), findings.failures.size(), findings.todo,
                     Counted(findings.lints.size(), "warning"),
                     findings.data ? fmt::format(", {} from data", findings.data->size()) : "");
}

}  // namespace cxo
