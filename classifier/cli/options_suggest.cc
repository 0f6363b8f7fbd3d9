// The options of `cxo suggest`.
#include <string>

#include <fmt/core.h>

#include "classifier/cli/options_parser.h"

namespace po = boost::program_options;

namespace cxo {
namespace {

OptionGroup SuggestionGroup() {
  OptionGroup group{"Suggestions", {}};
  group.options.add_options()                                                            //
      ("label,l", po::value<std::string>()->value_name("LABEL"), "only for this label")  //
      ("top", po::value<std::string>()->value_name("N"), "at most so many; default 20")  //
      ("min-rows", po::value<std::string>()->value_name("N"),
       "a phrase must stand in so many rows, a word alone in twice as many; default 3")      //
      ("unlabelled", "leave the gold labels aside; so it is without a column that has any")  //
      ("output,o", po::value<std::string>()->value_name("FILE"),
       "write there instead of to standard output")  //
      ("json", "one JSON object instead of TOML")    //
      ("threads", po::value<std::string>()->value_name("N"), "default: all cores");
  return group;
}

}  // namespace

Syntax SuggestSyntax() {
  return {
      "cxo suggest [OPTIONS] TEXTS.csv",
      "Finds phrases worth a rule. With gold labels: phrases that separate a label and are news "
      "to the pack, with what each would win and lose. Without: frequent phrases near the pack's "
      "own vocabulary that no rule covers, and rules that never count. Prints TOML to paste into "
      "a file of the pack; nothing is accepted by itself.",
      "file",
      {GoldOptions(), SuggestionGroup(), PackOptions()},
      "  cxo suggest labelled.csv --rules rules --label CRO -o suggested.toml\n"
      "  cxo suggest companies.csv -c text --top 50\n"};
}

Result<Command> ReadSuggest(Values& values) {
  SuggestCommand command{.pack = ReadPackChoice(values)};
  const Result<GoldChoice> gold = ReadGoldChoice(values, "suggest");
  if (!gold.ok()) return gold.error();
  command.gold = *gold;
  command.label = values.TextIfGiven("label");
  command.unlabelled = values.Has("unlabelled");
  if (command.unlabelled && !command.gold.columns.label.empty()) {
    return UsageError("`--gold` and `--unlabelled` contradict each other");
  }
  command.output = values.Text("output");
  if (const auto packed = PackedName("--output", command.output, true)) values.Fail(*packed);
  if (command.output == "-") command.output.clear();
  command.json = values.Has("json");
  constexpr uint64_t kMost = 999'999;
  command.options.top = values.Whole("top", 1, kMost, 20);
  command.options.min_rows = values.Whole("min-rows", 1, kMost, 3);
  command.options.threads = values.Threads();
  command.options.profile = command.pack.profile;
  if (values.error()) return *values.error();
  return Command(std::move(command));
}

}  // namespace cxo
