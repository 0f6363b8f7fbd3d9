// Lines of a pack's files, as they are shown beside what is wrong with them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "classifier/error/result.h"
#include "classifier/pack/pack.h"

namespace cxo {

inline constexpr size_t kExcerptBytes = 300;

// The start of a line, for showing: at most kExcerptBytes of it, cut between characters, and at
// most 20 bytes from the first one on that is not valid UTF-8.
std::string Excerpt(std::string_view line);

// The first line of `text` without its line end.
std::string_view FirstLine(std::string_view text);

// An error at `at`, without a source: `text` is the file from the beginning of that line on. The
// caret is `width` bytes wide, and ends with the excerpt. Without an excerpt if that of a long line
// ends before the column, for a caret behind it would show nothing.
Error ErrorInLine(std::string_view text, const Position& at, uint32_t width, std::string message);

}  // namespace cxo
