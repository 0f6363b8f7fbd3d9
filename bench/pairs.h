// Which rules match which records, as a number: what all contestants of a race must agree on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "bench/random.h"

namespace cxo::bench {

// Takes pairs (record, rule) in any order within a record; records come one after the other. A pair
// counts once, however often it is given.
class Pairs {
 public:
  explicit Pairs(size_t rules) : last_records_(rules, kNoRecord) {}

  void Add(uint32_t record, uint32_t rule) {
    if (last_records_[rule] == record) return;
    last_records_[rule] = record;
    ++count_;
    hash_ += Random::Mix(uint64_t{record} << 32U | rule);
  }

  size_t count() const { return count_; }
  uint64_t hash() const { return hash_; }  // of the set of pairs: a sum, so order does not matter

 private:
  static constexpr uint32_t kNoRecord = UINT32_MAX;

  std::vector<uint32_t> last_records_;  // by rule
  size_t count_ = 0;
  uint64_t hash_ = 0;
};

}  // namespace cxo::bench
