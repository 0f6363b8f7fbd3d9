// The options of `cxo tune`.
#include <string>
#include <string_view>

#include <fmt/core.h>

#include "classifier/cli/options_parser.h"

namespace po = boost::program_options;

namespace cxo {
namespace {

OptionGroup FitGroup() {
  OptionGroup group{"Fit", {}};
  group.options.add_options()  //
      ("words",
       "fit weights of words, pairs of words and signals beside the rules: words.toml")  //
      ("adapt",
       "fit the words of the pack to texts of another kind, from where they are: a few hundred "
       "texts will do")  //
      ("output,o", po::value<std::string>()->value_name("FILE"),
       "write the weights there; by default to weights.toml (or words.toml) in the folder given "
       "by --rules")                                                                              //
      ("anyway", "write them even if fitting does not help, or words that are there would stay")  //
      ("dry-run", "write nothing, only show what would come out")                                 //
      ("folds", po::value<std::string>()->value_name("N"),
       "of the cross-validation, from 2 to 20; default 5")  //
      ("seed", po::value<std::string>()->value_name("N"),
       "of folds and resampling; default 1, the same seed gives the same weights")  //
      ("json", "all figures as one JSON object")                                    //
      ("threads", po::value<std::string>()->value_name("N"), "default: all cores");
  return group;
}

}  // namespace

Syntax TuneSyntax() {
  return {"cxo tune [OPTIONS] GOLD.csv",
          "Fits weights, biases, thresholds and the calibration of confidence to labelled texts, "
          "shows what they are worth on texts that they were not fitted to, beside the weights "
          "written in the rules, and writes weights.toml. Rules are never changed. With --words it "
          "fits words.toml instead: what the words and pairs of words of a text, and rules that "
          "are found in it at all, say for each label; that wants thousands of texts. With --adapt "
          "it moves the weights in words.toml as far as the texts ask. Exit status 1: fitting does "
          "not help, or the words that are there, of other texts, stay; nothing is written.",
          "file",
          {GoldOptions(), FitGroup(), PackOptions()},
          "  cxo tune labelled.csv --rules rules\n"
          "  cxo tune labelled.csv --rules rules -o /tmp/weights.toml\n"
          "  cxo tune --words labelled.csv --rules rules\n"
          "  cxo tune --adapt mine.csv --rules rules\n"};
}

Result<Command> ReadTune(Values& values) {
  TuneCommand command{.pack = ReadPackChoice(values)};
  if (values.Has("adapt") && values.Has("words")) {
    return UsageError("`--words` fits new words, `--adapt` moves those that are there: give one");
  }
  command.adapt = values.Has("adapt");
  command.words = command.adapt || values.Has("words");
  command.pack.without_words = command.words && !command.adapt;
  // The fit starts from the weights in the rules: those of weights.toml will not stand beside it.
  command.pack.weights.source = WeightsChoice::Source::kNone;
  const Result<GoldChoice> gold = ReadGoldChoice(values, "tune");
  if (!gold.ok()) return gold.error();
  command.gold = *gold;
  command.output = FileBesideFigures(values, "output");
  if (values.Has("dry-run") && (values.Has("output") || values.Has("anyway"))) {
    return UsageError("`--dry-run` writes nothing: `--output` and `--anyway` contradict it");
  }
  command.json = values.Has("json");
  command.anyway = values.Has("anyway");
  command.dry_run = values.Has("dry-run");
  command.options.profile = command.pack.profile;
  command.options.folds = values.Whole("folds", 2, 20, 5);
  command.options.seed = values.Seed();
  command.options.threads = values.Threads();
  if (values.error()) return *values.error();
  return Command(std::move(command));
}

}  // namespace cxo
