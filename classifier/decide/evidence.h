// Evidence: one hit of a rule, or one scope in which a composite holds, and what became of it. The
// stages of deciding only ever change `state`, `label`, `weight` and `by`; explaining reads them.
#pragma once

#include <cstddef>
#include <cstdint>

#include "classifier/pack/pack.h"
#include "classifier/text/span.h"

namespace cxo {

struct Evidence {
  enum class State : uint8_t {  // those of evidence that is alive come first: IsAlive
    kCounts,                    // its weight is part of its label's score
    kFeeds,                     // alive, of a rule without label: it feeds conditions
    kAbsorbed,                  // a composite took its weight over; `by` is that evidence's index
    kCapped,                    // alive, but the rule has counted `cap` times already
    kShadowed,                  // inside a longer hit; `by` is that evidence's index
    kBlocked,  // switched off, or turned over beyond the rule's cap; `by` is the guard's index
    kFlipped,  // turned over into evidence for NONE; `by` is the guard's index
    kUnmet,    // the condition that the rule needs does not hold in its scope
  };
  static constexpr size_t kStates = static_cast<size_t>(State::kUnmet) + 1;
  static constexpr uint32_t kNobody = UINT32_MAX;

  uint32_t rule = 0;           // index into Pack::rules
  uint32_t pattern = kNobody;  // index into Pack::patterns; kNobody for a composite
  Span span;                   // inside deciding: of the normal form; in a Verdict: original bytes
  LabelIndex label = kSignal;  // whose score it adds to
  double weight = 0.0;         // what it adds, or would add
  State state = State::kCounts;
  uint32_t by = kNobody;
};

// One of the guards that scaled the weight of a piece of evidence. Kept beside the evidence: few
// pieces are weakened, and some by several guards.
struct Weakening {
  uint32_t evidence = 0;  // index of the piece
  uint32_t guard = 0;     // index into Pack::guards

  friend bool operator==(const Weakening&, const Weakening&) = default;
};

// Alive evidence is what conditions see.
inline bool IsAlive(Evidence::State state) { return state <= Evidence::State::kCapped; }
inline bool IsAlive(const Evidence& evidence) { return IsAlive(evidence.state); }

// True if the weight is part of a score, directly or through the composite that absorbed it.
inline bool AddsToScore(Evidence::State state) {
  return state == Evidence::State::kCounts || state == Evidence::State::kFlipped ||
         state == Evidence::State::kAbsorbed;
}
inline bool AddsToScore(const Evidence& evidence) { return AddsToScore(evidence.state); }

}  // namespace cxo
