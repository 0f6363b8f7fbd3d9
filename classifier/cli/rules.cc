// Finds the rules, guards and lists that are asked for and writes them out.
#include "classifier/cli/rules.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "classifier/cli/exit_code.h"
#include "classifier/cli/pack_choice.h"
#include "classifier/cli/rule_exchange.h"
#include "classifier/cli/rule_text.h"
#include "classifier/error/nearest.h"
#include "classifier/pack/list_source.h"

namespace cxo {
namespace {

using Action = RulesCommand::Action;

class RuleLister {
 public:
  RuleLister(const Pack& pack, const RulesCommand& command) : pack_(pack), command_(command) {}

  std::string List() {
    const bool all = command_.search.empty();
    const Sought sought = all ? Sought() : SoughtIn(Lists(), command_.search);
    for (uint32_t r = 0; r < pack_.rules.size(); ++r) {
      if (all || RuleHolds(pack_, r, sought)) {
        out_ += command_.json ? RuleJson(pack_, r) : RuleLine(pack_, pack_.rules[r]);
      }
    }
    for (uint32_t g = 0; g < pack_.guards.size(); ++g) {
      if (!all && !GuardHolds(pack_, g, sought)) continue;
      out_ +=
          command_.json ? GuardJson(pack_, g) : fmt::format("{:<40} guard\n", pack_.guards[g].id);
    }
    return std::move(out_);
  }

  // Empty if `name` stands for nothing. Ids go before the name of a list.
  std::string Show(const std::string& name) {
    std::string shown;
    for (const uint32_t rule : RulesNamed(name)) {
      Separate(&shown);
      shown += command_.json ? RuleJson(pack_, rule) : RuleText(pack_, rule);
    }
    for (const uint32_t guard : GuardsNamed(name)) {
      Separate(&shown);
      shown += command_.json ? GuardJson(pack_, guard) : GuardText(pack_, guard);
    }
    if (!shown.empty()) return shown;
    for (const ListSource& list : Lists()) {
      if (list.name != ListNamed(name)) continue;
      return command_.json ? ListJson(pack_, list) : ListText(pack_, list);
    }
    return "";
  }

  // Why there is nothing to show.
  std::string Missing(const std::string& name) {
    if (const std::string profile = ProfileWithout(name); !profile.empty()) {
      return fmt::format("cxo: `{}` is off in the profile `{}`", name, profile);
    }
    std::vector<std::string_view> names;
    for (const ListSource& list : Lists()) names.emplace_back(list.name);
    const std::string list = ListNamed(name);
    if (list != name) {
      return fmt::format("cxo: there is no list `{}`{}", Printable(list), DidYouMean(list, names));
    }
    for (const Rule& rule : pack_.rules) names.emplace_back(rule.id);
    for (const Guard& guard : pack_.guards) names.emplace_back(guard.id);
    return fmt::format("cxo: there is no rule `{}`{}", Printable(name), DidYouMean(name, names));
  }

 private:
  // What stands before the final "*" of a name that means many ids; "*" alone is a name in itself.
  static std::optional<std::string_view> PrefixIn(std::string_view name) {
    if (name.size() < 2 || name.back() != '*') return std::nullopt;
    return name.substr(0, name.size() - 1);
  }

  // "company" for "<company>", as phrases write it; other names as they are.
  static std::string ListNamed(const std::string& name) {
    const bool marked = name.size() > 2 && name.front() == '<' && name.back() == '>';
    return marked ? name.substr(1, name.size() - 2) : name;
  }

  template <typename T>
  static std::vector<uint32_t> WithPrefix(const std::vector<T>& items, std::string_view prefix) {
    std::vector<uint32_t> found;
    for (uint32_t i = 0; i < items.size(); ++i) {
      if (items[i].id.starts_with(prefix)) found.push_back(i);
    }
    return found;
  }

  // A label may also be in lower case, which no rule's id hides.
  std::vector<uint32_t> RulesNamed(const std::string& name) const {
    if (const auto prefix = PrefixIn(name)) return WithPrefix(pack_.rules, *prefix);
    std::vector<uint32_t> rules = ResolveName(pack_, name);
    const auto label = FindTypedLabel(pack_, name);
    if (!rules.empty() || !label) return rules;
    return ResolveName(pack_, pack_.labels[static_cast<size_t>(*label)].name);
  }

  std::vector<uint32_t> GuardsNamed(const std::string& name) const {
    if (const auto prefix = PrefixIn(name)) return WithPrefix(pack_.guards, *prefix);
    const auto guard = FindGuard(pack_, name);
    return guard ? std::vector<uint32_t>{*guard} : std::vector<uint32_t>{};
  }

  // The name of the profile that is in force, if `name` would mean a rule without it; else empty.
  std::string ProfileWithout(const std::string& name) const {
    const auto index = FindProfile(pack_, command_.pack.profile);
    if (!index) return "";
    const Profile& profile = pack_.profiles[*index];
    const auto prefix = PrefixIn(name);
    const bool off = std::any_of(
        profile.changes.begin(), profile.changes.end(), [&](const Profile::Change& change) {
          return change.off && (prefix ? change.rule.starts_with(*prefix) : change.rule == name);
        });
    return off ? profile.name : "";
  }

  const std::vector<ListSource>& Lists() {
    if (!lists_) lists_ = ListsOf(pack_.files);
    return *lists_;
  }

  void Separate(std::string* shown) const {
    if (!shown->empty() && !command_.json) *shown += "\n";
  }

  const Pack& pack_;
  const RulesCommand& command_;
  std::optional<std::vector<ListSource>> lists_;  // read when they are asked for
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
  bool all_shown = true;
  std::string out = command.action == Action::kList ? lister.List() : "";
  if (command.action == Action::kList && out.empty() && !command.search.empty()) {
    streams.Say(fmt::format("cxo: no rule or guard holds `{}`", Printable(command.search)));
  }
  for (const std::string& name : command.show) {
    const std::string shown = lister.Show(name);
    if (shown.empty()) {
      streams.Say(lister.Missing(name));
      all_shown = false;
      continue;
    }
    if (!out.empty() && !command.json) out += "\n";
    out += shown;
  }
  const Status printed = streams.Print(out);
  if (printed.ok()) return all_shown ? kExitDone : kExitUsage;
  streams.Say("cxo: " + Format(printed.error()));
  return kExitOutput;
}

}  // namespace cxo
