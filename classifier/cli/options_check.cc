// The options of `cxo check`.
#include <algorithm>
#include <string>
#include <string_view>

#include <fmt/format.h>

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

}  // namespace

Syntax CheckSyntax() {
  return {"cxo check [OPTIONS] [DIR]",
          "Validates a rule pack (the built-in one, or the folder DIR), naming every fault with "
          "its place,\n"
          "runs the examples beside its rules, and warns of rules that cannot do what they say.",
          "dir",
          {CheckOptions(), PackOptions()},
          "  cxo check rules\n"
          "  cxo check rules --watch\n"};
}

Result<Command> ReadCheck(const Values& values) {
  CheckCommand command{ReadPackChoice(values), values.Has("json"), values.Has("watch")};
  const Words folders = values.List("dir");
  if (folders.size() > 1) return UsageError("check takes one folder");
  if (!folders.empty() && !command.pack.rules.empty()) {
    return UsageError("the folder is given twice, by itself and with `--rules`");
  }
  if (!folders.empty()) command.pack.rules = folders[0];
  if (command.watch && command.json) {
    return UsageError("`--watch` and `--json` contradict each other");
  }
  if (command.watch && command.pack.rules.empty()) {
    return UsageError("--watch: the pack that is built in does not change; give a folder");
  }
  return Command(std::move(command));
}

}  // namespace cxo
