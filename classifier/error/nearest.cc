// A candidate must be as near as the nearest before it, so the limit of the search shrinks.
#include "classifier/error/nearest.h"

#include <algorithm>

#include "classifier/error/edit_distance.h"
#include "classifier/error/quoted.h"

namespace cxo {
namespace {

// More would be a list to look through and no hint.
constexpr size_t kMostMeant = 4;
// Of a name that is the beginning of another one; fewer letters say nothing.
constexpr size_t kShortestBeginning = 3;

size_t LimitFor(std::string_view name) { return std::min<size_t>(3, name.size() / 3); }

// Adds a candidate that is not among *meant, which has a limit.
void AddMeant(std::string_view candidate, std::vector<std::string_view>* meant) {
  if (meant->size() == kMostMeant) return;
  if (std::find(meant->begin(), meant->end(), candidate) == meant->end()) {
    meant->push_back(candidate);
  }
}

// The candidates that Nearest chooses the first of.
std::vector<std::string_view> AllNearest(std::string_view name,
                                         const std::vector<std::string_view>& candidates) {
  std::vector<std::string_view> nearest;
  size_t limit = LimitFor(name);
  if (limit == 0) return nearest;
  for (const std::string_view candidate : candidates) {
    const size_t distance = EditDistance(name, candidate, limit);
    if (distance > limit) continue;
    if (distance < limit) nearest.clear();
    limit = distance;
    AddMeant(candidate, &nearest);
  }
  return nearest;
}

// The candidates that begin with `name` and go on.
std::vector<std::string_view> Longer(std::string_view name,
                                     const std::vector<std::string_view>& candidates) {
  std::vector<std::string_view> longer;
  if (name.size() < kShortestBeginning) return longer;
  for (const std::string_view candidate : candidates) {
    if (candidate.starts_with(name)) AddMeant(candidate, &longer);
  }
  return longer;
}

}  // namespace

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
  const size_t limit = LimitFor(name);
  if (limit == 0) return {};
  const std::optional<size_t> best = NearestWithin(name, candidates, limit);
  return best ? candidates[*best] : std::string_view();
}

std::string DidYouMean(std::string_view name, const std::vector<std::string_view>& candidates) {
  std::vector<std::string_view> meant = AllNearest(name, candidates);
  if (meant.empty()) meant = Longer(name, candidates);
  std::string list;
  for (size_t i = 0; i < meant.size(); ++i) {
    list += i == 0 ? "" : i + 1 == meant.size() ? " or " : ", ";
    list += Quoted(meant[i]);
  }
  return list.empty() ? "" : "; did you mean " + list + "?";
}

}  // namespace cxo
