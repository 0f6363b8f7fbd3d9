// Finds the rules and guards that are asked for and writes them out.
#include "classifier/cli/rules.h"

#include <string>
#include <vector>

#include <fmt/format.h>

#include "classifier/cli/exit_code.h"
#include "classifier/cli/pack_choice.h"
#include "classifier/cli/rule_exchange.h"
#include "classifier/cli/rule_text.h"
#include "classifier/error/letter_case.h"
#include "classifier/error/nearest.h"

namespace cxo {
namespace {

using Action = RulesCommand::Action;

class RuleLister {
 public:
  RuleLister(const Pack& pack, const RulesCommand& command) : pack_(pack), command_(command) {}

  std::string List() {
    const std::string word = AsciiLowered(command_.search);
    for (uint32_t r = 0; r < pack_.rules.size(); ++r) {
      if (word.empty() || Holds(RuleJson(pack_, r), word)) {
        out_ += command_.json ? RuleJson(pack_, r) : RuleLine(pack_, pack_.rules[r]);
      }
    }
    for (uint32_t g = 0; g < pack_.guards.size(); ++g) {
      if (!word.empty() && !Holds(GuardJson(pack_, g), word)) continue;
      out_ +=
          command_.json ? GuardJson(pack_, g) : fmt::format("{:<40} guard\n", pack_.guards[g].id);
    }
    return std::move(out_);
  }

  // Empty if `name` stands for nothing.
  std::string Show(const std::string& name) {
    std::string shown;
    for (const uint32_t rule : RulesNamed(name)) {
      Separate(&shown);
      shown += command_.json ? RuleJson(pack_, rule) : RuleText(pack_, rule);
    }
    if (const auto guard = FindGuard(pack_, name)) {
      Separate(&shown);
      shown += command_.json ? GuardJson(pack_, *guard) : GuardText(pack_, *guard);
    }
    return shown;
  }

  std::string UnknownName(const std::string& name) const {
    std::vector<std::string_view> names;
    for (const Rule& rule : pack_.rules) names.emplace_back(rule.id);
    for (const Guard& guard : pack_.guards) names.emplace_back(guard.id);
    const std::string_view nearest = Nearest(name, names);
    std::string words = fmt::format("cxo: there is no rule `{}`", Printable(name));
    if (!nearest.empty()) words += fmt::format("; did you mean `{}`?", nearest);
    return words;
  }

 private:
  // A label may also be in lower case, which no rule's id hides.
  std::vector<uint32_t> RulesNamed(const std::string& name) const {
    const std::vector<uint32_t> rules = ResolveName(pack_, name);
    const auto label = FindTypedLabel(pack_, name);
    if (!rules.empty() || !label) return rules;
    return ResolveName(pack_, pack_.labels[static_cast<size_t>(*label)].name);
  }

  static bool Holds(const std::string& text, const std::string& word) {
    return AsciiLowered(text).find(word) != std::string::npos;
  }

  void Separate(std::string* shown) const {
    if (!shown->empty() && !command_.json) *shown += "\n";
  }

  const Pack& pack_;
  const RulesCommand& command_;
  std::string out_;
};

}  // namespace

int RunRules(const RulesCommand& command, const Streams& streams) {
  if (command.action == Action::kExport) return ExportRuleTable(command, streams);
  if (command.action == Action::kImport) return ImportRuleTable(command, streams);
  LoadedPack loaded = ReadPack(command.pack);
  std::vector<Error> errors = std::move(loaded.errors);
  if (loaded.pack) {
    Result<Pack> profiled = ApplyProfile(*std::move(loaded.pack), command.pack.profile);
    if (profiled.ok()) {
      loaded.pack = std::move(profiled).value();
    } else {
      errors = Located(command.pack, {profiled.error()});
    }
  }
  if (!errors.empty()) {
    SayErrors(streams, errors);
    return kExitPack;
  }
  RuleLister lister(*loaded.pack, command);
  std::string out = command.action == Action::kList ? lister.List() : "";
  for (const std::string& name : command.show) {
    const std::string shown = lister.Show(name);
    if (shown.empty()) {
      streams.Say(lister.UnknownName(name));
      return kExitUsage;
    }
    if (!out.empty() && !command.json) out += "\n";
    out += shown;
  }
  const Status printed = streams.Print(out);
  if (printed.ok()) return kExitDone;
  streams.Say("cxo: " + Format(printed.error()));
  return kExitOutput;
}

}  // namespace cxo
