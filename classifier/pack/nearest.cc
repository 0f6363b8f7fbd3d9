// Each candidate must be nearer than the nearest before it, so the limit of the search shrinks.
#include "classifier/pack/nearest.h"

#include <algorithm>

#include "classifier/error/edit_distance.h"

namespace cxo {

std::string_view Nearest(std::string_view name, const std::vector<std::string_view>& candidates) {
  std::string_view best;
  size_t limit = std::min<size_t>(3, name.size() / 3);
  if (limit == 0) return best;
  for (const std::string_view candidate : candidates) {
    const size_t distance = EditDistance(name, candidate, limit);
    if (distance > limit) continue;
    best = candidate;
    if (distance == 0) break;
    limit = distance - 1;
  }
  return best;
}

std::string DidYouMean(std::string_view name, const std::vector<std::string_view>& candidates) {
  const std::string_view nearest = Nearest(name, candidates);
  return nearest.empty() ? "" : "; did you mean `" + std::string(nearest) + "`?";
}

}  // namespace cxo
