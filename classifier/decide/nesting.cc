// One sweep from left to right: since the longer come first among equal beginnings, whatever ends
// before the farthest end seen so far lies inside the evidence that reached it.
#include "classifier/decide/nesting.h"

namespace cxo {
void MarkShadowed(const std::vector<RuleFacts>& facts, std::vector<Evidence>* evidence) {
  uint32_t farthest = Evidence::kNobody;
  for (uint32_t i = 0; i < evidence->size(); ++i) {
    Evidence& one = (*evidence)[i];
    if (!facts[one.rule].nests) continue;
    if (farthest == Evidence::kNobody || one.span.end > (*evidence)[farthest].span.end) {
      farthest = i;
    } else if (one.span != (*evidence)[farthest].span) {
      one.state = Evidence::State::kShadowed;
      one.by = farthest;
    }
  }
}

}  // namespace cxo
