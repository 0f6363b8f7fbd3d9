// Is a difference between two ways of answering the same rows more than chance?
#pragma once

#include <cstdint>
#include <vector>

namespace cxo {

// What counts as more than chance.
inline constexpr double kSignificance = 0.05;

// The exact two-sided McNemar test (Q. McNemar, 1947; exact form: F. Mosteller, 1952): of n = won +
// lost rows that only one side has right, each is won or lost with probability 1/2 if the sides are
// equally good, so
//   p = min(1, 2 P(X <= min(won, lost))),  X binomial of n and 1/2
// 1 where nothing is won or lost. Takes time in proportion to min(won, lost).
double McNemarTest(uint64_t won, uint64_t lost);

// Holm's step-down correction (S. Holm, 1979) of p-values that are looked at together: in ascending
// order the i-th of m (from 1) becomes (m - i + 1) p, at least the one before it, at most 1. In the
// order of `p_values`.
std::vector<double> HolmAdjusted(const std::vector<double>& p_values);

// The smallest difference |won - lost|, in rows, that McNemarTest() calls significant (p <= 0.05)
// where `discordant` rows are won or lost in all. Fewer than 6 rows cannot show anything: for them
// the answer is 6, since 6 won and none lost give p = 2/64 = 0.03125, 5 and none 2/32 = 0.0625.
uint64_t SmallestTellingDifference(uint64_t discordant);

}  // namespace cxo
