// Lines of text, sorted, so that a difference of two such files shows what moved.
#include "classifier/eval/words_file.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include <fmt/core.h>

#include "classifier/error/counted.h"
#include "classifier/error/joined.h"
#include "classifier/pack/write_toml.h"

namespace cxo {
namespace {

// "on behalf: -120 35 60 48 -10" for each name with weights other than 0, if there is one. No name
// holds a line break or three apostrophes: they are words, signs and ids.
std::string Rows(std::string_view key, const std::vector<std::string>& names,
                 const std::vector<int16_t>& weights) {
  const size_t columns = names.empty() ? 0 : weights.size() / names.size();
  std::vector<std::string> lines;
  for (size_t i = 0; i < names.size(); ++i) {
    if (!HasWeights(weights, i, columns)) continue;
    lines.push_back(fmt::format("{}: {}\n", names[i],
                                Joined(std::span(weights).subspan(i * columns, columns), " ")));
  }
  if (lines.empty()) return "";
  std::sort(lines.begin(), lines.end());
  return fmt::format("\n{} = '''\n{}'''\n", key, Joined(lines, ""));
}

// The rules that were turned down, a line each, so that a difference shows which.
std::string Heard(const WordTuning& tuning) {
  std::string out =
      "\n# The rules that the fit has heard: their labels, ids and the weights that they had.\n"
      "[heard]\n";
  for (const HeardRule& rule : tuning.rows.heard) {
    const std::string label = rule.label.empty() ? "" : rule.label + ".";
    out += fmt::format("{}{} = {}\n", label, TomlBasicString(rule.id), TomlNumber(rule.weight));
  }
  return out;
}

// The digests of all that went into the words, the last first, each once.
std::string Corpora(const WordTuning& tuning, const WeightsOrigin& origin) {
  if (tuning.start_corpus.empty()) return origin.corpus;
  return WasFittedOn(tuning.start_corpus, origin.corpus)
             ? tuning.start_corpus
             : origin.corpus + " " + tuning.start_corpus;
}

std::string HowWellTold(const WordTuning& tuning) {
  if (tuning.adapted) return "They are those of before";
  return fmt::format(
      "Told exactly in {:.1f} % of {} not fitted on",
      100.0 * static_cast<double>(tuning.subtype_exact) / static_cast<double>(tuning.with_subtype),
      Counted(tuning.with_subtype, "row"));
}

// The table [subtype], if there is something in it.
std::string SubtypeTables(const WordTuning& tuning) {
  if (tuning.subtypes.empty()) return "";
  const FittedWords& fitted = tuning.subtypes.weights;
  std::vector<std::string> names;
  for (const size_t s : tuning.subtypes.which) names.push_back(tuning.rows.subtype_names[s]);
  std::string out = fmt::format(
      "\n# For texts of these labels: how much more likely than not each subtype is, in log-odds;\n"
      "# weights are in hundredths again. {}.\n"
      "[subtype]\nnames = [\"{}\"]\n",
      HowWellTold(tuning), Joined(names, "\", \""));
  std::vector<std::string> bias;
  for (size_t s = 0; s < names.size(); ++s) {
    bias.push_back(fmt::format("\"{}\" = {}", names[s], TomlNumber(fitted.bias[s])));
  }
  out += fmt::format("bias = {{ {} }}\n", Joined(bias, ", "));
  return out + Rows("signal", tuning.rows.signals, fitted.signal_weights) +
         Rows("word", tuning.rows.terms, fitted.term_weights);
}

}  // namespace

std::string WordsToml(const WordTuning& tuning, const WeightsOrigin& origin) {
  const Decision& decision = tuning.decision;
  const std::vector<std::string>& labels = tuning.rows.labels;
  std::string out = fmt::format(
      "# Written by `cxo tune --{}` from {}: {}, {} folds, seed {}; the next run replaces "
      "it.\n"
      "# What words, their first letters, pairs of words, signals (rules that are found at all) "
      "and pairs of\n# signals in one clause add to each label, in hundredths of log-odds, before "
      "it is divided by the root\n# of how many of them a text has.\n"
      "# Macro-F1 on rows not fitted on: {:.3f} with these weights, {:.3f} with {}.\n\n",
      tuning.adapted ? "adapt" : "words", Printable(origin.gold), Counted(origin.rows, "row"),
      origin.options.folds, origin.options.seed, tuning.methods[1].metrics.macro_f1,
      tuning.methods[0].metrics.macro_f1, tuning.adapted ? "those of before" : "the rules alone");
  out += fmt::format("corpus = \"{}\"\n", Corpora(tuning, origin));
  out += fmt::format("labels = [\"{}\"]\n", Joined(labels, "\", \""));
  std::vector<std::string> bias;
  for (size_t l = 0; l < labels.size(); ++l) {
    bias.push_back(fmt::format("{} = {}", labels[l], TomlNumber(decision.bias[l])));
  }
  out += fmt::format("bias = {{ {} }}\n", Joined(bias, ", "));
  out += fmt::format("temperature = {}\n", TomlNumber(decision.temperature));
  out += fmt::format("calibration = {{ slope = {}, intercept = {} }}\n", TomlNumber(decision.slope),
                     TomlNumber(decision.intercept));
  out += fmt::format(
      "\n# Words say again what the rules say that the fit has heard (below), so the weights that "
      "it heard\n# count {0} times. Another rule, one whose label is another now, and what a "
      "weight "
      "is higher now,\n# counts in full.\nvoice = {0}\n",
      TomlNumber(tuning.voice));
  return out + Rows("signal", tuning.rows.signals, tuning.fitted.signal_weights) +
         Rows("pair", tuning.rows.pairs, tuning.fitted.pair_weights) +
         Rows("word", tuning.rows.terms, tuning.fitted.term_weights) + Heard(tuning) +
         SubtypeTables(tuning);
}

}  // namespace cxo
