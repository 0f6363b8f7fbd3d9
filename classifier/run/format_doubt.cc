// Tries the delimiters of tables on the first line.
#include "classifier/run/format_doubt.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "classifier/error/trim.h"
#include "classifier/io/csv_fields.h"
#include "classifier/run/header_doubt.h"

namespace cxo {
namespace {

// In prose a space follows the comma.
bool IsName(const std::string& field) {
  constexpr size_t kLongest = 40;
  return field.size() <= kLongest && !field.empty() && Trimmed(field) == field;
}

bool IsHeader(std::string_view line, char delimiter) {
  const std::vector<std::string> fields = SplitRecord(line, Dialect{.delimiter = delimiter});
  return fields.size() > 1 && std::all_of(fields.begin(), fields.end(), IsName) &&
         std::any_of(fields.begin(), fields.end(), IsUsualTextName);
}

bool IsObject(std::string_view line) {
  const std::string_view trimmed = Trimmed(line);
  return trimmed.starts_with('{') && trimmed.ends_with('}') &&
         Trimmed(trimmed.substr(1)).starts_with('"');
}

}  // namespace

std::optional<InputFormat> FormatOfFirstLine(std::string_view head) {
  constexpr std::array<char, 3> kOfCsv = {',', ';', '|'};
  const size_t end = head.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = head.substr(0, head[end > 0 ? end - 1 : 0] == '\r' ? end - 1 : end);
  if (IsObject(line)) return InputFormat::kJsonl;
  if (IsHeader(line, '\t')) return InputFormat::kTsv;
  const auto is_header = [&](char delimiter) { return IsHeader(line, delimiter); };
  return std::any_of(kOfCsv.begin(), kOfCsv.end(), is_header) ? std::optional(InputFormat::kCsv)
                                                              : std::nullopt;
}

}  // namespace cxo
