// A plan as bytes, so that a program can carry one that it need not build again.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "classifier/decide/plan.h"

namespace cxo {

// All of `plan` but its conditions, of which it keeps the programs.
std::string WritePlanImage(const Plan& plan);

// The plan that `image`, aligned to kPackImageAlignment, was written from, for `pack`: the one that
// it was built for, or that pack without what only building a plan looks at (patterns, conditions,
// names of what a rule or guard bears on, and of signals that have weights). Both must outlive the
// plan. Nothing if the image is not whole, of another version, or of a pack with another digest or
// other rules; beyond that it is trusted.
std::optional<Plan> ReadPlanImage(std::string_view image, const Pack& pack);

}  // namespace cxo
