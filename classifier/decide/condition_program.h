// Conditions as flat programs over bits: what is asked hundreds of times for each text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "classifier/decide/placed_evidence.h"
#include "classifier/decide/resolved_condition.h"
#include "classifier/pack/flat_list.h"
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
// A view: valid as long as the one of ConditionPrograms that it is.
class ConditionProgram {
 public:
  bool always() const { return root_ == kNowhere; }

  // True if it holds in `scope` (a scope of `placed`): a name holds where evidence of it that is
  // alive overlaps the scope, count() counts that evidence, measures are of the whole text. Pure.
  bool Holds(const PlacedEvidence::Scope& scope, const PlacedEvidence& placed,
             const Segments& segments) const;

  // False only if it can hold in no part of the text: a cheap first look over the whole text in
  // which every "not" is taken to be met.
  bool MayHoldSomewhere(const PlacedEvidence& placed, const Segments& segments) const;

 private:
  friend class ConditionPrograms;

  static constexpr uint32_t kNowhere = UINT32_MAX;

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

  template <typename Place>
  bool Evaluate(const Node& node, const Place& place, const Segments& segments) const;

  const Node* nodes_ = nullptr;  // of all programs, as the next two
  const Test* tests_ = nullptr;
  const RuleSet* counted_ = nullptr;
  uint32_t root_ = kNowhere;  // of nodes_; kNowhere: the empty condition, which holds everywhere
};

// The programs of a list of conditions, one behind the other in memory. Immutable; any number of
// threads may ask at once.
class ConditionPrograms {
 public:
  ConditionPrograms() = default;
  explicit ConditionPrograms(std::span<const ResolvedCondition> conditions);

  // That of the condition `at`; valid until this is assigned to or destroyed.
  ConditionProgram operator[](size_t at) const {
    ConditionProgram program;
    program.nodes_ = nodes_.all().data();
    program.tests_ = tests_.all().data();
    program.counted_ = counted_.data();
    program.root_ = roots_.all()[at];
    return program;
  }

  template <typename Way>  // pack/image_codec.h
  friend void ImageMembers(Way& way, ConditionPrograms& programs) {
    way(programs.roots_, programs.nodes_, programs.tests_, programs.counted_);
  }

 private:
  using Node = ConditionProgram::Node;
  using Test = ConditionProgram::Test;
  class Writer;

  FlatList<uint32_t> roots_;  // per condition
  FlatList<Node> nodes_;
  FlatList<Test> tests_;
  std::vector<RuleSet> counted_;
};

}  // namespace cxo
