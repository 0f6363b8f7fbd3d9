// The only place that sees liblbfgs, and knows what its many codes come to.
#include "classifier/eval/minimum.h"

#include <algorithm>
#include <climits>
#include <memory>

#include <lbfgs.h>

namespace cxo {
namespace {

using Function = std::function<double(const double* at, double* gradient)>;

double Evaluate(void* function, const lbfgsfloatval_t* at, lbfgsfloatval_t* gradient, int,
                lbfgsfloatval_t) {
  return (*static_cast<const Function*>(function))(at, gradient);
}

SearchEnd EndOf(int code) {
  switch (code) {
    case LBFGS_SUCCESS:
    case LBFGS_STOP:
    case LBFGS_ALREADY_MINIMIZED:
    // The way down is lost in the last digits: where the function is convex, this is the minimum.
    case LBFGSERR_ROUNDING_ERROR:
    case LBFGSERR_MINIMUMSTEP:
    case LBFGSERR_WIDTHTOOSMALL:
    case LBFGSERR_OUTOFINTERVAL:
    case LBFGSERR_INCORRECT_TMINMAX:
    case LBFGSERR_INCREASEGRADIENT: return SearchEnd::kMinimum;
    case LBFGSERR_MAXIMUMLINESEARCH:
    case LBFGSERR_MAXIMUMITERATION: return SearchEnd::kOutOfSteps;
    default: return SearchEnd::kBrokeOff;
  }
}

}  // namespace

Minimum FindMinimum(size_t size, int most_steps, const Function& evaluate) {
  Minimum minimum{.at = std::vector<double>(size), .end = SearchEnd::kBrokeOff};
  if (size > INT_MAX) return minimum;
  const auto count = static_cast<int>(size);
  const std::unique_ptr<lbfgsfloatval_t, void (*)(lbfgsfloatval_t*)> x(lbfgs_malloc(count),
                                                                       lbfgs_free);
  if (!x) return minimum;
  std::fill(x.get(), x.get() + size, 0.0);
  lbfgs_parameter_t parameters;
  lbfgs_parameter_init(&parameters);
  parameters.max_iterations = most_steps;
  parameters.epsilon = 1e-4;
  Function function = evaluate;
  minimum.end = EndOf(lbfgs(count, x.get(), nullptr, Evaluate, nullptr, &function, &parameters));
  minimum.at.assign(x.get(), x.get() + size);
  return minimum;
}

}  // namespace cxo
