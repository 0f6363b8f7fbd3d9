// Which steps of a plan a text can concern at all. A pack has hundreds of composites and most texts
// hold evidence of a few rules: asking every condition of every text would take longer than all the
// rest of deciding.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "classifier/pack/pack.h"

namespace cxo {

struct Plan;

// Which steps must be run once there is evidence of a rule, or a cue of a guard. A step waits for
// two things, each of which evidence of some rules brings; many wait for one, and some for nothing.
// What a text has not brought both for need not be run. Immutable.
//
// Composites that are mere signals ("the text is short") and have no weight of their own concern no
// text by themselves: a step that asks for them runs them first.
class Wakes {
 public:
  Wakes() = default;
  // Of a plan whose steps, conditions and words are known.
  explicit Wakes(const Plan& plan);

  // True if some step concerns every text, also one without any evidence.
  bool AnyAlways() const { return IsAny(std::span(begin_).first(words())); }

  // The bits of steps 64 * word to 64 * word + 63 for which *awake has both.
  uint64_t Awake(size_t word, const std::vector<uint64_t>& awake) const {
    return awake[word] & awake[words() + word];
  }
  // The number of such words.
  size_t words() const { return begin_.size() / 2; }

  // Adds the steps that are run only when they are asked for.
  void AddAskedFor(std::vector<uint64_t>* awake) const {
    for (size_t i = 0; i < asked_for_.size(); ++i) (*awake)[i] |= asked_for_[i];
  }

  bool AnyAskedFor() const { return IsAny(asked_for_); }
  bool IsAskedFor(size_t step) const { return (asked_for_[step / 64] >> (step % 64) & 1U) != 0; }

  // Those of them that a step asks for by itself.
  std::span<const uint32_t> AskedBy(size_t step) const {
    const uint32_t first = first_asked_[step];
    return std::span(asked_by_).subspan(first, first_asked_[step + 1] - first);
  }

  // Replaces *awake by what every text brings: a bit for the first thing that each step waits for,
  // and behind them all one for the second.
  void Start(std::vector<uint64_t>* awake) const { *awake = begin_; }
  void AddRule(uint32_t rule, std::vector<uint64_t>* awake) const {
    for (uint32_t i = first_of_rule_[rule]; i < first_of_rule_[rule + 1]; ++i) {
      (*awake)[of_rule_[i].word] |= of_rule_[i].steps;
    }
  }
  void AddGuard(uint32_t guard, std::vector<uint64_t>* awake) const {
    const uint32_t step = of_guard_[guard];
    (*awake)[step / 64] |= uint64_t{1} << (step % 64);
  }

  template <typename Way>  // pack/image_codec.h
  friend void ImageMembers(Way& way, Wakes& wakes) {
    way(wakes.begin_, wakes.asked_for_, wakes.asked_by_, wakes.first_asked_, wakes.of_rule_,
        wakes.first_of_rule_, wakes.of_guard_);
  }

 private:
  class Builder;

  static bool IsAny(std::span<const uint64_t> bits) {
    return std::any_of(bits.begin(), bits.end(), [](uint64_t word) { return word != 0; });
  }
  // Some bits of one word.
  struct Steps {
    uint64_t steps;
    uint64_t word;
  };

  std::vector<uint64_t> begin_;      // see Start
  std::vector<uint64_t> asked_for_;  // bits of steps
  // Step s asks for [first_asked_[s], first_asked_[s + 1]) of these, most for none.
  std::vector<uint32_t> asked_by_;
  std::vector<uint32_t> first_asked_;
  // Rule r wakes [first_of_rule_[r], first_of_rule_[r + 1]) of these. Most rules wake a few steps:
  // a table of rules by steps would be larger than all else of a large pack.
  std::vector<Steps> of_rule_;
  std::vector<uint32_t> first_of_rule_;
  std::vector<uint32_t> of_guard_;  // per guard its step
};

}  // namespace cxo
