// Where a filter's tables have the bit of a word or a pair: the upper bits of a product with the
// golden ratio (Fibonacci hashing). For those who read the tables and those who build them.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

namespace cxo::word_filter {

inline constexpr uint64_t kGolden = 0x9E3779B97F4A7C15;
inline constexpr int kPairTurn = 29;
inline constexpr uint64_t kNextBytes = 0xFFFFFF;  // of the word behind

// How far the product is shifted for a table of `numbers` times 64 bits.
inline int ShiftFor(size_t numbers) { return 64 - 6 - std::countr_zero(numbers); }

// The pair of a word's key and the next word's; of no next word, the word alone.
inline uint64_t PairOf(uint64_t key, uint64_t next) {
  return std::rotl(key * kGolden, kPairTurn) ^ (next & kNextBytes);
}

// A table of bits, as the loops read it.
class BitTable {
 public:
  explicit BitTable(std::span<const uint64_t> numbers)
      : numbers_(numbers.data()), shift_(ShiftFor(numbers.size())) {}

  // 0 or 1.
  uint64_t Bit(uint64_t key) const {
    const uint64_t place = (key * kGolden) >> shift_;
    return numbers_[place / 64] >> (place % 64) & 1U;
  }

 private:
  const uint64_t* numbers_;
  int shift_;
};

}  // namespace cxo::word_filter
