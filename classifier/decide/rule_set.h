// A set of rules, one bit for each of Pack::rules.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace cxo {

// Calls visit(rule) for each rule whose bit is set in `bits`, the word `word` of a set, in order.
template <typename Visit>
void VisitBits(uint64_t bits, size_t word, Visit visit) {
  for (; bits != 0; bits &= bits - 1) {
    visit(static_cast<uint32_t>(word * 64) + static_cast<uint32_t>(std::countr_zero(bits)));
  }
}

// Holds only the words of 64 rules between its first and its last rule: a pack has thousands of
// sets, and most are a few rules that stand side by side.
class RuleSet {
 public:
  RuleSet() = default;
  explicit RuleSet(size_t rules) : size_(rules) {}

  // The number of rules that there are, in the set or not.
  size_t size() const { return size_; }
  // True for a set that was never made for any rules.
  bool empty() const { return size_ == 0; }

  bool operator[](size_t rule) const {
    const size_t word = rule / 64;
    return word >= begin_ && word < end_word() && (words_[word - begin_] >> (rule % 64) & 1U) != 0;
  }

  void Set(size_t rule, bool in) {
    const size_t word = rule / 64;
    const uint64_t bit = uint64_t{1} << (rule % 64);
    if (in) {
      Hold(word, word + 1);
      words_[word - begin_] |= bit;
    } else if (word >= begin_ && word < end_word()) {
      words_[word - begin_] &= ~bit;
    }
  }

  // Adds the rules of a set over the same rules.
  void Join(const RuleSet& other) {
    if (other.words_.empty()) return;
    Hold(other.begin_, other.end_word());
    for (size_t i = 0; i < other.words_.size(); ++i) {
      words_[other.begin_ - begin_ + i] |= other.words_[i];
    }
  }

  // How many rules are in it.
  size_t Count() const {
    size_t count = 0;
    for (const uint64_t word : words_) count += static_cast<size_t>(std::popcount(word));
    return count;
  }

  // The bits of the rules from 64 * begin_word() on in words of 64, up to end_word(). No rule is
  // elsewhere.
  const std::vector<uint64_t>& words() const { return words_; }
  size_t begin_word() const { return begin_; }
  size_t end_word() const { return begin_ + words_.size(); }

  // Calls visit(rule) for each rule of the set, in order.
  template <typename Visit>
  void VisitRules(Visit visit) const {
    for (size_t i = 0; i < words_.size(); ++i) VisitBits(words_[i], begin_ + i, visit);
  }

  template <typename Way>  // pack/image_codec.h
  friend void ImageMembers(Way& way, RuleSet& set) {
    way(set.size_, set.begin_, set.words_);
  }

 private:
  // Makes room for the words [begin, end) beside those that are there.
  void Hold(size_t begin, size_t end) {
    if (words_.empty()) begin_ = begin;
    if (begin < begin_) {
      words_.insert(words_.begin(), begin_ - begin, 0);
      begin_ = begin;
    }
    if (end > end_word()) words_.resize(end - begin_);
  }

  size_t size_ = 0;
  size_t begin_ = 0;
  std::vector<uint64_t> words_;
};

// True if a set and `words`, the bits of another set over the same rules, share a rule.
inline bool Intersect(const RuleSet& set, const uint64_t* words) {
  uint64_t shared = 0;
  for (size_t i = 0; i < set.words().size(); ++i) {
    shared |= set.words()[i] & words[set.begin_word() + i];
  }
  return shared != 0;
}

}  // namespace cxo
