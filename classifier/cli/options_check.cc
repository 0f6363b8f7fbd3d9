// The options of `cxo check`.
#include <algorithm>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "classifier/cli/options_parser.h"

namespace po = boost::program_options;

namespace cxo {
namespace {

po::options_description CheckOptions() {
  po::options_description options = OptionGroup("Output");
  options.add_options()("json", "one JSON object");
  return options;
}

}  // namespace

Syntax CheckSyntax() {
  return {"cxo check [OPTIONS] [DIR]",
          "Validates a rule pack (the built-in one, or the folder DIR), naming every fault with "
          "its place,\n"
          "runs the examples beside its rules, and warns of rules that cannot do what they say.",
          "dir",
          {CheckOptions(), PackOptions()},
          "  cxo check rules\n"};
}

Result<Command> ReadCheck(const Values& values) {
  CheckCommand command{ReadPackChoice(values), values.Has("json")};
  const Words folders = values.List("dir");
  if (folders.size() > 1) return UsageError("check takes one folder");
  if (!folders.empty() && !command.pack.rules.empty()) {
    return UsageError("the folder is given twice, by itself and with `--rules`");
  }
  if (!folders.empty()) command.pack.rules = folders[0];
  return Command(std::move(command));
}

}  // namespace cxo
