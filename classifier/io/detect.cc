// Magic numbers and counts over samples.
#include "classifier/io/detect.h"

#include <algorithm>
#include <array>

#include <simdjson.h>

#include "classifier/error/ascii.h"
#include "classifier/error/utf8.h"

namespace cxo {
namespace {

using namespace std::string_view_literals;  // NOLINT(google-build-using-namespace)

struct Mark {
  std::string_view bytes;
  Magic magic;
};

// Longer marks stand before their own beginnings (UTF-32 little endian begins like UTF-16).
constexpr std::array<Mark, 10> kMarks = {{
    {"\xFF\xFE\0\0"sv, Magic::kUtf32Mark},
    {"\0\0\xFE\xFF"sv, Magic::kUtf32Mark},
    {kByteOrderMark, Magic::kUtf8Mark},
    {"\xFF\xFE"sv, Magic::kUtf16LeMark},
    {"\xFE\xFF"sv, Magic::kUtf16BeMark},
    {"\x1F\x8B"sv, Magic::kGzip},
    {"\x28\xB5\x2F\xFD"sv, Magic::kZstd},
    {"PK\x03\x04"sv, Magic::kZip},
    {"BZh"sv, Magic::kBzip2},
    {"\xFD"
     "7zXZ\0"sv,
     Magic::kXz},
}};

// UTF-8 but for a character whose end is cut off.
bool IsUtf8Start(std::string_view text) {
  for (size_t cut = 0; cut <= std::min<size_t>(3, text.size()); ++cut) {
    if (IsUtf8(text.substr(0, text.size() - cut))) return true;
  }
  return false;
}

}  // namespace

Magic FindMagic(std::string_view start) {
  for (const Mark& mark : kMarks) {
    if (start.starts_with(mark.bytes)) return mark.magic;
  }
  return Magic::kNone;
}

bool MayBecomeMagic(std::string_view start) {
  return std::any_of(kMarks.begin(), kMarks.end(), [&](const Mark& mark) {
    return start.size() < mark.bytes.size() && mark.bytes.starts_with(start);
  });
}

bool IsUtf8(std::string_view text) { return simdjson::validate_utf8(text.data(), text.size()); }

NulPattern FindNulPattern(std::string_view sample) {
  constexpr size_t kEnough = size_t{64} << 10;
  constexpr size_t kSmallest = 4;
  sample = sample.substr(0, std::min(kEnough, sample.size() / 2 * 2));
  if (sample.size() < kSmallest) return NulPattern::kNone;
  size_t even = 0;
  size_t odd = 0;
  for (size_t i = 0; i + 1 < sample.size(); i += 2) {
    even += sample[i] == '\0' ? 1 : 0;
    odd += sample[i + 1] == '\0' ? 1 : 0;
  }
  const size_t many = sample.size() / 2 * 3 / 10;
  const size_t few = sample.size() / 2 / 20;
  if (odd > many && even <= few) return NulPattern::kUtf16Le;
  if (even > many && odd <= few) return NulPattern::kUtf16Be;
  return NulPattern::kNone;
}

LineCounts CountLines(std::string_view sample) {
  LineCounts counts;
  while (!sample.empty()) {
    const size_t end = sample.find('\n');
    const std::string_view line = sample.substr(0, end);
    const bool cut = end == std::string_view::npos;
    ++counts.lines;
    if (!IsAscii(line)) ++counts.beyond_ascii;
    if (!(cut ? IsUtf8Start(line) : IsUtf8(line))) ++counts.not_utf8;
    if (cut) break;
    sample.remove_prefix(end + 1);
  }
  return counts;
}

bool IsProbablyNotUtf8(const LineCounts& counts) {
  return counts.not_utf8 >= 3 && counts.not_utf8 * 2 > counts.beyond_ascii &&
         counts.not_utf8 * 100 >= counts.lines;
}

}  // namespace cxo
