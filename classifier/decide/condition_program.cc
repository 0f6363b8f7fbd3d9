// Compiling a tree of parts into tests and nodes, and evaluating it by recursion over the nodes.
#include "classifier/decide/condition_program.h"

#include <utility>

namespace cxo {
namespace {

using Op = Condition::Op;

bool Compare(Condition::Compare compare, size_t value, size_t number) {
  switch (compare) {
    case Condition::Compare::kAtLeast: return value >= number;
    case Condition::Compare::kAtMost: return value <= number;
    case Condition::Compare::kMore: return value > number;
    case Condition::Compare::kLess: return value < number;
    case Condition::Compare::kEqual: return value == number;
  }
  return false;
}

size_t Measure(Condition::Measure measure, const Segments& segments) {
  switch (measure) {
    case Condition::Measure::kWords: return segments.words();
    case Condition::Measure::kClauses: return segments.clauses();
    case Condition::Measure::kSentences: return segments.sentences();
  }
  return 0;
}

// What is more than a number is so however much more it is.
size_t CountUpTo(size_t number, const RuleSet& rules, const PlacedEvidence& placed,
                 const PlacedEvidence::Scope& scope) {
  return placed.Count(rules, scope, number + 1);
}

bool IsOneWord(const RuleSet& rules) { return rules.words().size() == 1 && rules.words()[0] != 0; }

// What of a condition becomes tests, and what nodes of their own.
struct Parts {
  std::vector<const RuleSet*> tests;  // meet a living rule
  std::vector<const RuleSet*> none;   // meet none
  std::vector<const ResolvedCondition*> children;
};

// Of an "or" each name is a test for each of its words. In an "and" all tests must meet a rule, so
// that a name of several words is a child, as is one without rules: it has no test, and meets
// nothing.
bool IsTest(Op whole, const ResolvedCondition& part) {
  if (part.op != Op::kName) return false;
  return whole == Op::kOr || (whole == Op::kAnd && IsOneWord(part.rules));
}

bool IsNone(Op whole, const ResolvedCondition& part) {
  return whole == Op::kAnd && part.op == Op::kNot && part.parts[0].op == Op::kName;
}

Parts PartsOf(const ResolvedCondition& condition) {
  Parts parts;
  if (condition.op == Op::kName) parts.tests.push_back(&condition.rules);
  for (const ResolvedCondition& part : condition.parts) {
    if (IsTest(condition.op, part)) {
      parts.tests.push_back(&part.rules);
    } else if (IsNone(condition.op, part)) {
      parts.none.push_back(&part.parts[0].rules);
    } else {
      parts.children.push_back(&part);
    }
  }
  return parts;
}

}  // namespace

// What names and counts are asked of: evidence that is alive and overlaps the scope.
class ConditionProgram::InScope {
 public:
  static constexpr bool kExact = true;

  InScope(const PlacedEvidence::Scope& scope, const PlacedEvidence& placed)
      : scope_(scope), placed_(placed) {}

  const uint64_t* rules() const { return scope_.rules; }
  bool Count(const RuleSet& rules, const Node& node) const {
    return Compare(node.compare, CountUpTo(node.number, rules, placed_, scope_), node.number);
  }

 private:
  const PlacedEvidence::Scope& scope_;
  const PlacedEvidence& placed_;
};

// The same of a whole text as an upper bound for all its parts: every negation is taken to be met.
class ConditionProgram::Anywhere {
 public:
  static constexpr bool kExact = false;

  explicit Anywhere(const PlacedEvidence& placed) : placed_(placed) {}

  const uint64_t* rules() const { return placed_.RulesAnywhere(); }
  bool Count(const RuleSet& rules, const Node& node) const {
    const bool at_least =
        node.compare == Condition::Compare::kAtLeast || node.compare == Condition::Compare::kMore;
    if (!at_least) return true;  // "at most" is a negation in other words
    const size_t count = CountUpTo(node.number, rules, placed_, placed_.WholeText());
    return Compare(node.compare, count, node.number);
  }

 private:
  const PlacedEvidence& placed_;
};

class ConditionPrograms::Writer {
 public:
  void Add(const ResolvedCondition& condition) {
    if (condition.op == Op::kAlways) {
      roots_.push_back(ConditionProgram::kNowhere);
      return;
    }
    const auto root = static_cast<uint32_t>(nodes_.size());
    roots_.push_back(root);
    nodes_.emplace_back();
    Compile(root, condition);
  }

