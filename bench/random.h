// Random numbers that are the same on every machine: the distributions of the standard library are
// not, and inputs of a benchmark must be.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace cxo::bench {

// SplitMix64 (Steele, Lea, Flood 2014). One thread.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}

  uint64_t Next() { return Mix(state_ += 0x9E3779B97F4A7C15U); }

  // 0 to n - 1; n > 0. Biased by less than n / 2^64.
  size_t Below(size_t n) { return static_cast<size_t>(Next() % n); }

  template <typename T>
  void Shuffle(std::vector<T>* items) {
    for (size_t i = items->size(); i > 1; --i) std::swap((*items)[i - 1], (*items)[Below(i)]);
  }

  // One number scattered over all 64 bits; a bijection.
  static uint64_t Mix(uint64_t z) {
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }

 private:
  uint64_t state_;
};

}  // namespace cxo::bench
