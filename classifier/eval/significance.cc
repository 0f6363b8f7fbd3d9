// The binomial tail is summed term by term: each term follows from the one before it by a product
// and a quotient of whole numbers, which every machine computes alike, to the bit. (An incomplete
// beta function, as in Boost.Math, is faster for millions of rows and leans on the platform's own
// logarithms.)
#include "classifier/eval/significance.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace cxo {
namespace {

constexpr uint64_t kFewestTelling = 6;

// P(X <= most) for X binomial of n and 1/2.
double LowerTail(uint64_t most, uint64_t n) {
  // Binomial coefficients outgrow a double, so the sum is kept as sum * 2^exponent.
  constexpr int kStep = 500;
  double term = 1;
  double sum = 1;
  int64_t exponent = 0;
  for (uint64_t i = 0; i < most; ++i) {
    term = term * static_cast<double>(n - i) / static_cast<double>(i + 1);
    sum += term;
    if (sum < std::ldexp(1.0, kStep)) continue;
    term = std::ldexp(term, -kStep);
    sum = std::ldexp(sum, -kStep);
    exponent += kStep;
  }
  // Beyond this power of two nothing is left of any sum.
  constexpr int64_t kLeast = -4000;
  const int64_t power = std::max(exponent - static_cast<int64_t>(n), kLeast);
  return std::ldexp(sum, static_cast<int>(power));
}

}  // namespace

double McNemarTest(uint64_t won, uint64_t lost) {
  // The two tails overlap in the middle: together they would be more than 1.
  if (won == lost) return 1;
  return std::min(1.0, 2 * LowerTail(std::min(won, lost), won + lost));
}

std::vector<double> HolmAdjusted(const std::vector<double>& p_values) {
  std::vector<size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return p_values[a] < p_values[b]; });
  std::vector<double> adjusted(p_values.size());
  double least = 0;
  for (size_t i = 0; i < order.size(); ++i) {
    const auto left = static_cast<double>(order.size() - i);
    least = std::max(least, std::min(1.0, left * p_values[order[i]]));
    adjusted[order[i]] = least;
  }
  return adjusted;
}

uint64_t SmallestTellingDifference(uint64_t discordant) {
  if (discordant < kFewestTelling) return kFewestTelling;
  uint64_t telling = 0;            // this many lost rows are few enough
  uint64_t too_many = discordant;  // this many are not
  while (too_many - telling > 1) {
    const uint64_t lost = telling + (too_many - telling) / 2;
    const bool tells =
        2 * lost < discordant && McNemarTest(discordant - lost, lost) <= kSignificance;
    (tells ? telling : too_many) = lost;
  }
  return discordant - 2 * telling;
}

}  // namespace cxo
