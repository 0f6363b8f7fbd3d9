// Binary search over ascending ends.
#include "classifier/decide/span_index.h"

#include <algorithm>

namespace cxo {

void SpanIndex::Clear() {
  places_.clear();
  run_begins_.assign(1, 0);
}

void SpanIndex::StartRun() {
  const auto size = static_cast<uint32_t>(places_.size());
  if (run_begins_.back() != size) run_begins_.push_back(size);
}

void SpanIndex::Add(Span span) {
  const bool first = run_begins_.back() == places_.size();
  places_.push_back({span, first ? span.end : std::max(places_.back().farthest_end, span.end)});
}

uint32_t SpanIndex::FirstReaching(uint32_t first, uint32_t last, uint32_t offset) const {
  const auto reaches = [](const Place& place, uint32_t wanted) {
    return place.farthest_end <= wanted;
  };
  const auto begin = places_.begin();
  return static_cast<uint32_t>(std::lower_bound(begin + first, begin + last, offset, reaches) -
                               begin);
}

}  // namespace cxo
