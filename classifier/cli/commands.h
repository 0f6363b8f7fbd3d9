// The commands and their options, parsed and checked but not yet resolved: nothing is opened here.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "classifier/cli/weights_choice.h"
#include "classifier/eval/comparison.h"
#include "classifier/eval/evaluation.h"
#include "classifier/eval/gold.h"
#include "classifier/eval/suggest.h"
#include "classifier/eval/tuning.h"
#include "classifier/run/batch.h"
#include "classifier/spreadsheet/rule_import.h"

namespace cxo {

// Which rules decide.
struct PackChoice {
  std::string rules;           // folder; empty: the pack that is built in
  std::string profile;         // empty: the pack's default
  bool reference = false;      // the slow matcher that defines what is right
  WeightsChoice weights = {};  // the pack's own, or in place of them
  bool without_words = false;  // leave the pack's words.toml aside
  std::string name = "rule";   // what messages call the pack
};

// Which labelled texts are worked on.
struct GoldChoice {
  std::string file;
  GoldColumns columns;
  bool quiet = false;
};

struct ClassifyCommand {
  PackChoice pack;
  BatchOptions batch;
  std::optional<double> min_confidence;
  std::optional<double> min_margin;
  std::string report;
  bool progress = false;
  bool quiet = false;
};

struct ExplainCommand {
  PackChoice pack;
  std::vector<std::string> texts;      // "-": the lines of standard input
  std::optional<std::string> why_not;  // a label
  bool json = false;
};

struct CheckCommand {
  PackChoice pack;
  std::optional<GoldChoice> gold;  // labelled texts that the rules are held against
  size_t threads = 1;
  bool json = false;
  bool watch = false;  // check again whenever the pack is saved
};

struct RulesCommand {
  enum class Action { kList, kShow, kExport, kImport };

  PackChoice pack;
  Action action = Action::kList;
  std::vector<std::string> show;  // ids, prefixes with "*", labels, lists
  std::string search;             // list only rules whose id, note or phrases hold this
  bool json = false;
  RuleTableFile table;       // to import
  std::string output = "-";  // file to export to, folder to import into
  bool force = false;        // the file may be there, the folder may hold a pack already
  bool quiet = false;
};

struct EvalCommand {
  PackChoice pack;
  GoldChoice gold;
  EvaluationOptions options;
  std::string errors;          // file for the errors; empty: none
  std::string html;            // file for the report page; empty: none
  std::optional<size_t> show;  // errors, or rows of each kind, that are listed; none: a screenful
  bool json = false;
  bool watch = false;  // measure again whenever the pack or the texts are saved
};

struct TuneCommand {
  PackChoice pack;
  GoldChoice gold;
  TuningOptions options;
  bool words = false;  // fit words.toml, not weights.toml
  bool adapt = false;  // `words`, going on from those that the pack has
  std::string output;  // file for the weights; empty: weights.toml or words.toml of the pack
  bool json = false;
  bool anyway = false;   // write even if fitting does not help
  bool dry_run = false;  // write nothing
};

struct CompareCommand {
  PackChoice base;
  PackChoice with;
  GoldChoice gold;
  ComparisonOptions options;
  bool unlabelled = false;  // gold labels are not looked at
  bool fail_if_worse = false;
  size_t show = 20;   // rows that are listed of each kind
  std::string flips;  // file for all of them; empty: none
  bool json = false;
  bool watch = false;  // compare again whenever a pack or the texts are saved
};

struct SuggestCommand {
  PackChoice pack;
  GoldChoice gold;
  SuggestOptions options;
  std::optional<std::string> label;  // suggest for this one alone
  bool unlabelled = false;           // leave gold labels aside
  std::string output;                // file; empty: standard output
  bool json = false;
};

struct HelpCommand {
  std::string topic;  // a command; empty: all of them
};

struct VersionCommand {
  PackChoice pack;
};

using Command =
    std::variant<ClassifyCommand, ExplainCommand, CheckCommand, RulesCommand, EvalCommand,
                 TuneCommand, CompareCommand, SuggestCommand, HelpCommand, VersionCommand>;

}  // namespace cxo
