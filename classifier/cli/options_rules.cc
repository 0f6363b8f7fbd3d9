// The options of `cxo rules`.
#include <optional>
#include <string>
#include <string_view>

#include <fmt/core.h>

#include "classifier/cli/options_parser.h"
#include "classifier/error/joined.h"
#include "classifier/io/sniff_dialect.h"

namespace po = boost::program_options;

namespace cxo {
namespace {

using Action = RulesCommand::Action;

OptionGroup ChoiceOptions() {
  OptionGroup group{"Choice", {}};
  group.options.add_options()                                                //
      ("search", po::value<std::string>()->value_name("WORD"),               //
       "list only rules whose id, label, note, phrases or lists hold WORD")  //
      ("json", "one JSON object for each rule");
  return group;
}

OptionGroup TableOptions() {
  OptionGroup group{"Tables (export, import)", {}};
  group.options.add_options()  //
      ("output,o", po::value<std::string>()->value_name("PATH"),
       "the file to export to, by default standard output; the folder to import into")  //
      ("force",
       "export to a file that is there already; import into a folder that is not empty: the pack "
       "in it is replaced; without --rules, all but its rules stays")  //
      ("delimiter", po::value<std::string>()->value_name("CHAR"),
       "of the table to import; found out by default")  //
      ("encoding", po::value<std::string>()->value_name("NAME"),
       "of the table to import: utf-8, utf-16, utf-16le, utf-16be or windows-1252; found out by "
       "default")  //
      ("quiet,q", "say nothing but errors on standard error");
  return group;
}

// The options that only some actions know.
std::optional<Error> Misplaced(Action action, const Values& values) {
  const auto refuse = [&](std::string_view options, std::string_view where) {
    return UsageError(fmt::format("{} of `rules {}`", options, where));
  };
  const bool table = action == Action::kExport || action == Action::kImport;
  if (!table && (values.Has("output") || values.Has("force") || values.Has("quiet"))) {
    return refuse("--output, --force and --quiet are options", "export` and `rules import");
  }
  if (action != Action::kImport && (values.Has("delimiter") || values.Has("encoding"))) {
    return refuse("--delimiter and --encoding are options", "import");
  }
  if (table && (values.Has("search") || values.Has("json"))) {
    return refuse("--search and --json are options", "list` and `rules show");
  }
  if (table && values.Has("profile")) {
    return UsageError("a table holds the rules as they are written, without --profile");
  }
  return std::nullopt;
}

std::optional<Action> ActionNamed(std::string_view word) {
  if (word == "list") return Action::kList;
  if (word == "show") return Action::kShow;
  if (word == "export") return Action::kExport;
  if (word == "import") return Action::kImport;
  return std::nullopt;
}

// The words behind the action.
std::optional<Error> ReadWords(const Words& words, const Values& values, RulesCommand* command) {
  switch (command->action) {
    case Action::kList:
      if (!words.empty()) return UsageError("rules list takes no name; `rules show NAME` does");
      break;
    case Action::kShow:
      if (words.empty()) return UsageError("rules show needs the name of a rule");
      command->show = words;
      break;
    case Action::kExport:
      if (words.size() > 1 || (!words.empty() && values.Has("output"))) {
        return UsageError("rules export writes one file");
      }
      if (!words.empty()) command->output = words[0];
      return PackedName(words.empty() ? "--output" : "rules export", command->output, true);
    case Action::kImport:
      if (words.size() != 1) return UsageError("rules import needs one table");
      if (!values.Has("output")) return UsageError("rules import needs -o DIR to write to");
      command->table.path = words[0];
      break;
  }
  return std::nullopt;
}

}  // namespace

Syntax RulesSyntax() {
  return {
      "cxo rules [list] [OPTIONS]\n       cxo rules show [OPTIONS] NAME...\n"
      "       cxo rules export [OPTIONS] [FILE.csv]\n"
      "       cxo rules import [OPTIONS] FILE.csv -o DIR",
      "Lists the rules of a pack, or shows rules whole, with the regular expression that each "
      "phrase means. NAME is an id, a beginning of ids such as cro.* or cmo.pack*, a label, or a "
      "list of words such as '<companies>'.\n\n"
      "For people who live in spreadsheets, `export` writes all rules, composites and guards as a "
      "table, and `import` makes a pack of such a table: rules come from the table, all else "
      "(labels, decision, profiles, examples, weights.toml) from the pack of --rules. A cell with "
      "a list has an item in a line. Comments beside rules in TOML files are lost on the way.",
      "word",
      {ChoiceOptions(), TableOptions(), PackOptions()},
      "  cxo rules --search packaging\n"
      "  cxo rules show cmo.packaging\n"
      "  cxo rules export rules.csv\n"
      "  cxo rules import rules.csv -o my-rules\n"};
}

Result<Command> ReadRules(Values& values) {
  RulesCommand command{.pack = ReadPackChoice(values)};
  command.search = values.Text("search");
  command.json = values.Has("json");
  command.output = values.Text("output", "-");
  command.force = values.Has("force");
  command.quiet = values.Has("quiet");
  command.table.delimiter = values.Parsed("delimiter", ParseDelimiter);
  command.table.encoding = values.Parsed("encoding", ParseEncoding).value_or(Encoding::kAuto);
  if (values.error()) return *values.error();
  const Words words = values.List("word");
  const auto action = words.empty() ? Action::kList : ActionNamed(words[0]);
  if (!action) {
    return UsageError(fmt::format(
        "rules knows `list`, `show NAME...`, `export` and `import`, not `{}`", Joined(words, " ")));
  }
  command.action = *action;
  if (auto misplaced = Misplaced(*action, values)) return *std::move(misplaced);
  const Words behind(words.begin() + (words.empty() ? 0 : 1), words.end());
  if (auto wrong = ReadWords(behind, values, &command)) return *std::move(wrong);
  return Command(std::move(command));
}

}  // namespace cxo
