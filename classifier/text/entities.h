// The named characters of HTML ("eacute", "nbsp", "rarr") that pasted web text holds.
#pragma once

#include <cstddef>
#include <string_view>

namespace cxo {

// No name in the table is longer.
inline constexpr size_t kMaxEntityName = 8;

// The code point that "&name;" stands for; 0 if there is none. An unknown name is looked up once
// more in lower case, because texts in capitals hold "&EACUTE;".
char32_t EntityCode(std::string_view name);

}  // namespace cxo
