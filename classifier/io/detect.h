// What the first bytes of a file say about it: compression, byte order marks, and whether they look
// like text in another encoding. Pure functions; the decisions are in input.cc.
#pragma once

#include <cstddef>
#include <string_view>

namespace cxo {

enum class Magic {
  kNone,
  kGzip,
  kZstd,
  kUtf8Mark,
  kUtf16LeMark,
  kUtf16BeMark,
  kUtf32Mark,
  kZip,
  kBzip2,
  kXz,
};

// What `start` begins with.
Magic FindMagic(std::string_view start);

// True if more bytes are needed to tell: `start` is shorter than a magic number it agrees with.
bool MayBecomeMagic(std::string_view start);

// IsValidUtf8 for what goes through by the megabyte: many times as fast beyond ASCII.
bool IsUtf8(std::string_view text);

enum class NulPattern { kNone, kUtf16Le, kUtf16Be };

// UTF-16 of mostly Latin text has a NUL in every other byte.
NulPattern FindNulPattern(std::string_view sample);

// Lines of a sample that have bytes beyond ASCII, and those of them that are not UTF-8. A character
// cut off by the end of the sample is not counted as wrong.
struct LineCounts {
  size_t lines = 0;
  size_t beyond_ascii = 0;
  size_t not_utf8 = 0;
};
LineCounts CountLines(std::string_view sample);

// True if so many lines are not UTF-8 that the file is probably in another encoding: at least three
// of them, more than half of those beyond ASCII, and at least one in a hundred of all.
bool IsProbablyNotUtf8(const LineCounts& counts);

}  // namespace cxo
