// A pack made ready for deciding: every name resolved to rules, every guard to the rules that it
// bears on, everything that depends on something else ordered after it.
#pragma once

#include <cstdint>
#include <vector>

#include "classifier/decide/condition_program.h"
#include "classifier/decide/resolved_condition.h"
#include "classifier/decide/rule_facts.h"
#include "classifier/decide/rule_set.h"
#include "classifier/decide/wakes.h"
#include "classifier/decide/word_score.h"
#include "classifier/error/result.h"
#include "classifier/pack/flat_list.h"
#include "classifier/pack/pack.h"

namespace cxo {

// What a pattern has to say on whether its sentence, or it alone, is set aside (Asides).
enum class AsidePart : uint8_t {
  kNone,
  kCue,    // of a guard that sets aside
  kKeeps,  // what it lies in stays: `not` or `until` of such a guard, or evidence for a label
};

// What deciding asks of a pattern, in four bytes: the hundred hits of a text are of patterns that
// lie far apart in a pack.
class PatternPart {
 public:
  explicit PatternPart(uint32_t bits) : bits_(bits) {}
  static uint32_t Bits(const Pattern& pattern, AsidePart aside) {
    return pattern.owner << 4U | static_cast<uint32_t>(aside) << 2U |
           static_cast<uint32_t>(pattern.role);
  }

  uint32_t owner() const { return bits_ >> 4U; }  // as in Pattern
  PatternRole role() const { return static_cast<PatternRole>(bits_ & 3U); }
  AsidePart aside() const { return static_cast<AsidePart>(bits_ >> 2U & 3U); }

 private:
  uint32_t bits_;
};

// Immutable; shared by any number of threads. Refers to the pack, which must outlive it.
struct Plan {
  // A rule or a guard in the order in which they are worked through.
  struct Step {
    bool is_guard;
    uint32_t index;  // into Pack::rules or Pack::guards
  };

  const Pack* pack = nullptr;
  std::vector<RuleFacts> facts;                     // per rule
  std::vector<Step> steps;                          // whatever a step looks at comes before it
  std::vector<ResolvedCondition> rule_conditions;   // per rule; none in a plan from an image
  std::vector<ResolvedCondition> guard_conditions;  // per guard; likewise
  ConditionPrograms rule_programs;                  // the same, as they are asked of texts
  ConditionPrograms guard_programs;
  FlatList<uint32_t> pattern_parts;       // per pattern: PatternPart::Bits
  bool sets_aside = false;                // some guard does
  FlatLists<uint32_t> guards_on_rule;     // per rule: sorted indexes of guards
  std::vector<RuleSet> absorbed_by_rule;  // per composite that absorbs; else empty
  Wakes wakes;                            // which steps a text concerns
  WordScorer words;                       // weights of words and signals
  WordScorer subtypes;                    // the same for Pack::subtypes

  // The condition of a step's rule or guard.
  const ResolvedCondition& ConditionOf(Step step) const {
    return step.is_guard ? guard_conditions[step.index] : rule_conditions[step.index];
  }

  PatternPart PartOf(uint32_t pattern) const { return PatternPart(pattern_parts.all()[pattern]); }

  // True if all texts without hits get the same verdict, that of the empty text, but for signals
  // that nothing asks for.
  bool IsSilentWithoutHits() const {
    return words.empty() && subtypes.empty() && !wakes.AnyAlways();
  }
};

// As many rules, composites and guards may depend each on the next. What walks along such a chain
// is recursive, and a pack may have a hundred thousand composites.
inline constexpr uint32_t kLongestChain = 1000;

// Fails if rules, composites and guards depend on each other in a circle, naming the circle at the
// place of its first member, or in too long a chain, at the place of one that depends on all of it.
Result<Plan> BuildPlan(const Pack& pack);

}  // namespace cxo
