// What was probably meant where TOML cannot be read: word processors and other languages write
// quotation marks, decimal fractions and truth values in ways of their own.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cxo {

// What to add to `description`, toml++'s words for a fault at byte `column` (from 1) of `line`:
// "; is a quotation mark missing?". Empty if nothing can be said.
std::string TomlHint(std::string_view description, std::string_view line, size_t column);

}  // namespace cxo
