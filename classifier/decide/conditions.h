// Whether a condition holds in a scope, given the evidence found so far.
#pragma once

#include "classifier/decide/placed_evidence.h"
#include "classifier/decide/plan.h"
#include "classifier/text/segments.h"
#include "classifier/text/span.h"

namespace cxo {

// True if `condition` holds in `scope` (a scope of `placed`): a name holds where evidence of
// it that is alive overlaps the scope, count() counts that evidence, measures are of the whole
// text. The empty condition holds everywhere. Pure.
bool Holds(const ResolvedCondition& condition, const PlacedEvidence::Scope& scope,
           const PlacedEvidence& placed, const Segments& segments);

// False only if `condition` can hold in no part of the text: a cheap first look over the whole text
// in which every "not" is taken to be met.
bool MayHoldSomewhere(const ResolvedCondition& condition, const PlacedEvidence& placed,
                      const Segments& segments);

}  // namespace cxo
