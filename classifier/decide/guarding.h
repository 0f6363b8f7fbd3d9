// Guards: cues, their scopes, and what they do to the evidence in them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "classifier/decide/evidence.h"
#include "classifier/decide/plan.h"
#include "classifier/match/matcher.h"
#include "classifier/text/segments.h"
#include "classifier/text/span.h"

namespace cxo {

// A stretch of the normal form in which one guard works: the reach of a cue, or of several whose
// reaches overlap or touch.
struct GuardScope {
  uint32_t guard = 0;  // index into Pack::guards
  Span reach;

  friend bool operator==(const GuardScope&, const GuardScope&) = default;
};

// A text as deciding sees it. The views live as long as the caller keeps them.
struct DecidingText {
  std::string_view normal;
  const Segments* segments;
};

// The scopes of all cues in `hits` (sorted as a matcher gives them), sorted by guard and place: a
// cue's reach holds the cue itself, pseudo-cues that cover a cue silence it, terminators cut the
// reach short on their side. Replaces *scopes.
void FindGuardScopes(const Plan& plan, const DecidingText& text, const std::vector<Hit>& hits,
                     std::vector<GuardScope>* scopes);

// Lets the active scopes bear on one piece of evidence: blocked, else turned over, else weakened by
// each guard whose reach overlaps it. Evidence without a label has nothing to turn over and is
// blocked. `active` says per guard whether its condition holds.
void ApplyGuards(const Plan& plan, const std::vector<GuardScope>& scopes,
                 const std::vector<bool>& active, Evidence* evidence);

}  // namespace cxo
