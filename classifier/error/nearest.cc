// Each candidate must be nearer than the nearest before it, so the limit of the search shrinks.
#include "classifier/error/nearest.h"

#include <algorithm>

#include "classifier/error/edit_distance.h"
#include "classifier/error/quoted.h"

namespace cxo {

std::optional<size_t> NearestWithin(std::string_view name,
                                    const std::vector<std::string_view>& candidates, size_t limit) {
  std::optional<size_t> best;
  for (size_t i = 0; i < candidates.size(); ++i) {
    const size_t distance = EditDistance(name, candidates[i], limit);
    if (distance > limit) continue;
    best = i;
    if (distance == 0) break;
    limit = distance - 1;
  }
  return best;
}

std::string_view Nearest(std::string_view name, const std::vector<std::string_view>& candidates) {
  const size_t limit = std::min<size_t>(3, name.size() / 3);
  if (limit == 0) return {};
  const std::optional<size_t> best = NearestWithin(name, candidates, limit);
  return best ? candidates[*best] : std::string_view();
}

std::string DidYouMean(std::string_view name, const std::vector<std::string_view>& candidates) {
  const std::string_view nearest = Nearest(name, candidates);
  return nearest.empty() ? "" : "; did you mean " + Quoted(nearest) + "?";
}

}  // namespace cxo
