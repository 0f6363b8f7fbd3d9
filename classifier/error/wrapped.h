// Prose and lists in lines that fit a screen.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cxo {

inline constexpr size_t kScreenColumns = 80;  // of a terminal as most open

// `head` and the words of `text` behind it, one space between any two, in lines of at most
// `columns` bytes, each with its line end; lines behind the first begin with `indent`. Words are
// what spaces, tabs and line ends divide; one that is longer than a line has one to itself. `head`,
// where it is not empty, ends with a space.
std::string Wrapped(std::string head, std::string_view text, std::string_view indent,
                    size_t columns = kScreenColumns);

// The same of `items` with commas between them, none of which is broken; "none" if there are none.
std::string WrappedList(std::string head, const std::vector<std::string>& items,
                        std::string_view indent, size_t columns = kScreenColumns);

}  // namespace cxo
