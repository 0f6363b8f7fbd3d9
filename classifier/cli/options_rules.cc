// The options of `cxo rules`.
#include <algorithm>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "classifier/cli/options_parser.h"

namespace po = boost::program_options;

namespace cxo {
namespace {

po::options_description RulesOptions() {
  po::options_description options = OptionGroup("Choice");
  options.add_options()                                               //
      ("search", po::value<std::string>()->value_name("WORD"),        //
       "list only rules whose id, label, note or phrases hold WORD")  //
      ("json", "one JSON object for each rule");
  return options;
}

}  // namespace

Syntax RulesSyntax() {
  return {"cxo rules [list] [OPTIONS]\n       cxo rules show [OPTIONS] NAME...",
          "Lists the rules of a pack, or shows rules whole, with the regular expression that each "
          "phrase\n"
          "means. NAME is an id, a prefix of ids such as cro.*, or a label.",
          "word",
          {RulesOptions(), PackOptions()},
          "  cxo rules --search packaging\n"
          "  cxo rules show cmo.packaging\n"};
}

Result<Command> ReadRules(const Values& values) {
  RulesCommand command{.pack = ReadPackChoice(values)};
  command.search = values.Text("search");
  command.json = values.Has("json");
  Words words = values.List("word");
  const std::string action = words.empty() ? "list" : words[0];
  if (action == "show" && words.size() > 1) {
    command.show.assign(words.begin() + 1, words.end());
    command.list = false;
  } else if (action == "show") {
    return UsageError("rules show needs the name of a rule");
  } else if (action != "list" || words.size() > 1) {
    return UsageError(
        fmt::format("rules knows `list` and `show NAME...`, not `{}`", fmt::join(words, " ")));
  }
  return Command(std::move(command));
}

}  // namespace cxo
