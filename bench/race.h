// A race of matchers: the same patterns, the same records, the same answers, in turn.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "bench/peer.h"
#include "bench/results.h"
#include "classifier/pack/pack.h"

namespace cxo::bench {

// Names of contestants in figures.
inline constexpr const char* kCxo = "cxo";
inline constexpr const char* kCxoFromOriginals = "cxo, normal form included";
inline constexpr const char* kSetCold = "RE2::Set, 1 GB, cold";
inline constexpr const char* kSetWarm = "RE2::Set, 1 GB, warm";
inline constexpr const char* kHyperscanByRecord = "Hyperscan, by record";
inline constexpr const char* kHyperscanByBlock = "Hyperscan, whole block";

struct Race {
  std::string section;  // "match/300/descriptions"
  const Pack* pack = nullptr;
  const Records* records = nullptr;
  size_t rounds = 5;
};

// Adds one figure for each contestant. Slow ones run on the first records only. Who gives other
// pairs than one RE2 after the other on a sample, or than this project on all that it was run on,
// gets no ratio.
// A set's automaton grows while it reads: "cold" is a new one on the first half of the records,
// "warm" is one that has read that half, on the second.
void RunRace(const Race& race, Results* results);

}  // namespace cxo::bench
