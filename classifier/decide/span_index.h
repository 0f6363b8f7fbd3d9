// Which of many spans overlap another one. A text of a megabyte may hold tens of thousands of cues
// and as many phrases that take cues back: looking at all of these for each cue would take longer
// than everything else.
#pragma once

#include <cstdint>
#include <vector>

#include "classifier/text/span.h"

namespace cxo {

// Spans by index, in the order in which they were added, which is that of their begins.
class SpanIndex {
 public:
  void Clear() { places_.clear(); }

  // The next span; it begins no earlier than the last one.
  void Add(Span span);

  // Calls visit(index) for each span that overlaps `scope`, in order, until one returns true; says
  // whether one did.
  template <typename Visit>
  bool VisitOverlapping(Span scope, Visit visit) const {
    for (uint32_t i = FirstReaching(scope.begin); i < places_.size(); ++i) {
      if (places_[i].span.begin >= scope.end) break;
      if (places_[i].span.Overlaps(scope) && visit(i)) return true;
    }
    return false;
  }

 private:
  struct Place {
    Span span;
    uint32_t farthest_end = 0;  // of the spans up to here; ascends, unlike the ends themselves
  };

  // The first of the places from which on something reaches beyond `offset`.
  uint32_t FirstReaching(uint32_t offset) const;

  std::vector<Place> places_;
};

}  // namespace cxo
