// Finds a column by what the user calls it, and helps when it is not there.
#include "classifier/io/column.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "classifier/error/letter_case.h"
#include "classifier/error/nearest.h"
#include "classifier/error/quoted.h"
#include "classifier/error/trim.h"

namespace cxo {
namespace {

Error RefuseColumn(std::string message) {
  return Error{.source = "--column", .message = std::move(message), .excerpt = {}};
}

// The place of the name that is probably meant; nothing if none is near. Files name their columns
// in a letter or two, hence one edit even there.
std::optional<size_t> ProbablyMeant(const std::vector<std::string>& names,
                                    std::string_view wanted) {
  constexpr size_t kLongest = 100;  // bytes; the distance takes time by length squared
  wanted = Trimmed(wanted);
  if (wanted.size() > kLongest) return std::nullopt;
  std::vector<std::string_view> candidates;
  candidates.reserve(names.size());
  for (const std::string& name : names) candidates.push_back(Trimmed(name));
  return NearestWithin(wanted, candidates, std::max<size_t>(wanted.size() / 3, 1));
}

// The places where `matches` says yes.
template <typename Matches>
std::vector<size_t> Places(const std::vector<std::string>& names, const Matches& matches) {
  std::vector<size_t> places;
  for (size_t i = 0; i < names.size(); ++i) {
    if (matches(names[i])) places.push_back(i);
  }
  return places;
}

}  // namespace

std::string NameList(const std::vector<std::string>& names) {
  constexpr size_t kMost = 20;
  std::string list;
  for (size_t i = 0; i < std::min(names.size(), kMost); ++i) {
    list += (i > 0 ? ", " : "") + Quoted(names[i]);
  }
  if (names.size() > kMost) list += " and " + std::to_string(names.size() - kMost) + " more";
  return list;
}

std::optional<size_t> ColumnNumber(std::string_view wanted) {
  size_t number = 0;
  const char* const last = wanted.data() + wanted.size();
  const auto [end, failure] = std::from_chars(wanted.data(), last, number);
  if (failure != std::errc() || end != last) return std::nullopt;
  return number;
}

std::string FoldedName(std::string_view name) {
  std::string folded = AsciiLowered(Trimmed(name));
  std::replace(folded.begin(), folded.end(), '_', ' ');
  return folded;
}

Error NoSuchName(std::string_view kind, const std::vector<std::string>& names,
                 std::string_view wanted) {
  std::string message = "no " + std::string(kind) + " " + Quoted(wanted);
  if (const std::optional<size_t> meant = ProbablyMeant(names, wanted)) {
    message += " (did you mean " + Quoted(names[*meant]) + "?)";
  }
  return RefuseColumn(message + "; the " + std::string(kind) + "s are " + NameList(names));
}

Result<size_t> FindColumn(const std::vector<std::string>& names, std::string_view wanted) {
  std::vector<size_t> places =
      Places(names, [&](const std::string& name) { return name == wanted; });
  if (places.empty()) {
    const std::string folded = FoldedName(wanted);
    places = Places(names, [&](const std::string& name) { return FoldedName(name) == folded; });
  }
  if (places.size() == 1) return places[0];
  if (places.size() > 1) {
    return RefuseColumn("column " + Quoted(wanted) + " is there more than once (columns " +
                        std::to_string(places[0] + 1) + " and " + std::to_string(places[1] + 1) +
                        "); give its number");
  }
  const std::optional<size_t> number = ColumnNumber(wanted);
  if (!number) return NoSuchName("column", names, wanted);
  if (*number >= 1 && *number <= names.size()) return *number - 1;
  return RefuseColumn("no column number " + std::string(wanted) + "; there are " +
                      std::to_string(names.size()) + ": " + NameList(names));
}

}  // namespace cxo
