// Text without the blanks around it.
#pragma once

#include <algorithm>
#include <string_view>

namespace cxo {

// `text` without spaces, tabs and line breaks at its ends; a view into it.
inline std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

}  // namespace cxo
