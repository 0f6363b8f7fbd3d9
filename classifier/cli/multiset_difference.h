// What one list has that another has not, for answers that tell what changed since the last one.
#pragma once

#include <cstddef>
#include <map>
#include <vector>

namespace cxo {

// The items of `items` but for those that also stand in `others`, each as often as there: pointers
// into `items`, in its order, of equal items the last ones. Items are equal if `identity` of the
// one is `other_identity` of the other; what these give is of one type, with an order.
template <typename Item, typename Identity, typename OtherIdentity>
std::vector<const Item*> MultisetDifference(const std::vector<Item>& items, Identity identity,
                                            const std::vector<Item>& others,
                                            OtherIdentity other_identity) {
  std::map<decltype(identity(items[0])), size_t> left;
  for (const Item& other : others) ++left[other_identity(other)];
  std::vector<const Item*> rest;
  for (const Item& item : items) {
    size_t& count = left[identity(item)];
    if (count > 0) {
      --count;
    } else {
      rest.push_back(&item);
    }
  }
  return rest;
}

}  // namespace cxo
