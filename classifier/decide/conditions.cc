// Evaluation of conditions by plain recursion over their parts. Evidence in a scope is a few dozen
// items, so each name is a pass over them; the alternative, a pass over the rules of a label, is
// not.
#include "classifier/decide/conditions.h"

#include <algorithm>

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
  InScope(Span scope, const PlacedEvidence& placed) : scope_(scope), placed_(placed) {}

  bool Any(const RuleSet& rules) const {
    return placed_.index.VisitOverlapping(scope_, [&](uint32_t i) {
      const Evidence& one = placed_.evidence[i];
      return rules[one.rule] && IsAlive(one);
    });
  }

  bool Count(const ResolvedCondition& condition) const {
    size_t count = 0;
    placed_.index.VisitOverlapping(scope_, [&](uint32_t i) {
      const Evidence& one = placed_.evidence[i];
      count += condition.rules[one.rule] && IsAlive(one) ? 1 : 0;
      return false;
    });
    return Compare(condition.compare, count, condition.number);
  }

  static bool Not(bool holds) { return !holds; }

 private:
  Span scope_;
  const PlacedEvidence& placed_;
};

// The same of a whole text as an upper bound for all its parts: every negation is taken to be met.
class Anywhere {
 public:
  explicit Anywhere(const std::vector<Evidence>& evidence) : evidence_(evidence) {}

  bool Any(const RuleSet& rules) const {
    return std::any_of(evidence_.begin(), evidence_.end(),
                       [&](const Evidence& one) { return rules[one.rule] && IsAlive(one); });
  }

  bool Count(const ResolvedCondition& condition) const {
    const bool at_least = condition.compare == Condition::Compare::kAtLeast ||
                          condition.compare == Condition::Compare::kMore;
    if (!at_least) return true;  // "at most" is a negation in other words
    const auto count = std::count_if(evidence_.begin(), evidence_.end(), [&](const Evidence& one) {
      return condition.rules[one.rule] && IsAlive(one);
    });
    return Compare(condition.compare, static_cast<size_t>(count), condition.number);
  }

  static bool Not(bool /*holds*/) { return true; }

 private:
  const std::vector<Evidence>& evidence_;
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

bool Holds(const ResolvedCondition& condition, Span scope, const PlacedEvidence& placed,
           const Segments& segments) {
  return Evaluate(condition, InScope(scope, placed), segments);
}

bool MayHoldSomewhere(const ResolvedCondition& condition, const std::vector<Evidence>& evidence,
                      const Segments& segments) {
  return Evaluate(condition, Anywhere(evidence), segments);
}

}  // namespace cxo
