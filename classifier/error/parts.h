// Strings that hold several parts with a sign between them: "preclinical+clinical".
#pragma once

#include <algorithm>
#include <string_view>

namespace cxo {

// True if `part` is one of the parts of `joined` between which `sign` stands; an empty string has
// none.
inline bool HasPart(std::string_view joined, char sign, std::string_view part) {
  while (!joined.empty()) {
    const size_t size = std::min(joined.find(sign), joined.size());
    if (joined.substr(0, size) == part) return true;
    joined.remove_prefix(std::min(size + 1, joined.size()));
  }
  return false;
}

}  // namespace cxo
