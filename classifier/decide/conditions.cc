// Evaluation of conditions by plain recursion over their parts.
#include "classifier/decide/conditions.h"

#include <algorithm>
#include <cstddef>

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

// What a name or count is asked of: evidence of these rules, alive, overlapping the scope.
class InScope {
 public:
  InScope(const PlacedEvidence::Scope& scope, const PlacedEvidence& placed)
      : scope_(scope), placed_(placed) {}

  bool Any(const RuleSet& rules) const { return placed_.Any(rules, scope_); }
  bool Count(const ResolvedCondition& condition) const {
    return Compare(condition.compare, placed_.Count(condition.rules, scope_), condition.number);
  }
  static bool Not(bool holds) { return !holds; }

 private:
  const PlacedEvidence::Scope& scope_;
  const PlacedEvidence& placed_;
};

// The same of a whole text as an upper bound for all its parts: every negation is taken to be met.
class Anywhere {
 public:
  Anywhere(const PlacedEvidence& placed, Span whole) : placed_(placed), whole_(whole) {}

  bool Any(const RuleSet& rules) const { return placed_.IsAnywhere(rules); }
  bool Count(const ResolvedCondition& condition) const {
    const bool at_least = condition.compare == Condition::Compare::kAtLeast ||
                          condition.compare == Condition::Compare::kMore;
    if (!at_least) return true;  // "at most" is a negation in other words
    return Compare(condition.compare, placed_.Count(condition.rules, placed_.ScopeOf(whole_)),
                   condition.number);
  }
  static bool Not(bool /*holds*/) { return true; }

 private:
  const PlacedEvidence& placed_;
  Span whole_;
};

template <typename Place>
bool Evaluate(const ResolvedCondition& condition, const Place& place, const Segments& segments) {
  const auto part_holds = [&](const ResolvedCondition& part) {
    return Evaluate(part, place, segments);
  };
  const auto& parts = condition.parts;
  switch (condition.op) {
    case Op::kAlways: return true;
    case Op::kName: return place.Any(condition.rules);
    case Op::kCount: return place.Count(condition);
    case Op::kMeasure:
      return Compare(condition.compare, Measure(condition.measure, segments), condition.number);
    case Op::kNot: return place.Not(part_holds(parts[0]));
    case Op::kAnd: return std::all_of(parts.begin(), parts.end(), part_holds);
    case Op::kOr: return std::any_of(parts.begin(), parts.end(), part_holds);
  }
  return false;
}

}  // namespace

bool Holds(const ResolvedCondition& condition, const PlacedEvidence::Scope& scope,
           const PlacedEvidence& placed, const Segments& segments) {
  return Evaluate(condition, InScope(scope, placed), segments);
}

bool MayHoldSomewhere(const ResolvedCondition& condition, const PlacedEvidence& placed,
                      const Segments& segments) {
  const auto last = static_cast<uint32_t>(segments.clauses() - 1);
  return Evaluate(condition, Anywhere(placed, {0, segments.EndOfClause(last)}), segments);
}

}  // namespace cxo
