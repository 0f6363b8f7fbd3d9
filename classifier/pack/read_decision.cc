// Reads how scores become a label: [decision], and weights.toml, which a fit writes and which
// stands above the weights in the rules.
#include <map>
#include <utility>

#include "classifier/error/quoted.h"
#include "classifier/pack/draft.h"
#include "classifier/pack/fitted_files.h"

namespace cxo {
namespace {

using Kind = Key::Kind;

const std::vector<Key>& DecisionKeys() {
  static const std::vector<Key> kKeys = {
      kFittedTemperature,       kFittedBias,
      kFittedThreshold,         kFittedCalibration,
      {"review", Kind::kTable}, {"also", Kind::kNumber, false, 0.0, kMostLogOdds}};
  return kKeys;
}

const std::vector<Key>& ReviewKeys() {
  static const std::vector<Key> kKeys = {{"confidence", Kind::kNumber, false, 0.0, 1.0},
                                         {"margin", Kind::kNumber, false, 0.0, 1.0},
                                         {"known", Kind::kNumber, false, 0.0, 1.0}};
  return kKeys;
}

const std::vector<Key>& CalibrationKeys() {
  static const std::vector<Key> kKeys = {
      {"slope", Kind::kNumber, false, 0.0, kMostLogOdds},
      {"intercept", Kind::kNumber, false, -kMostLogOdds, kMostLogOdds}};
  return kKeys;
}

const std::vector<Key>& WeightsKeys() {
  static const std::vector<Key> kKeys = {
      {"corpus", Kind::kText}, {"weight", Kind::kNumbers, false, -kMostLogOdds, kMostLogOdds},
      kFittedTemperature,      kFittedBias,
      kFittedThreshold,        kFittedCalibration};
  return kKeys;
}

void ReadPerLabel(const TomlValue& table, std::string_view key, std::vector<double>* out,
                  Draft* draft) {
  for (const TomlEntry* entry : NumbersAt(table, key)) {
    const auto label = ReadLabelName(entry->key, entry->place, draft);
    if (label) (*out)[static_cast<size_t>(*label)] = entry->value.number;
  }
}

void ReadWeight(const TomlEntry& entry, Draft* draft) {
  draft->references.push_back({Reference::Kind::kRule, entry.key, entry.place, {}});
  const auto index = FindRule(draft->pack, entry.key);
  if (!index) return;
  Rule& rule = draft->pack.rules[*index];
  if (rule.locked) {
    draft->faults.Add(entry.place, "the weight of " + Quoted(entry.key) + " is locked, at " +
                                       draft->faults.Name(rule.at));
  }
  SetWeight(entry.value.number, &rule);
}

}  // namespace

void ReadFitted(const TomlValue& table, Draft* draft) {
  Decision& decision = draft->pack.decision;
  decision.temperature = NumberAt(table, "temperature", decision.temperature);
  ReadPerLabel(table, "bias", &decision.bias, draft);
  ReadPerLabel(table, "threshold", &decision.threshold, draft);
  const TomlValue* calibration = TableAt(table, "calibration");
  if (calibration == nullptr) return;
  draft->Check(*calibration, "`calibration`", CalibrationKeys());
  decision.slope = NumberAt(*calibration, "slope", decision.slope);
  decision.intercept = NumberAt(*calibration, "intercept", decision.intercept);
}

void ReadDecision(const TomlValue& table, Draft* draft) {
  draft->Check(table, "[decision]", DecisionKeys());
  if (draft->decision) {
    draft->faults.Add(table.place, "there is one [decision] already, at " +
                                       draft->faults.Name(draft->decision->at));
    return;
  }
  draft->decision = table.place;
  ReadFitted(table, draft);
  Decision& decision = draft->pack.decision;
  decision.stated = true;
  decision.also_score = NumberAt(table, "also", decision.also_score);
  const TomlValue* review = TableAt(table, "review");
  if (review == nullptr) return;
  draft->Check(*review, "`review`", ReviewKeys());
  decision.review_confidence = NumberAt(*review, "confidence", 0.0);
  decision.review_margin = NumberAt(*review, "margin", 0.0);
  decision.review_known = NumberAt(*review, "known", 0.0);
}

void ReadWeights(const TomlValue& root, Draft* draft) {
  draft->Check(root, kWeightsFile, WeightsKeys());
  draft->pack.weights_corpus = TextAt(root, "corpus");
  ReadFitted(root, draft);
  for (const TomlEntry* entry : NumbersAt(root, "weight")) ReadWeight(*entry, draft);
}

}  // namespace cxo
