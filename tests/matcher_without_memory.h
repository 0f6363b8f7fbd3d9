// A matcher whose memory is used up on every text.
#pragma once

#include <string_view>
#include <vector>

#include "classifier/match/matcher.h"

namespace cxo {

class MatcherWithoutMemory : public Matcher {
 public:
  MatchStatus Match(std::string_view /*normal*/, MatchWorkspace* /*workspace*/,
                    std::vector<Hit>* /*hits*/) const override {
    return MatchStatus::kOutOfMemory;
  }
};

}  // namespace cxo
