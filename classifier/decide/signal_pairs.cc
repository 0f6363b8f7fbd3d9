// Pairs are sorted by their keepers and partners, so that the partners of each keeper lie together.
#include "classifier/decide/signal_pairs.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace cxo {

SignalPairs::SignalPairs(size_t rules, std::vector<Pair> pairs) : pairs_(std::move(pairs)) {
  if (pairs_.empty()) return;
  std::vector<uint32_t> in_pairs(rules);
  for (const Pair& pair : pairs_) {
    ++in_pairs[pair.first];
    ++in_pairs[pair.second];
  }
  for (Pair& pair : pairs_) {
    if (in_pairs[pair.second] < in_pairs[pair.first]) std::swap(pair.first, pair.second);
  }
  std::sort(pairs_.begin(), pairs_.end(), [](const Pair& a, const Pair& b) {
    return std::tie(a.first, a.second) < std::tie(b.first, b.second);
  });
  members_ = RuleSet(rules);
  keepers_ = RuleSet(rules);
  for (uint32_t rule = 0; rule < rules; ++rule) {
    begins_.push_back(static_cast<uint32_t>(partners_.size()));
    while (partners_.size() < pairs_.size() && pairs_[partners_.size()].first == rule) {
      const uint32_t partner = pairs_[partners_.size()].second;
      partners_.push_back({.bit = uint64_t{1} << (partner % 64), .word = partner / 64});
      members_.Set(rule, true);
      members_.Set(partner, true);
      keepers_.Set(rule, true);
    }
  }
  begins_.push_back(static_cast<uint32_t>(partners_.size()));
}

}  // namespace cxo
