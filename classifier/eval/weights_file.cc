// Lines of text; every number but those in notes is the shortest that reads back as the same.
#include "classifier/eval/weights_file.h"

#include <cmath>
#include <tuple>
#include <vector>

#include <fmt/core.h>

#include "classifier/error/counted.h"
#include "classifier/error/joined.h"

namespace cxo {
namespace {

std::string HeadOf(const Tuning& tuning, const WeightsOrigin& origin) {
  const TuningOptions& options = origin.options;
  std::string head = fmt::format(
      "# Written by `cxo tune` from {}: {}, {} folds, seed {}; the next run replaces it.\n",
      Printable(origin.gold), Counted(origin.rows, "row"), options.folds, options.seed);
  if (!options.profile.empty()) head += fmt::format("# Profile: {}\n", Printable(options.profile));
  return head +
         fmt::format(
             "# Macro-F1 on rows not fitted on: {:.3f} with these weights, {:.3f} with those "
             "of the rules.\n\n",
             tuning.methods[1].metrics.macro_f1, tuning.methods[0].metrics.macro_f1);
}

// "bias = { CRO = -0.85 }" of the labels whose value differs; "" if there are none.
std::string PerLabel(const Pack& pack, std::string_view key, const std::vector<double>& hand,
                     const std::vector<double>& fitted) {
  std::vector<std::string> entries;
  for (size_t l = 0; l < hand.size(); ++l) {
    if (fitted[l] == hand[l]) continue;
    entries.push_back(fmt::format("{} = {}", pack.labels[l].name, TomlNumber(fitted[l])));
  }
  return entries.empty() ? "" : fmt::format("{} = {{ {} }}\n", key, Joined(entries, ", "));
}

// A number that nothing reads back: what words.toml takes from a weight leaves dust behind.
std::string Noted(double value) { return TomlNumber(std::round(value * 1e4) / 1e4 + 0.0); }

}  // namespace

std::string TomlNumber(double value) {
  std::string number = fmt::format("{}", value);
  if (number.find_first_of(".e") == std::string::npos) number += ".0";
  return number;
}

std::string WeightsToml(const Pack& pack, const Tuning& tuning, const WeightsOrigin& origin) {
  const Decision& hand = tuning.hand.decision;
  const Decision& fitted = tuning.fitted.decision;
  std::string out = HeadOf(tuning, origin) + fmt::format("corpus = \"{}\"\n", origin.corpus);
  // What stays as the pack has it is not written, so that it also follows the pack later on.
  const bool calibrated = std::tie(fitted.temperature, fitted.slope, fitted.intercept) !=
                          std::tie(hand.temperature, hand.slope, hand.intercept);
  if (calibrated) out += fmt::format("temperature = {}\n", TomlNumber(fitted.temperature));
  out += PerLabel(pack, "bias", hand.bias, fitted.bias);
  out += PerLabel(pack, "threshold", hand.threshold, fitted.threshold);
  if (calibrated) {
    out += fmt::format("calibration = {{ slope = {}, intercept = {} }}\n", TomlNumber(fitted.slope),
                       TomlNumber(fitted.intercept));
  }
  std::string weights;
  for (size_t r = 0; r < pack.rules.size(); ++r) {
    if (tuning.fitted.rules[r] == tuning.hand.rules[r]) continue;
    weights += fmt::format("\"{}\" = {}  # by hand {}\n", pack.rules[r].id,
                           TomlNumber(tuning.fitted.rules[r]), Noted(tuning.hand.rules[r]));
  }
  if (!weights.empty()) out += "\n[weight]\n" + weights;
  return out;
}

}  // namespace cxo
