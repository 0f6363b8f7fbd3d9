// Binary search over ascending ends.
#include "classifier/decide/span_index.h"

#include <algorithm>

namespace cxo {

void SpanIndex::Add(Span span) {
  const uint32_t farthest = places_.empty() ? 0 : places_.back().farthest_end;
  places_.push_back({span, std::max(farthest, span.end)});
}

uint32_t SpanIndex::FirstReaching(uint32_t offset) const {
  const auto reaches = [](const Place& place, uint32_t wanted) {
    return place.farthest_end <= wanted;
  };
  return static_cast<uint32_t>(std::lower_bound(places_.begin(), places_.end(), offset, reaches) -
                               places_.begin());
}

}  // namespace cxo
