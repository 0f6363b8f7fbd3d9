// The options of `cxo check`.
#include <algorithm>
#include <string>
#include <string_view>

#include <fmt/core.h>

#include "classifier/cli/options_parser.h"

namespace po = boost::program_options;

namespace cxo {
namespace {

OptionGroup CheckOptions() {
  OptionGroup group{"Output", {}};
  group.options.add_options()      //
      ("json", "one JSON object")  //
      ("watch",
       "check again whenever a file of DIR is saved, and print what is new and what is gone");
  return group;
}

// As for other commands that work with labelled texts, but for the names: here `--gold` is a file.
OptionGroup DataOptions() {
  OptionGroup group{"Labelled texts", {}};
  group.options.add_options()  //
      ("gold", po::value<std::string>()->value_name("FILE"),
       "hold every rule against the labelled texts of this CSV")  //
      ("column,c", po::value<std::string>()->value_name("NAME"),
       "column with the text; columns go by name, or by number from 1")  //
      ("gold-column,g", po::value<std::string>()->value_name("NAME"),
       "column with the gold label; by default `label` or `gold`")  //
      ("also-ok", po::value<std::string>()->value_name("NAME"),
       "column with other defensible labels, joined by |; by default `also_ok`, if there is one");
  AddTableOptions(&group.options);
  group.options.add_options()                                  //
      ("quiet,q", "say nothing but errors on standard error")  //
      ("threads", po::value<std::string>()->value_name("N"), "default: all cores");
  return group;
}

Status ReadData(Values& values, CheckCommand* command) {
  if (values.Has("gold")) {
    command->gold = GoldChoice{.file = values.Text("gold"),
                               .columns = {.text = values.Text("column"),
                                           .label = values.Text("gold-column"),
                                           .also_ok = values.Text("also-ok"),
                                           .label_option = "--gold-column"},
                               .quiet = values.Has("quiet")};
    ReadTableChoices(values, &command->gold->columns.table);
  }
  for (const char* option : {"column", "gold-column", "also-ok", "header", "no-header", "delimiter",
                             "encoding", "threads"}) {
    if (values.Has(option) && !command->gold) {
      return UsageError(fmt::format("`--{}` is about labelled texts: give `--gold FILE`", option));
    }
  }
  command->threads = values.Threads();
  if (values.error()) return *values.error();
  return Done{};
}

}  // namespace

Syntax CheckSyntax() {
  return {"cxo check [OPTIONS] [DIR]",
          "Validates a rule pack (the built-in one, or the folder DIR), naming every fault with "
          "its place, runs the examples beside its rules, and warns of rules that cannot do what "
          "they say. With labelled texts it also warns of rules that these contradict.",
          "dir",
          {CheckOptions(), DataOptions(), PackOptions()},
          "  cxo check rules\n"
          "  cxo check rules --gold labelled.csv\n"
          "  cxo check rules --watch\n"};
}

Result<Command> ReadCheck(Values& values) {
  CheckCommand command{.pack = ReadPackChoice(values),
                       .gold = {},
                       .json = values.Has("json"),
                       .watch = values.Has("watch")};
  if (Status read = ReadData(values, &command); !read.ok()) return read.error();
  const Words folders = values.List("dir");
  if (folders.size() > 1) return UsageError("check takes one folder");
  if (!folders.empty() && !command.pack.rules.empty()) {
    return UsageError("the folder is given twice, by itself and with `--rules`");
  }
  if (!folders.empty()) command.pack.rules = folders[0];
  if (command.watch && command.json) {
    return UsageError("`--watch` and `--json` contradict each other");
  }
  if (command.watch && command.gold) {
    return UsageError("`--watch` and `--gold` contradict each other; see `cxo eval --watch`");
  }
  if (command.watch && command.pack.rules.empty()) {
    return UsageError("--watch: the pack that is built in does not change; give a folder");
  }
  return Command(std::move(command));
}

}  // namespace cxo
