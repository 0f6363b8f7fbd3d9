// The options of `cxo explain`.
#include <algorithm>
#include <string>
#include <string_view>

#include <fmt/core.h>

#include "classifier/cli/options_parser.h"

namespace po = boost::program_options;

namespace cxo {
namespace {

OptionGroup ExplainOptions() {
  OptionGroup group{"Explanation", {}};
  group.options.add_options()                                                              //
      ("why-not", po::value<std::string>()->value_name("LABEL"),                           //
       "what LABEL lacks: its nearest misses and the smallest change that would give it")  //
      ("json", "one JSON object for each text");
  return group;
}

}  // namespace

Syntax ExplainSyntax() {
  return {
      "cxo explain [OPTIONS] [TEXT...]",
      "Shows the label of each text (or line of standard input, which `-` stands for), the words "
      "that decided or are not known, what was set aside and why, and the scores.",
      "text",
      {ExplainOptions(), PackOptions()},
      "  cxo explain \"contract packaging for pharmaceutical companies\"\n"
      "  cxo explain --why-not CDMO \"tablet manufacturing\"\n"};
}

Result<Command> ReadExplain(const Values& values) {
  ExplainCommand command{ReadPackChoice(values), values.List("text"), values.TextIfGiven("why-not"),
                         values.Has("json")};
  if (command.texts.empty()) command.texts = {"-"};
  return Command(std::move(command));
}

}  // namespace cxo
