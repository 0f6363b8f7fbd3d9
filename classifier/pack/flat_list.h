// Lists that are their own or lie in an image. The shipped pack has half a million weights and
// thousands of conditions: copying them took a quarter of the time to the first answer, mostly for
// fresh memory.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace cxo {

// A list of numbers, or of structs of numbers. Immutable but as a whole; copies share the items.
template <typename T>
class FlatList {
 public:
  static_assert(std::is_trivially_copyable_v<T>);

  FlatList() = default;
  FlatList(std::vector<T> items)  // NOLINT: as a vector is
      : own_(std::make_shared<const std::vector<T>>(std::move(items))), all_(*own_) {}
  // Of items that outlive the list and all its copies.
  static FlatList In(std::span<const T> items) {
    FlatList list;
    list.all_ = items;
    return list;
  }

  // The items; valid as long as this list or a copy of it has them.
  std::span<const T> all() const { return all_; }

  bool operator==(const FlatList& other) const { return std::ranges::equal(all(), other.all()); }

 private:
  std::shared_ptr<const std::vector<T>> own_;  // null if they lie elsewhere
  std::span<const T> all_;
};

// Many short lists one behind the other.
template <typename T>
class FlatLists {
 public:
  FlatLists() = default;
  explicit FlatLists(const std::vector<std::vector<T>>& lists) {
    std::vector<uint32_t> ends;
    std::vector<T> items;
    ends.reserve(lists.size());
    for (const std::vector<T>& list : lists) {
      items.insert(items.end(), list.begin(), list.end());
      ends.push_back(static_cast<uint32_t>(items.size()));
    }
    ends_ = std::move(ends);
    items_ = std::move(items);
  }

  size_t size() const { return ends_.all().size(); }

  // One list, `at` being less than size(); valid as FlatList::all().
  std::span<const T> operator[](size_t at) const {
    const std::span<const uint32_t> ends = ends_.all();
    const size_t begin = at == 0 ? 0 : ends[at - 1];
    return items_.all().subspan(begin, ends[at] - begin);
  }

  template <typename Way>  // pack/image_codec.h
  friend void ImageMembers(Way& way, FlatLists& lists) {
    way(lists.ends_, lists.items_);
  }

 private:
  FlatList<uint32_t> ends_;  // per list: of its items
  FlatList<T> items_;
};

}  // namespace cxo
