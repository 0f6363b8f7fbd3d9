// The options of `cxo compare`.
#include <filesystem>
#include <string>
#include <tuple>

#include <fmt/core.h>

#include "classifier/cli/options_parser.h"

namespace po = boost::program_options;

namespace cxo {
namespace {

OptionGroup SideGroup() {
  OptionGroup group{"Sides", {}};
  group.options.add_options()  //
      ("base", po::value<std::string>()->value_name("DIR"),
       "the pack before the change; `builtin`: the built-in one; default: that of --rules")  //
      ("with", po::value<std::string>()->value_name("DIR"),
       "the pack after the change, likewise")  //
      ("base-profile", po::value<std::string>()->value_name("NAME"),
       "profile of the base pack; default: that of --profile")                            //
      ("with-profile", po::value<std::string>()->value_name("NAME"), "of the with pack")  //
      ("base-weights", po::value<std::string>()->value_name("FILE"),
       "in place of the weights.toml of the base pack; `none`: the weights in its rules")  //
      ("with-weights", po::value<std::string>()->value_name("FILE"), "of the with pack");
  return group;
}

OptionGroup CompareReportGroup() {
  OptionGroup group{"Report", {}};
  group.options.add_options()                                                                   //
      ("unlabelled", "do not look at gold labels; without a column of them this is so anyway")  //
      ("fail-if-worse", "exit 1 if accuracy or macro-F1 is lower in with than in base")         //
      ("show", po::value<std::string>()->value_name("N"),
       "list at most so many lost, won and changed rows each; default 20")  //
      ("flips", po::value<std::string>()->value_name("FILE"),
       "write every such row as CSV there")                //
      ("json", "all figures and rows as one JSON object")  //
      ("seed", po::value<std::string>()->value_name("N"),
       "of resampling; default 1, the same seed gives the same figures")            //
      ("threads", po::value<std::string>()->value_name("N"), "default: all cores")  //
      ("watch",
       "compare again whenever a file of a pack or GOLD.csv is saved, and print which rows began "
       "or "
       "ceased to differ");
  return group;
}

PackChoice ReadSide(const Values& values, const std::string& side) {
  PackChoice choice = ReadPackChoice(values);
  choice.name = side;
  choice.rules = values.Text(side.c_str(), choice.rules);
  if (choice.rules == "builtin") choice.rules.clear();
  choice.profile = values.Text((side + "-profile").c_str(), choice.profile);
  choice.weights = WeightsOf(values.Text((side + "-weights").c_str()));
  return choice;
}

bool AreTheSame(const PackChoice& a, const PackChoice& b) {
  const auto folder = [](const PackChoice& choice) {
    if (choice.rules.empty()) return std::filesystem::path();
    return (std::filesystem::path(choice.rules) / "").lexically_normal();
  };
  return folder(a) == folder(b) && std::tie(a.profile, a.weights) == std::tie(b.profile, b.weights);
}

Status CheckSense(const Values& values, const CompareCommand& command) {
  if (AreTheSame(command.base, command.with)) {
    return UsageError(
        "both sides are the same; give --base or --with, a profile or a weights file in which "
        "they differ");
  }
  for (const char* other : {"json", "fail-if-worse"}) {
    if (!command.watch || !values.Has(other)) continue;
    return UsageError(fmt::format("`--watch` and `--{}` contradict each other", other));
  }
  if (command.watch && command.gold.file == "-") {
    return UsageError("--watch: standard input cannot be read again; give a file");
  }
  if (!command.unlabelled) return Done{};
  for (const char* other : {"gold", "also-ok", "fail-if-worse"}) {
    if (!values.Has(other)) continue;
    return UsageError(fmt::format("`--{}` and `--unlabelled` contradict each other", other));
  }
  return Done{};
}

}  // namespace

Syntax CompareSyntax() {
  return {"cxo compare [OPTIONS] [--base DIR] [--with DIR] GOLD.csv",
          "Decides the same texts twice and shows which rows are won, lost or changed, because of "
          "which rules, and whether the difference is more than chance. The sides differ in their "
          "pack, profile or weights. Without gold labels: the rows whose label changes.",
          "file",
          {SideGroup(), GoldOptions(), CompareReportGroup(), PackOptions()},
          "  cxo compare labelled.csv --with rules\n"
          "  cxo compare labelled.csv --base-profile article --with-profile industry\n"
          "  cxo compare labelled.csv --rules rules --base-weights none\n"
          "  cxo compare labelled.csv --base old --with new --fail-if-worse --flips f.csv\n"
          "  cxo compare labelled.csv --with rules --watch\n"};
}

Result<Command> ReadCompare(Values& values) {
  CompareCommand command{.base = ReadSide(values, "base"), .with = ReadSide(values, "with")};
  const Result<GoldChoice> gold = ReadGoldChoice(values, "compare");
  if (!gold.ok()) return gold.error();
  command.gold = *gold;
  command.unlabelled = values.Has("unlabelled");
  command.fail_if_worse = values.Has("fail-if-worse");
  command.show = values.Whole("show", 0, 999'999'999, command.show);
  command.flips = FileBesideFigures(values, "flips");
  command.json = values.Has("json");
  command.watch = values.Has("watch");
  command.options.seed = values.Seed();
  command.options.threads = values.Threads();
  if (values.error()) return *values.error();
  if (const Status sense = CheckSense(values, command); !sense.ok()) return sense.error();
  return Command(std::move(command));
}

}  // namespace cxo
