// Lines of a pack's files, as they are shown beside what is wrong with them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cxo {

inline constexpr size_t kExcerptBytes = 300;

// The start of a line, for showing: at most kExcerptBytes of it, cut between characters, and at
// most 20 bytes from the first one on that is not valid UTF-8.
std::string Excerpt(std::string_view line);

}  // namespace cxo
