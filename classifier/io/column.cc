// Finds a column by what the user calls it, and helps when it is not there.
#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "classifier/error/edit_distance.h"
#include "classifier/io/csv_fields.h"

namespace cxo {
namespace {

Error Refuse(std::string message) {
  return Error{.source = "--column", .message = std::move(message), .excerpt = {}};
}

std::string Quote(std::string_view name) { return "\"" + std::string(name) + "\""; }

// The name that is probably meant; nothing if none is near.
std::optional<std::string> Nearest(const std::vector<std::string>& names, std::string_view wanted) {
  constexpr size_t kLongest = 100;  // bytes; the distance takes time by length squared
  const std::string folded = FoldedName(wanted);
  if (folded.size() > kLongest) return std::nullopt;
  std::optional<std::string> nearest;
  size_t least = std::max<size_t>(folded.size() / 3, 1) + 1;
  for (const std::string& name : names) {
    const size_t distance = EditDistance(folded, FoldedName(name), least - 1);
    if (distance >= least) continue;
    least = distance;
    nearest = name;
  }
  return nearest;
}

std::string List(const std::vector<std::string>& names) {
  constexpr size_t kMost = 20;
  std::string list;
  for (size_t i = 0; i < std::min(names.size(), kMost); ++i) {
    list += (i > 0 ? ", " : "") + Quote(names[i]);
  }
  if (names.size() > kMost) list += " and " + std::to_string(names.size() - kMost) + " more";
  return list;
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

std::optional<size_t> Number(std::string_view word) {
  size_t number = 0;
  const auto [end, failure] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (failure != std::errc() || end != word.data() + word.size()) return std::nullopt;
  return number;
}

}  // namespace

std::string FoldedName(std::string_view name) {
  const size_t begin = std::min(name.find_first_not_of(" \t\r\n"), name.size());
  const size_t end = name.find_last_not_of(" \t\r\n") + 1;
  std::string folded(begin < end ? name.substr(begin, end - begin) : std::string_view());
  for (char& letter : folded) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + ('a' - 'A'));
    if (letter == '_') letter = ' ';
  }
  return folded;
}

Error NoSuchName(std::string_view kind, const std::vector<std::string>& names,
                 std::string_view wanted) {
  std::string message = "no " + std::string(kind) + " " + Quote(wanted);
  if (const std::optional<std::string> nearest = Nearest(names, wanted)) {
    message += " (did you mean " + Quote(*nearest) + "?)";
  }
  return Refuse(message + "; the " + std::string(kind) + "s are " + List(names));
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
    return Refuse("column " + Quote(wanted) + " is there more than once (columns " +
                  std::to_string(places[0] + 1) + " and " + std::to_string(places[1] + 1) +
                  "); give its number");
  }
  const std::optional<size_t> number = Number(wanted);
  if (!number) return NoSuchName("column", names, wanted);
  if (*number >= 1 && *number <= names.size()) return *number - 1;
  return Refuse("no column number " + std::string(wanted) + "; there are " +
                std::to_string(names.size()) + ": " + List(names));
}

}  // namespace cxo
