// Which of many spans overlap a scope. A text of a megabyte holds tens of thousands of hits in as
// many clauses: looking at all of them for each clause would take longer than everything else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "classifier/text/span.h"

namespace cxo {

// Spans by index, in the order in which they were added: in runs, each of them sorted by begin.
// Evidence comes that way, the hits first and then the scopes of one composite after the other.
class SpanIndex {
 public:
  void Clear();

  // What is added from here on is sorted by itself.
  void StartRun();

  // The next span; within its run it begins no earlier than the last one.
  void Add(Span span);

  // Calls visit(index) for each span that overlaps `scope`, in order, until one returns true; says
  // whether one did.
  template <typename Visit>
  bool VisitOverlapping(Span scope, Visit visit) const {
    for (size_t run = 0; run < run_begins_.size(); ++run) {
      const uint32_t end = EndOfRun(run);
      for (uint32_t i = FirstReaching(run_begins_[run], end, scope.begin); i < end; ++i) {
        if (places_[i].span.begin >= scope.end) break;
        if (places_[i].span.Overlaps(scope) && visit(i)) return true;
      }
    }
    return false;
  }

 private:
  struct Place {
    Span span;
    uint32_t farthest_end = 0;  // of the run up to here; ascends, unlike the ends themselves
  };

  uint32_t EndOfRun(size_t run) const {
    return run + 1 < run_begins_.size() ? run_begins_[run + 1]
                                        : static_cast<uint32_t>(places_.size());
  }

  // The first of places [first, last) of a run from which on something reaches beyond `offset`.
  uint32_t FirstReaching(uint32_t first, uint32_t last, uint32_t offset) const;

  std::vector<Place> places_;
  std::vector<uint32_t> run_begins_ = {0};
};

}  // namespace cxo
