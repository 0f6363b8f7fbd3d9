// Room for bytes that are about to be read into it.
#pragma once

#include <memory>
#include <new>
#include <utility>
#include <vector>

namespace cxo {

// As std::allocator, but elements that are given no value get none: memory that no byte comes to is
// never touched, and takes no page.
template <typename T>
struct RawAllocator : std::allocator<T> {
  template <typename U>
  struct rebind {
    using other = RawAllocator<U>;
  };

  template <typename U>
  void construct(U* place) noexcept {
    ::new (static_cast<void*>(place)) U;
  }
  template <typename U, typename... Values>
  void construct(U* place, Values&&... values) {
    ::new (static_cast<void*>(place)) U(std::forward<Values>(values)...);
  }
};

// Bytes that `resize` adds hold anything until they are written.
using RawBytes = std::vector<char, RawAllocator<char>>;

}  // namespace cxo
