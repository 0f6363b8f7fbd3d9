// What the screen and the JSON of `cxo explain` say in the same words.
#include "classifier/cli/explanation.h"

namespace cxo {

std::string_view StateWord(Evidence::State state) {
  switch (state) {
    case Evidence::State::kCounts: return "counts";
    case Evidence::State::kFeeds: return "signal";
    case Evidence::State::kAbsorbed: return "absorbed";
    case Evidence::State::kCapped: return "capped";
    case Evidence::State::kShadowed: return "shadowed";
    case Evidence::State::kBlocked: return "blocked";
    case Evidence::State::kFlipped: return "flipped";
    case Evidence::State::kUnmet: return "unmet";
  }
  return "";
}

std::string_view ByWhom(const Pack& pack, const std::vector<Evidence>& evidence,
                        const Evidence& one) {
  switch (one.state) {
    case Evidence::State::kBlocked:
    case Evidence::State::kFlipped: return pack.guards[one.by].id;
    case Evidence::State::kAbsorbed:
    case Evidence::State::kShadowed: return pack.rules[evidence[one.by].rule].id;
    default: return "";
  }
}

std::vector<std::string_view> Weakeners(const Pack& pack, const std::vector<Evidence>& evidence,
                                        const std::vector<Weakening>& weakenings,
                                        const Evidence& one) {
  std::vector<std::string_view> ids;
  const auto place = static_cast<size_t>(&one - evidence.data());
  for (const Weakening& it : WeakeningsOf(weakenings, place)) {
    ids.emplace_back(pack.guards[it.guard].id);
  }
  return ids;
}

}  // namespace cxo
