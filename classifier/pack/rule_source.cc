// Takes the tables of rules out of the trees of the files.
#include "classifier/pack/rule_source.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "classifier/pack/write_toml.h"

namespace cxo {
namespace {

bool HoldsRules(const TomlEntry& entry) {
  return std::find(std::begin(kRuleKinds), std::end(kRuleKinds), entry.key) != std::end(kRuleKinds);
}

std::string_view KindOf(const TomlEntry& entry) {
  return *std::find(std::begin(kRuleKinds), std::end(kRuleKinds), entry.key);
}

// Moves the tables of rules from `root` to *rules; false if there was none.
bool TakeRules(uint32_t file, TomlValue* root, std::vector<RuleSource>* rules) {
  const auto begin = static_cast<std::ptrdiff_t>(rules->size());
  for (TomlEntry& entry : root->entries) {
    if (!HoldsRules(entry)) continue;
    for (TomlValue& table : entry.value.items) {
      rules->push_back({KindOf(entry), file, std::move(table)});
    }
  }
  const auto line = [](const RuleSource& rule) { return rule.table.place.at.line; };
  std::stable_sort(rules->begin() + begin, rules->end(),
                   [&](const RuleSource& a, const RuleSource& b) { return line(a) < line(b); });
  return std::erase_if(root->entries, HoldsRules) > 0;
}

}  // namespace

PackSource SplitPack(const std::vector<PackFile>& files) {
  PackSource source;
  Faults faults(files, "");
  size_t values_left = std::numeric_limits<size_t>::max();
  for (uint32_t i = 0; i < files.size(); ++i) {
    source.rest.push_back(files[i]);
    std::optional<TomlValue> root = ParseToml(files[i].content, i, &values_left, &faults);
    if (root && TakeRules(i, &*root, &source.rules)) source.rest.back().content = WriteToml(*root);
  }
  return source;
}

}  // namespace cxo
