// The order of hits, and the hits of many texts in one list.
#include "classifier/match/hit.h"

#include <algorithm>
#include <tuple>

namespace cxo {

void SortHits(std::vector<Hit>* hits, size_t sorted) {
  const auto before = [](const Hit& a, const Hit& b) {
    return std::tuple(a.span.begin, b.span.end, a.pattern) <
           std::tuple(b.span.begin, a.span.end, b.pattern);
  };
  const auto rest = hits->begin() + static_cast<ptrdiff_t>(sorted);
  std::sort(rest, hits->end(), before);
  std::inplace_merge(hits->begin(), rest, hits->end(), before);
}

void TextHits::Add(uint32_t number, const std::vector<Hit>& of_text) {
  if (of_text.empty()) return;
  hits.insert(hits.end(), of_text.begin(), of_text.end());
  texts.push_back({number, static_cast<uint32_t>(hits.size())});
}

}  // namespace cxo
