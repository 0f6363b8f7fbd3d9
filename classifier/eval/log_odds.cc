// The two equations, over rows.
#include "classifier/eval/log_odds.h"

#include <cmath>

namespace cxo {
namespace {

constexpr double kPrior = 0.1;  // weight of a row of the prior, in rows

}  // namespace

LogOdds CompareOdds(const PhraseCounts& counts) {
  const uint64_t holding = counts.inside + counts.outside;
  const uint64_t rows = counts.inside_rows + counts.outside_rows;
  if (holding == 0 || holding == rows) return {};
  const double a = kPrior * static_cast<double>(holding);
  const double a0 = kPrior * static_cast<double>(rows);
  const auto log_odds = [&](uint64_t with, uint64_t n) {
    const double y = static_cast<double>(with) + a;
    return std::log(y / (static_cast<double>(n) + a0 - y));
  };
  const double delta =
      log_odds(counts.inside, counts.inside_rows) - log_odds(counts.outside, counts.outside_rows);
  const double variance =
      1 / (static_cast<double>(counts.inside) + a) + 1 / (static_cast<double>(counts.outside) + a);
  return {delta, delta / std::sqrt(variance)};
}

}  // namespace cxo
