// What is wrong with a line that is no JSON, for people who have to mend it.
#pragma once

#include <string>
#include <string_view>

namespace cxo {

// Of a line that JsonLine::Parse calls kInvalid: "not valid JSON from column 9 on: `tru}`". Columns
// are counted in characters, from 1. Says "not valid JSON" alone where it finds no place. Throws
// std::bad_alloc if memory runs out.
std::string JsonFault(std::string_view line);

}  // namespace cxo