  void MoveTo(ConditionPrograms* programs) {
    programs->roots_ = std::move(roots_);
    programs->nodes_ = std::move(nodes_);
    programs->tests_ = std::move(tests_);
    programs->counted_ = std::move(counted_);
  }

 private:
  void AppendTests(const RuleSet& rules) {
    for (size_t i = 0; i < rules.words().size(); ++i) {
      if (rules.words()[i] == 0) continue;
      tests_.push_back({rules.words()[i], rules.begin_word() + i});
    }
  }

  void Compile(uint32_t at, const ResolvedCondition& condition) {
    const Parts parts = PartsOf(condition);
    Node node{.op = condition.op == Op::kName ? Op::kOr : condition.op,
              .compare = condition.compare,
              .measure = condition.measure,
              .number = condition.number,
              .tests = static_cast<uint32_t>(tests_.size())};
    if (condition.op == Op::kCount) {
      node.counted = static_cast<uint32_t>(counted_.size());
      counted_.push_back(condition.rules);
    }
    for (const RuleSet* rules : parts.tests) AppendTests(*rules);
    node.tests_end = static_cast<uint32_t>(tests_.size());
    for (const RuleSet* rules : parts.none) AppendTests(*rules);
    node.none_end = static_cast<uint32_t>(tests_.size());
    node.first_child = static_cast<uint32_t>(nodes_.size());
    node.children_end = node.first_child + static_cast<uint32_t>(parts.children.size());
    nodes_[at] = node;
    nodes_.resize(node.children_end);
    for (uint32_t child = node.first_child; child < node.children_end; ++child) {
      Compile(child, *parts.children[child - node.first_child]);
    }
  }

  std::vector<uint32_t> roots_;
  std::vector<Node> nodes_;
  std::vector<Test> tests_;
  std::vector<RuleSet> counted_;
};

ConditionPrograms::ConditionPrograms(std::span<const ResolvedCondition> conditions) {
  Writer writer;
  for (const ResolvedCondition& condition : conditions) writer.Add(condition);
  writer.MoveTo(this);
}

template <typename Place>
bool ConditionProgram::Evaluate(const Node& node, const Place& place,
                                const Segments& segments) const {
  const uint64_t* alive = place.rules();
  const auto meets = [&](uint32_t test) { return tests_[test].rules & alive[tests_[test].word]; };
  switch (node.op) {
    case Op::kAlways: return true;
    case Op::kMeasure: return Compare(node.compare, Measure(node.measure, segments), node.number);
    case Op::kCount: return place.Count(counted_[node.counted], node);
    case Op::kNot: return !Place::kExact || !Evaluate(nodes_[node.first_child], place, segments);
    case Op::kName: break;  // compiled into an "or"
    case Op::kAnd: {
      bool all = true;
      for (uint32_t t = node.tests; t < node.tests_end; ++t) all &= meets(t) != 0;
      if (!all) return false;
      uint64_t none = 0;
      for (uint32_t t = node.tests_end; Place::kExact && t < node.none_end; ++t) none |= meets(t);
      if (none != 0) return false;
      for (uint32_t c = node.first_child; c < node.children_end; ++c) {
        if (!Evaluate(nodes_[c], place, segments)) return false;
      }
      return true;
    }
    case Op::kOr: {
      uint64_t any = 0;
      for (uint32_t t = node.tests; t < node.tests_end; ++t) any |= meets(t);
      if (any != 0) return true;
      for (uint32_t c = node.first_child; c < node.children_end; ++c) {
        if (Evaluate(nodes_[c], place, segments)) return true;
      }
      return false;
    }
  }
  return false;
}

bool ConditionProgram::Holds(const PlacedEvidence::Scope& scope, const PlacedEvidence& placed,
                             const Segments& segments) const {
  return always() || Evaluate(nodes_[root_], InScope(scope, placed), segments);
}

bool ConditionProgram::MayHoldSomewhere(const PlacedEvidence& placed,
                                        const Segments& segments) const {
  return always() || Evaluate(nodes_[root_], Anywhere(placed), segments);
}

}  // namespace cxo
