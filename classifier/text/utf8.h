// UTF-8 as the Unicode standard defines it (table 3-7): no overlong forms, no surrogates, nothing
// beyond U+10FFFF. This check stands before RE2, which lets encoded surrogates through.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cxo {

// The number of bytes at the start of `text` that are complete, valid UTF-8; text.size() if all of
// it is valid.
size_t ValidPrefix(std::string_view text);

// True if all of `text` is valid UTF-8.
inline bool IsValidUtf8(std::string_view text) { return ValidPrefix(text) == text.size(); }

// Length in bytes of the invalid piece at the start of `text` (which must not begin with a valid
// sequence): the maximal subpart of an ill-formed sequence, 1 to 3 bytes, as Unicode recommends
// (section 3.9, "substitution of maximal subparts"). At least 1 for a text that is not empty.
size_t InvalidLength(std::string_view text);

// `text` with each maximal invalid subpart replaced by U+FFFD.
std::string ReplaceInvalid(std::string_view text);

}  // namespace cxo
