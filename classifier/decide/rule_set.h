// A set of rules, one bit for each of Pack::rules.
#pragma once

#include <algorithm>
#include <bit>
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
    const size_t word = rule / 64;
    const uint64_t bit = uint64_t{1} << (rule % 64);
    words_[word] = in ? words_[word] | bit : words_[word] & ~bit;
    if (in) {
      begin_ = begin_ == end_ ? word : std::min(begin_, word);
      end_ = std::max(end_, word + 1);
    }
    first_ = words_[begin_];
  }

  // Adds the rules of a set over the same rules.
  void Join(const RuleSet& other) {
    if (other.begin_ == other.end_) return;
    for (size_t word = other.begin_; word < other.end_; ++word) words_[word] |= other.words_[word];
    begin_ = begin_ == end_ ? other.begin_ : std::min(begin_, other.begin_);
    end_ = std::max(end_, other.end_);
    first_ = words_[begin_];
  }

  // How many rules are in it.
  size_t Count() const {
    size_t count = 0;
    for (const uint64_t word : words_) count += static_cast<size_t>(std::popcount(word));
    return count;
  }

  // The bits in words of 64, all of them; a set may only hold rules in the words [begin, end).
  const uint64_t* words() const { return words_.data(); }
  size_t begin_word() const { return begin_; }
  size_t end_word() const { return end_; }
  uint64_t first_word() const { return first_; }  // the one at begin_word(); 0 of an empty set

  // Calls visit(rule) for each rule of the set, in order.
  template <typename Visit>
  void VisitRules(Visit visit) const {
    for (size_t word = begin_; word < end_; ++word) {
      for (uint64_t bits = words_[word]; bits != 0; bits &= bits - 1) {
        visit(static_cast<uint32_t>(word * 64) + static_cast<uint32_t>(std::countr_zero(bits)));
      }
    }
  }

 private:
  size_t size_ = 0;
  size_t begin_ = 0;
  size_t end_ = 0;
  uint64_t first_ = 0;
  std::vector<uint64_t> words_;
};

// True if a set and `words`, the bits of another set over the same rules, share a rule.
inline bool Intersect(const RuleSet& set, const uint64_t* words) {
  // The rules of a group stand side by side, so that most sets have one word.
  uint64_t shared = set.first_word() & words[set.begin_word()];
  for (size_t i = set.begin_word() + 1; i < set.end_word(); ++i) {
    shared |= set.words()[i] & words[i];
  }
  return shared != 0;
}

}  // namespace cxo
