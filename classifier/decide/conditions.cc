// Evaluation of conditions by plain recursion over their parts. Evidence per text is a few dozen
// items, so each name is a pass over them; the alternative, a pass over the rules of a label, is not.
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
class Place {
 public:
  Place(Span scope, bool whole_text, const std::vector<Evidence>& evidence)
      : scope_(scope), whole_text_(whole_text), evidence_(evidence) {}

  bool Any(const RuleSet& rules) const {
    return std::any_of(evidence_.begin(), evidence_.end(),
                       [&](const Evidence& one) { return Counts(rules, one); });
  }

  size_t Count(const RuleSet& rules) const {
    return static_cast<size_t>(
        std::count_if(evidence_.begin(), evidence_.end(),
                      [&](const Evidence& one) { return Counts(rules, one); }));
  }

 private:
  bool Counts(const RuleSet& rules, const Evidence& one) const {
    return rules[one.rule] && IsAlive(one) && (whole_text_ || one.span.Overlaps(scope_));
  }

  Span scope_;
  bool whole_text_;
  const std::vector<Evidence>& evidence_;
};

// `nots_hold`: every negation is taken to be met, which makes the answer an upper bound.
bool Evaluate(const ResolvedCondition& condition, const Place& place, const Segments& segments,
              bool nots_hold) {
  const auto part_holds = [&](const ResolvedCondition& part) {
    return Evaluate(part, place, segments, nots_hold);
  };
  const auto& parts = condition.parts;
  switch (condition.op) {
    case Op::kAlways: return true;
    case Op::kName: return place.Any(condition.rules);
    case Op::kCount:
      if (nots_hold && condition.compare != Condition::Compare::kAtLeast &&
          condition.compare != Condition::Compare::kMore) {
        return true;  // "at most" is a negation in other words
      }
      return Compare(condition.compare, place.Count(condition.rules), condition.number);
    case Op::kMeasure:
      return Compare(condition.compare, Measure(condition.measure, segments), condition.number);
    case Op::kNot: return nots_hold || !part_holds(parts[0]);
    case Op::kAnd: return std::all_of(parts.begin(), parts.end(), part_holds);
    case Op::kOr: return std::any_of(parts.begin(), parts.end(), part_holds);
  }
  return false;
}

}  // namespace

bool Holds(const ResolvedCondition& condition, Span scope, const std::vector<Evidence>& evidence,
           const Segments& segments) {
  return Evaluate(condition, Place(scope, false, evidence), segments, false);
}

bool MayHoldSomewhere(const ResolvedCondition& condition, const std::vector<Evidence>& evidence,
                      const Segments& segments) {
  return Evaluate(condition, Place({}, true, evidence), segments, true);
}

}  // namespace cxo
