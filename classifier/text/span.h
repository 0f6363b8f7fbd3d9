// A half-open range of bytes, the coin in which every stage speaks of places in a text.
#pragma once

#include <cstdint>

namespace cxo {

// Bytes [begin, end) of a text. Which text (normal form or original) is said where one is used.
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  uint32_t size() const { return end - begin; }
  bool Contains(Span inner) const { return begin <= inner.begin && inner.end <= end; }
  bool Overlaps(Span other) const { return begin < other.end && other.begin < end; }

  friend bool operator==(Span, Span) = default;
};

}  // namespace cxo
