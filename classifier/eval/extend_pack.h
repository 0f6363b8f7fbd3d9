// A pack with further rules, to find out what they would change before anybody writes them down.
#pragma once

#include <string>
#include <vector>

#include "classifier/error/result.h"
#include "classifier/pack/pack.h"

namespace cxo {

// A rule with one phrase. Its id is new to the pack.
struct NewRule {
  Rule rule;
  std::string phrase;
};

// `pack` with `rules` added, as if they stood in one of its files. The pattern of rules[i] is
// patterns[n + i] for a pack of n patterns, so that hits of the old ones keep their meaning. Fails
// on a phrase that has no meaning.
Result<Pack> WithRules(const Pack& pack, const std::vector<NewRule>& rules);

}  // namespace cxo
