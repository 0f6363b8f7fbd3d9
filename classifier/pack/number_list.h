// A list of numbers that is its own or lies in an image. The shipped pack has half a million
// weights: copying them took a tenth of the time to the first answer, mostly for fresh memory.
#pragma once

#include <algorithm>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace cxo {

// Immutable but as a whole. Copies of a list that lies elsewhere lie there too.
template <typename T>
class NumberList {
 public:
  static_assert(std::is_arithmetic_v<T>);

  NumberList() = default;
  NumberList(std::vector<T> numbers) : own_(std::move(numbers)) {}  // NOLINT: as a vector is
  // Of numbers that outlive the list and all its copies.
  static NumberList In(std::span<const T> numbers) {
    NumberList list;
    list.lent_ = numbers;
    return list;
  }

  // The numbers; valid until this list is assigned to, moved from or destroyed.
  std::span<const T> all() const { return own_.empty() ? lent_ : std::span<const T>(own_); }

  bool operator==(const NumberList& other) const { return std::ranges::equal(all(), other.all()); }

 private:
  std::vector<T> own_;
  std::span<const T> lent_;
};

}  // namespace cxo
