// Rows are cut by hand: a word may hold any sign but a blank, and there are a hundred thousand of
// them.
#include "classifier/pack/weight_rows.h"

#include <algorithm>
#include <charconv>
#include <span>
#include <string>

#include "classifier/error/trim.h"

namespace cxo {
namespace {

constexpr std::string_view kQuotes = "'''";
constexpr int kMostWeight = 30'000;  // hundredths; fits into 16 bits

// True if the lines of the string are lines of the file, and those that follow its first one.
bool IsOfLines(const TomlValue& value, const Faults& faults) {
  const std::string_view line = faults.Line(value.place.at.file, value.place.at.line);
  return line.ends_with(kQuotes) && line.size() + 1 == value.place.at.column + kQuotes.size();
}

// Reads weights from `text` into `row` by `places`; false if there are not as many as places.
bool ParseWeights(std::string_view text, std::span<const size_t> places, std::span<int16_t> row) {
  for (const size_t place : places) {
    const size_t begin = text.find_first_not_of(" \t");
    if (begin == 0 || begin == std::string_view::npos) return false;
    int weight = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data() + begin, end, weight);
    if (failure != std::errc() || weight < -kMostWeight || weight > kMostWeight) return false;
    row[place] = static_cast<int16_t>(weight);
    text.remove_prefix(static_cast<size_t>(stop - text.data()));
  }
  return text.empty();
}

}  // namespace

WeightRows ReadWeightRows(const TomlValue& value, const WeightColumns& columns, Draft* draft) {
  WeightRows rows;
  if (!IsOfLines(value, draft->faults)) {
    draft->faults.Add(value.place,
                      "rows of weights are lines between ''' and ''', each of them "
                      "`name: WEIGHT ...`");
    return rows;
  }
  const std::string wanted = std::to_string(columns.places.size()) +
                             " whole numbers from -30000 to 30000, one for each " +
                             std::string(columns.what);
  std::vector<Place> faulty;
  Place place{value.place.at, 1};
  std::string_view left = value.text;
  while (!left.empty()) {
    const size_t size = std::min(left.find('\n'), left.size());
    const std::string_view line = left.substr(0, size);
    left.remove_prefix(std::min(size + 1, left.size()));
    ++place.at.line;
    const std::string_view row = Trimmed(line);
    if (row.empty()) continue;
    // A name may hold a colon, weights do not.
    const size_t colon = std::min(row.rfind(':'), row.size());
    const std::string_view name = Trimmed(row.substr(0, colon));
    place.at.column = static_cast<uint32_t>(row.data() - line.data()) + 1;
    place.width = static_cast<uint32_t>(std::max<size_t>(name.size(), 1));
    const size_t begin = rows.weights.size();
    rows.weights.resize(begin + columns.count);
    if (colon == row.size() || name.empty() ||
        !ParseWeights(row.substr(colon + 1), columns.places,
                      std::span(rows.weights).subspan(begin))) {
      rows.weights.resize(begin);
      faulty.push_back(place);
      continue;
    }
    rows.names.push_back(name);
    rows.places.push_back(place);
  }
  // Rather than all rows the list of what they are for is wrong.
  if (rows.names.empty() && faulty.size() > 2) {
    draft->faults.Add(faulty.front(), "none of these " + std::to_string(faulty.size()) +
                                          " rows is `name: ` and " + wanted + " that is named");
    return rows;
  }
  for (const Place& one : faulty) draft->faults.Add(one, "expected `name: ` and " + wanted);
  return rows;
}

}  // namespace cxo
