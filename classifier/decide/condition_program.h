// Conditions as flat programs over bits: what is asked hundreds of times for each text.
#pragma once

#include <cstdint>
#include <vector>

#include "classifier/decide/placed_evidence.h"
#include "classifier/decide/resolved_condition.h"
#include "classifier/text/segments.h"

namespace cxo {

// A condition, compiled. Most of it are tests of one word of 64 rules each, which stand side by
// side and are taken together without a branch between them:
//
//   a and b and not c and not d and (e or count(f) >= 2)
//   and: tests [a] [b], none of [c d], and of its children
//        or: tests [e], or of its children
//            count(f) >= 2
//
// (a, b, ... each of one word; a name whose rules lie in two words is an "or" of two tests.)
// Immutable; as long as the plan it is part of.
class ConditionProgram {
 public:
  // The empty condition, which holds everywhere.
  ConditionProgram() = default;
  explicit ConditionProgram(const ResolvedCondition& condition);

  bool always() const { return nodes_.empty(); }

  // True if it holds in `scope` (a scope of `placed`): a name holds where evidence of it that is
  // alive overlaps the scope, count() counts that evidence, measures are of the whole text. Pure.
  bool Holds(const PlacedEvidence::Scope& scope, const PlacedEvidence& placed,
             const Segments& segments) const;

  // False only if it can hold in no part of the text: a cheap first look over the whole text in
  // which every "not" is taken to be met.
  bool MayHoldSomewhere(const PlacedEvidence& placed, const Segments& segments) const;

  template <typename Way>  // pack/image_codec.h
  friend void ImageMembers(Way& way, ConditionProgram& program) {
    way(program.nodes_, program.tests_, program.counted_);
  }

 private:
  struct Test {
    uint64_t rules;  // some rules ...
    uint64_t word;   // ... of this word of a set
  };
  struct Node {
    Condition::Op op = Condition::Op::kAlways;  // kMeasure, kCount, kNot, kAnd or kOr
    Condition::Compare compare = Condition::Compare::kAtLeast;
    Condition::Measure measure = Condition::Measure::kWords;
    uint8_t unused = 0;  // no gap, so that a node is its bytes
    uint32_t number = 0;
    uint32_t counted = 0;      // kCount: index into counted_
    uint32_t tests = 0;        // of tests_: [tests, tests_end) each meets a living rule: all of
    uint32_t tests_end = 0;    // them (kAnd), or any (kOr)
    uint32_t none_end = 0;     // kAnd: [tests_end, none_end) meet none
    uint32_t first_child = 0;  // of nodes_, side by side
    uint32_t children_end = 0;
  };
  class InScope;
  class Anywhere;

  void Compile(uint32_t at, const ResolvedCondition& condition);
  void AppendTests(const RuleSet& rules);
  template <typename Place>
  bool Evaluate(const Node& node, const Place& place, const Segments& segments) const;

  std::vector<Node> nodes_;  // the first is the root
  std::vector<Test> tests_;
  std::vector<RuleSet> counted_;
};

}  // namespace cxo
