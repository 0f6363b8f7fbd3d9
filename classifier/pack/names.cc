// Names are plain ASCII, so that they look alike in files, reports and on every terminal.
#include "classifier/pack/names.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "classifier/error/ascii.h"

namespace cxo {
namespace {

constexpr size_t kLongest = 100;

bool IsPart(std::string_view part) {
  return !part.empty() && std::all_of(part.begin(), part.end(),
                                      [](char c) { return IsLower(c) || IsDigit(c) || c == '-'; });
}

}  // namespace

bool IsId(std::string_view name) {
  if (name.empty() || name.size() > kLongest || !IsLower(name[0])) return false;
  while (true) {
    const size_t dot = name.find('.');
    if (!IsPart(name.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    name.remove_prefix(dot + 1);
  }
}

bool IsFacet(std::string_view name) {
  return IsId(name) && name.find('.') == std::string_view::npos;
}

bool IsLabel(std::string_view name) {
  return !name.empty() && name.size() <= kLongest && IsUpper(name[0]) &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return IsUpper(c) || IsDigit(c) || c == '-'; });
}

bool IsReserved(std::string_view name) {
  constexpr std::array<std::string_view, 7> kWords = {"and",   "or",      "not",      "count",
                                                      "words", "clauses", "sentences"};
  return std::find(kWords.begin(), kWords.end(), name) != kWords.end();
}

}  // namespace cxo
