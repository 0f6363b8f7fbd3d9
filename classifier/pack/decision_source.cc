// Parses the files once more, which only those who check a pack pay.
#include "classifier/pack/decision_source.h"

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

#include "classifier/pack/fitted_files.h"
#include "classifier/pack/keys.h"
#include "classifier/pack/toml_value.h"

namespace cxo {
namespace {

constexpr std::array<std::string_view, 4> kFittedKeys = {"temperature", "bias", "threshold",
                                                         "calibration"};

using Overruled = DecisionSource::Overruled;

// The entry `written`, if `above` has some of it; both are numbers or tables of them.
std::optional<Overruled> OverruledBy(const TomlValue& above, const TomlEntry& written) {
  Overruled overruled{.place = written.place};
  for (const std::string_view key : kFittedKeys) {
    if (written.key == key) overruled.key = key;
  }
  const TomlValue* other = overruled.key.empty() ? nullptr : above.Find(overruled.key);
  if (other == nullptr) return std::nullopt;
  if (written.value.kind != TomlValue::Kind::kTable) return overruled;
  for (const TomlEntry& part : written.value.entries) {
    if (other->Find(part.key) != nullptr) overruled.parts.push_back(part.key);
  }
  if (overruled.parts.empty()) return std::nullopt;
  if (overruled.parts.size() == written.value.entries.size()) overruled.parts.clear();
  return overruled;
}

}  // namespace

DecisionSource DecisionSourceOf(const std::vector<PackFile>& files) {
  std::optional<TomlValue> weights;
  std::optional<TomlValue> words;
  std::optional<TomlValue> decision;
  Faults faults(files, "");
  size_t values_left = std::numeric_limits<size_t>::max();
  for (uint32_t i = 0; i < files.size(); ++i) {
    std::optional<TomlValue> root = ParseToml(files[i].content, i, &values_left, &faults);
    if (!root) continue;
    if (files[i].name == kWeightsFile) {
      weights = std::move(root);
    } else if (files[i].name == kWordsFile) {
      words = std::move(root);
    } else if (const TomlValue* table = TableAt(*root, "decision")) {
      decision = *table;
    }
  }
  DecisionSource source;
  for (const auto* table : {&decision, &words, &weights}) {
    if (!*table) continue;
    for (const TomlEntry* entry : NumbersAt(**table, "bias")) {
      source.bias[entry->key] = entry->place;
    }
  }
  if (!decision || !words) return source;
  for (const TomlEntry& entry : decision->entries) {
    if (auto overruled = OverruledBy(*words, entry)) {
      source.overruled.push_back(*std::move(overruled));
    }
  }
  return source;
}

}  // namespace cxo
