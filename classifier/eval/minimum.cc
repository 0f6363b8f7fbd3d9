// The only place that sees liblbfgs, and knows what its many codes come to.
#include "classifier/eval/minimum.h"

#include <algorithm>
#include <climits>
#include <exception>
#include <limits>
#include <memory>

#include <lbfgs.h>

namespace cxo {
namespace {

using Function = std::function<double(const double* at, double* gradient)>;

// The function and what it threw: frames of C have no way to unwind.
struct Search {
  const Function& function;
  std::exception_ptr thrown;
};

double Evaluate(void* instance, const lbfgsfloatval_t* at, lbfgsfloatval_t* gradient, int,
                lbfgsfloatval_t) {
  auto* search = static_cast<Search*>(instance);
  if (search->thrown == nullptr) {
    try {
      return search->function(at, gradient);
    } catch (...) {
      search->thrown = std::current_exception();
    }
  }
  return std::numeric_limits<double>::infinity();
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
  Search search{evaluate, nullptr};
  const int code = lbfgs(count, x.get(), nullptr, Evaluate, nullptr, &search, &parameters);
  if (search.thrown != nullptr) std::rethrow_exception(search.thrown);
  minimum.end = EndOf(code);
  minimum.at.assign(x.get(), x.get() + size);
  return minimum;
}

}  // namespace cxo
