// How much memory is allocated now, with and without a sanitizer's allocator in place of the usual
// one, and whether a sanitizer slows the process down.
#pragma once

#include <cstddef>

#include <malloc.h>

// Part of AddressSanitizer and ThreadSanitizer, whose name it is; null without them.
// NOLINTNEXTLINE(bugprone-reserved-identifier, readability-identifier-naming)
extern "C" __attribute__((weak)) size_t __sanitizer_get_current_allocated_bytes();

namespace cxo {

inline bool IsSanitized() { return __sanitizer_get_current_allocated_bytes != nullptr; }

inline size_t AllocatedBytes() {
  if (IsSanitized()) return __sanitizer_get_current_allocated_bytes();
  const struct mallinfo2 facts = mallinfo2();
  return facts.uordblks + facts.hblkhd;
}

}  // namespace cxo
