// The options of `cxo eval`.
#include <string>

#include "classifier/cli/options_parser.h"

namespace po = boost::program_options;

namespace cxo {
namespace {

OptionGroup EvalReportGroup() {
  OptionGroup group{"Report", {}};
  group.options.add_options()                     //
      ("json", "all figures as one JSON object")  //
      ("html", po::value<std::string>()->value_name("FILE"),
       "write a page for the browser there, with every rule and every error: one file that needs "
       "nothing else")                                                                            //
      ("errors", po::value<std::string>()->value_name("FILE"), "write every error as CSV there")  //
      ("show", po::value<std::string>()->value_name("N"),
       "list at most so many errors; default 20; 0: figures alone, without the text of any row; "
       "with --watch (default 5) also at most so many rows of each kind that a save moves (4); "
       "what "
       "--errors and --html write stays whole")                                         //
      ("no-baselines", "leave out the simpler methods beside which the pack is shown")  //
      ("seed", po::value<std::string>()->value_name("N"),
       "of resampling and folds; default 1, the same seed gives the same figures")  //
      ("threads", po::value<std::string>()->value_name("N"), "default: all cores")  //
      ("watch",
       "measure again whenever a file of the pack or GOLD.csv is saved, and print what changed; "
       "without the simpler methods");
  return group;
}

}  // namespace

Syntax EvalSyntax() {
  return {"cxo eval [OPTIONS] GOLD.csv",
          "Measures a pack on labelled texts: accuracy, precision, recall and F1 by label with "
          "intervals, confusion, calibration, what each rule does, and the errors by kind.",
          "file",
          {GoldOptions(), EvalReportGroup(), PackOptions()},
          "  cxo eval labelled.csv -c text -g label\n"
          "  cxo eval labelled.csv --rules rules --errors errors.csv\n"
          "  cxo eval labelled.csv --html report.html\n"
          "  cxo eval unseen.csv --show 0\n"
          "  cxo eval labelled.csv --rules rules --watch\n"};
}

Result<Command> ReadEval(Values& values) {
  EvalCommand command{.pack = ReadPackChoice(values)};
  const Result<GoldChoice> gold = ReadGoldChoice(values, "eval");
  if (!gold.ok()) return gold.error();
  command.gold = *gold;
  command.errors = FileBesideFigures(values, "errors");
  command.html = FileBesideFigures(values, "html");
  if (values.Has("show")) command.show = values.Whole("show", 0, 999'999'999, 0);
  command.json = values.Has("json");
  command.options.baselines = !values.Has("no-baselines");
  command.options.seed = values.Seed();
  command.options.threads = values.Threads();
  command.watch = values.Has("watch");
  if (values.error()) return *values.error();
  if (command.watch) {
    if (command.json) return UsageError("`--watch` and `--json` contradict each other");
    if (command.gold.file == "-") {
      return UsageError("--watch: standard input cannot be read again; give a file");
    }
    command.options.baselines = false;
  }
  return Command(std::move(command));
}

}  // namespace cxo
