// A table of the meanings before, looked up with every meaning now.
#include "classifier/eval/pattern_change.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace cxo {
namespace {

bool HaveSameMeanings(const Pack& before, const Pack& now) {
  return std::equal(before.patterns.begin(), before.patterns.end(), now.patterns.begin(),
                    now.patterns.end(),
                    [](const Pattern& a, const Pattern& b) { return a.regex == b.regex; });
}

}  // namespace

PatternChange ComparePatterns(const Pack& before, const Pack& now) {
  std::unordered_map<std::string_view, uint32_t> known;
  for (uint32_t i = 0; i < before.patterns.size(); ++i) {
    known.try_emplace(before.patterns[i].regex, i);
  }
  PatternChange change;
  change.successors.resize(before.patterns.size());
  change.none = HaveSameMeanings(before, now);
  for (uint32_t i = 0; i < now.patterns.size(); ++i) {
    const auto it = known.find(now.patterns[i].regex);
    if (it == known.end()) {
      change.fresh.push_back(i);
    } else {
      change.successors[it->second].push_back(i);
    }
  }
  return change;
}

}  // namespace cxo
