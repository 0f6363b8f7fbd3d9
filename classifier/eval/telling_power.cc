// The mean is weighted by rows, so that the scale of the fit's penalty stays what it is without it.
#include "classifier/eval/telling_power.h"

#include <cmath>
#include <cstddef>
#include <numeric>

namespace cxo {
namespace {

constexpr double kAdded = 0.5;  // rows

}  // namespace

std::vector<double> TellingPower(const std::vector<double>& having,
                                 const std::vector<double>& rows) {
  const size_t classes = rows.size();
  const double all = std::accumulate(rows.begin(), rows.end(), 0.0);
  std::vector<double> power(having.size());
  double sum = 0;
  double count = 0;
  for (size_t first = 0; first < having.size(); first += classes) {
    const double with =
        std::accumulate(having.begin() + static_cast<std::ptrdiff_t>(first),
                        having.begin() + static_cast<std::ptrdiff_t>(first + classes), 0.0);
    for (size_t c = 0; c < classes; ++c) {
      if (rows[c] == 0 || rows[c] == all) continue;  // nothing to tell it from
      const double share = rows[c] / all;
      const double in = (having[first + c] + kAdded * share) / (rows[c] + kAdded);
      const double out =
          (with - having[first + c] + kAdded * (1 - share)) / (all - rows[c] + kAdded);
      power[first + c] = std::sqrt(std::abs(std::log(in / out)));
      sum += with * power[first + c];
    }
    count += with * static_cast<double>(classes);
  }
  if (sum > 0) {
    for (double& one : power) one *= count / sum;
  }
  return power;
}

}  // namespace cxo
