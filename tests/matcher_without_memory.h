// Matchers whose memory is used up: on every text, or on those with a certain word, and then all of
// the program's.
#pragma once

#include <new>
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

class BurstingMatcher : public Matcher {
 public:
  MatchStatus Match(std::string_view normal, MatchWorkspace* /*workspace*/,
                    std::vector<Hit>* /*hits*/) const override {
    if (normal.find("burst") != std::string_view::npos) throw std::bad_alloc();
    return MatchStatus::kOk;
  }
};

}  // namespace cxo
