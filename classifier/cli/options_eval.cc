// The options of `cxo eval`.
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "classifier/cli/options_parser.h"

namespace po = boost::program_options;

namespace cxo {
namespace {

po::options_description GoldGroup() {
  po::options_description options = OptionGroup("Labelled texts");
  options.add_options()                                                                   //
      ("column,c", po::value<std::string>()->value_name("NAME"), "column with the text")  //
      ("gold,g", po::value<std::string>()->value_name("NAME"),
       "column with the gold label; by default `label` or `gold`")  //
      ("also-ok", po::value<std::string>()->value_name("NAME"),
       "column with other defensible labels, joined by |; by default `also_ok`, if there is one");
  return options;
}

po::options_description ReportGroup() {
  po::options_description options = OptionGroup("Report");
  options.add_options()                                                                           //
      ("json", "all figures as one JSON object")                                                  //
      ("errors", po::value<std::string>()->value_name("FILE"), "write every error as CSV there")  //
      ("no-baselines", "leave out the simpler methods beside which the pack is shown")            //
      ("seed", po::value<std::string>()->value_name("N"),
       "of resampling and folds; default 1, the same seed gives the same figures")  //
      ("threads", po::value<std::string>()->value_name("N"), "default: all cores")  //
      ("quiet,q", "say nothing but errors on standard error");
  return options;
}

Result<uint64_t> ParseSeed(std::string_view word) {
  const bool digits = !word.empty() && word.size() <= 18 &&
                      word.find_first_not_of("0123456789") == std::string_view::npos;
  if (digits) return uint64_t{std::stoull(std::string(word))};
  return Error{.source = "--seed",
               .message = fmt::format("`{}` is no whole number of at most 18 digits", word)};
}

}  // namespace

Syntax EvalSyntax() {
  return {"cxo eval [OPTIONS] GOLD.csv",
          "Measures a pack on labelled texts: accuracy, precision, recall and F1 by label with\n"
          "intervals, confusion, calibration, what each rule does, and the errors by kind.",
          "file",
          {GoldGroup(), ReportGroup(), PackOptions()},
          "  cxo eval labelled.csv -c text -g label\n"
          "  cxo eval labelled.csv --rules rules --errors errors.csv\n"};
}

Result<Command> ReadEval(Values& values) {
  EvalCommand command{.pack = ReadPackChoice(values)};
  const Words files = values.List("file");
  if (files.size() != 1) return UsageError("eval needs one file of labelled texts");
  command.file = files[0];
  command.columns = {.text = values.Text("column"),
                     .label = values.Text("gold"),
                     .also_ok = values.Text("also-ok")};
  command.errors = values.Text("errors");
  command.json = values.Has("json");
  command.quiet = values.Has("quiet");
  command.options.baselines = !values.Has("no-baselines");
  command.options.seed = values.Parsed("seed", ParseSeed).value_or(1);
  command.options.threads = values.Parsed("threads", ParseThreads).value_or(DefaultThreads());
  if (values.error()) return *values.error();
  return Command(std::move(command));
}

}  // namespace cxo
