// Sets of partners, laid behind each other in the order of the pairs.
#include "classifier/decide/signal_pairs.h"

namespace cxo {

SignalPairs::SignalPairs(size_t rules, std::span<const Pair> pairs) {
  if (pairs.empty()) return;
  members_ = RuleSet(rules);
  firsts_ = RuleSet(rules);
  rows_.resize(rules);
  for (uint32_t entry = 0; entry < pairs.size(); ++entry) {
    const auto [first, second] = pairs[entry];
    members_.Set(first, true);
    members_.Set(second, true);
    Row& row = rows_[first];
    if (!firsts_[first]) {
      firsts_.Set(first, true);
      row.word = second / 64;
      row.begin = row.end = static_cast<uint32_t>(partners_.size());
    }
    while (row.word + row.end - row.begin <= second / 64) {
      ++row.end;
      partners_.push_back(0);
      first_entries_.push_back(entry);
    }
    partners_.back() |= uint64_t{1} << (second % 64);
  }
}

}  // namespace cxo
