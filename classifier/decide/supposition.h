// What is taken to be otherwise when a text is decided again, to see what the answer hangs on.
#pragma once

#include <optional>
#include <vector>

#include "classifier/decide/rule_set.h"
#include "classifier/match/hit.h"
#include "classifier/pack/pack.h"

namespace cxo {

struct Supposition {
  // Supposes nothing.
  explicit Supposition(const Pack& pack)
      : without(pack.rules.size()),
        counting(pack.rules.size()),
        guards_off(pack.guards.size(), false) {}

  RuleSet without;               // as if the pack did not have these rules
  RuleSet counting;              // their evidence is alive: nothing shadows, blocks or weakens it,
                                 // and what they need holds
  std::vector<bool> guards_off;  // by guard: as if the pack did not have it
  std::optional<Hit> found;      // as if this were found as well, a part of it or all: nothing
                                 // shadows it
};

}  // namespace cxo
