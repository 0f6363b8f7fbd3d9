// Texts one after another with a separator between them, as messages and files list them.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>

namespace cxo {

// What `range` holds, texts (anything that converts to std::string_view) or whole numbers, with
// `separator` between any two of them: "a, b, c". Empty for an empty range. fmt::join does as much,
// but <fmt/format.h>, where it stands, takes the compiler two to four seconds more for every file
// than <fmt/core.h>.
template <typename Range>
std::string Joined(const Range& range, std::string_view separator) {
  std::string joined;
  bool first = true;
  for (const auto& each : range) {
    if (!first) joined += separator;
    first = false;
    if constexpr (std::is_convertible_v<decltype(each), std::string_view>) {
      joined += std::string_view(each);
    } else {
      static_assert(std::is_integral_v<std::remove_cvref_t<decltype(each)>>);
      joined += std::to_string(each);
    }
  }
  return joined;
}

}  // namespace cxo
