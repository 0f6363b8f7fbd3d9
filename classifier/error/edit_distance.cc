// Optimal string alignment distance, row by row, given up as soon as a row exceeds the limit.
#include "classifier/error/edit_distance.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "classifier/error/letter_case.h"

namespace cxo {
namespace {

bool Same(char a, char b) { return AsciiLower(a) == AsciiLower(b); }

// True if the letters before i and j are the same two the other way round.
bool IsSwap(std::string_view a, std::string_view b, size_t i, size_t j) {
  return i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]);
}

}  // namespace

size_t EditDistance(std::string_view a, std::string_view b, size_t limit) {
  const size_t apart = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (apart > limit) return limit + 1;
  // Only cells within `limit` of the diagonal can be part of a short enough way; all others stay
  // beyond the limit.
  std::vector<size_t> before(b.size() + 1, limit + 1);
  std::vector<size_t> above(b.size() + 1, limit + 1);
  std::vector<size_t> row(b.size() + 1, limit + 1);
  for (size_t j = 0; j <= std::min(b.size(), limit); ++j) above[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    const size_t first = i > limit ? i - limit : 1;
    const size_t last = std::min(b.size(), i + limit);
    row[first - 1] = first == 1 ? i : limit + 1;
    size_t least = row[first - 1];
    for (size_t j = first; j <= last; ++j) {
      const size_t replaced = above[j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1);
      row[j] = std::min({replaced, above[j] + 1, row[j - 1] + 1});
      if (IsSwap(a, b, i, j)) row[j] = std::min(row[j], before[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (last < b.size()) row[last + 1] = limit + 1;
    if (least > limit) return limit + 1;
    std::swap(before, above);
    std::swap(above, row);
  }
  return std::min(above[b.size()], limit + 1);
}

}  // namespace cxo
