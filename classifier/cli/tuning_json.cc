// Tunings, of rules and of words, as one JSON object.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "classifier/cli/method_table.h"
#include "classifier/cli/tuning_report.h"
#include "classifier/cli/word_tuning_report.h"
#include "classifier/error/joined.h"
#include "classifier/io/json_string.h"

namespace cxo {
namespace {

// What is infinite or missing is null.
std::string Number(std::optional<double> value) {
  return value && std::isfinite(*value) ? fmt::format("{}", *value) : "null";
}

std::string IntervalJson(const Interval& interval) {
  return fmt::format("[{}, {}]", interval.low, interval.high);
}

std::string Methods(const Pack& pack, const std::vector<TuningMethod>& methods) {
  std::vector<std::string> members;
  for (const TuningMethod& method : methods) {
    std::vector<std::string> labels;
    for (size_t l = 0; l < pack.labels.size(); ++l) {
      const LabelScore& score = method.metrics.labels[l];
      labels.push_back(fmt::format(R"({}: {{"precision": {}, "recall": {}, "f1": {}}})",
                                   JsonString(pack.labels[l].name), score.precision, score.recall,
                                   score.f1));
    }
    members.push_back(fmt::format(
        R"({}: {{"accuracy": {}, "macro_f1": {}, "log_loss": {}, "calibration_error": {}, )"
        R"("labels": {}}})",
        JsonString(method.name), method.metrics.accuracy, method.metrics.macro_f1,
        Number(method.log_loss), Number(method.calibration_error), JsonObject(labels)));
  }
  return JsonObject(members);
}

std::string PenaltiesJson(const std::optional<Penalties>& penalties) {
  if (!penalties) return "null";
  return fmt::format(R"({{"to_hand": {}, "to_zero": {}, "balance": {}, "by_label": {}}})",
                     penalties->to_hand, penalties->to_zero, penalties->balance,
                     penalties->by_label);
}

std::string BiasesJson(const Pack& pack, const std::vector<double>& values) {
  std::vector<std::string> members;
  for (size_t l = 0; l < pack.labels.size(); ++l) {
    members.push_back(fmt::format("{}: {}", JsonString(pack.labels[l].name), Number(values[l])));
  }
  return JsonObject(members);
}

std::string DecisionJson(const Pack& pack, const Decision& decision) {
  return fmt::format(
      R"({{"temperature": {}, "bias": {}, "threshold": {}, "slope": {}, "intercept": {}}})",
      decision.temperature, BiasesJson(pack, decision.bias), BiasesJson(pack, decision.threshold),
      decision.slope, decision.intercept);
}

// Every rule that speaks for a label.
std::string WeightsJson(const Pack& pack, const Tuning& it) {
  std::vector<std::string> members;
  for (size_t r = 0; r < pack.rules.size(); ++r) {
    if (pack.rules[r].label == kSignal) continue;
    members.push_back(fmt::format(R"({}: {{"hand": {}, "fitted": {}, "rows": {}}})",
                                  JsonString(pack.rules[r].id), it.hand.rules[r],
                                  it.fitted.rules[r], it.rule_rows[r]));
  }
  return JsonObject(members);
}

std::string Thin(const Pack& pack, const std::vector<LabelIndex>& thin) {
  std::vector<std::string_view> names;
  for (const LabelIndex label : thin) {
    names.emplace_back(pack.labels[static_cast<size_t>(label)].name);
  }
  return JsonStrings(names);
}

// What every report begins with: where it comes from and whether fitting helps.
std::string Head(const Pack& pack, const GoldFile& gold, const WeightsOrigin& origin, bool helps,
                 const PairedDifference& d) {
  std::string out = fmt::format(
      R"({{"file": {}, "rows": {}, "corpus": {}, "pack": {}, "digest": {}, "profile": {}, )"
      R"("folds": {}, "seed": {}, )",
      JsonString(gold.name), origin.rows, JsonString(origin.corpus), JsonString(pack.name),
      JsonString(pack.digest), JsonString(ProfileInForce(pack, origin.options.profile)),
      origin.options.folds, origin.options.seed);
  return out +
         fmt::format(R"("helps": {}, "difference": {{"macro_f1": {}, "macro_f1_interval": {}, )"
                     R"("accuracy": {}, "accuracy_interval": {}}}, )",
                     helps, d.macro_f1_gain, IntervalJson(d.macro_f1), d.accuracy_gain,
                     IntervalJson(d.accuracy));
}

// Null if it was fitted.
std::string KeptJson(const ConfidenceFit& fit) {
  return fit.kept == ConfidenceKept::kNo ? "null" : JsonString(WhyConfidenceIsKept(fit));
}

// The weights of each name that has any, one for each label.
std::string Entries(const Pack& pack, const std::vector<std::string>& names,
                    const std::vector<int16_t>& weights) {
  const size_t labels = pack.labels.size();
  std::vector<std::string> members;
  for (size_t i = 0; i < names.size(); ++i) {
    if (!HasWeights(weights, i, labels)) continue;
    members.push_back(fmt::format("{}: [{}]", JsonString(names[i]),
                                  Joined(std::span(weights).subspan(i * labels, labels), ", ")));
  }
  std::sort(members.begin(), members.end());
  return JsonObject(members);
}

}  // namespace

std::string TuningJson(const TuningReport& report) {
  const Pack& pack = *report.pack;
  const Tuning& it = *report.tuning;
  std::vector<TuningMethod> methods = it.methods;
  if (report.standing) methods.push_back(*report.standing);
  std::string out = Head(pack, *report.gold, report.origin, it.helps(), it.difference);
  out += fmt::format(R"("methods": {}, "thin": {}, "penalties": {}, )", Methods(pack, methods),
                     Thin(pack, it.thin), PenaltiesJson(it.penalties));
  out += fmt::format(
      R"("decision": {{"hand": {}, "fitted": {}}}, "calibration_kept": {}, "rules": {}}})",
      DecisionJson(pack, it.hand.decision), DecisionJson(pack, it.fitted.decision),
      KeptJson(it.confidence), WeightsJson(pack, it));
  return out + "\n";
}

std::string WordTuningJson(const WordTuningReport& report) {
  const Pack& pack = *report.pack;
  const WordTuning& it = *report.tuning;
  std::string out = Head(pack, *report.gold, report.origin, it.helps(), it.difference);
  out += fmt::format(
      R"("methods": {}, "decision": {}, "calibration_kept": {}, "voice": {}, "signals": {}, "pairs": {}, "words": {}}})",
      Methods(pack, it.methods), DecisionJson(pack, it.decision), KeptJson(it.confidence), it.voice,
      Entries(pack, it.rows.signals, it.fitted.signal_weights),
      Entries(pack, it.rows.pairs, it.fitted.pair_weights),
      Entries(pack, it.rows.terms, it.fitted.term_weights));
  return out + "\n";
}

}  // namespace cxo
