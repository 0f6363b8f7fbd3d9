// What is wrong with a line that is no JSON, for people who have to mend it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cxo {

struct JsonFault {
  size_t column = 0;    // where it is: bytes from 1; 0 if there is no telling
  std::string message;  // "not valid JSON from here on: `tru}`"
};

// Of a line that JsonLine::Parse calls kInvalid. Throws std::bad_alloc if memory runs out.
JsonFault FindJsonFault(std::string_view line);

}  // namespace cxo
