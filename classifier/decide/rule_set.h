// A set of rules, one bit for each of Pack::rules.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cxo {

class RuleSet {
 public:
  RuleSet() = default;
  explicit RuleSet(size_t rules) : size_(rules), words_((rules + 63) / 64) {}

  // The number of rules that there are, in the set or not.
  size_t size() const { return size_; }
  // True for a set that was never made for any rules.
  bool empty() const { return size_ == 0; }

  bool operator[](size_t rule) const { return (words_[rule / 64] >> (rule % 64) & 1U) != 0; }
  void Set(size_t rule, bool in) {
    const uint64_t bit = uint64_t{1} << (rule % 64);
    words_[rule / 64] = in ? words_[rule / 64] | bit : words_[rule / 64] & ~bit;
  }

  // The bits in words of 64; RuleWords(rules) of them.
  const uint64_t* words() const { return words_.data(); }
  size_t word_count() const { return words_.size(); }

 private:
  size_t size_ = 0;
  std::vector<uint64_t> words_;
};

// True if a set and `words`, the bits of another set over the same rules, share a rule.
inline bool Intersect(const RuleSet& set, const uint64_t* words) {
  uint64_t shared = 0;
  for (size_t i = 0; i < set.word_count(); ++i) shared |= set.words()[i] & words[i];
  return shared != 0;
}

}  // namespace cxo
