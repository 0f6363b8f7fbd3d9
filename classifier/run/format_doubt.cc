// Tries the delimiters of tables on the first lines.
#include "classifier/run/format_doubt.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "classifier/error/trim.h"
#include "classifier/io/csv_fields.h"
#include "classifier/io/sniff_dialect.h"
#include "classifier/run/header_doubt.h"

namespace cxo {
namespace {

constexpr std::array<char, 3> kOfCsv = {',', ';', '|'};

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

// The first lines that end among these bytes, as many as `most`, without their ends.
std::vector<std::string_view> WholeLines(std::string_view head, size_t most) {
  std::vector<std::string_view> lines;
  for (size_t end = head.find('\n'); end != std::string_view::npos && lines.size() < most;
       end = head.find('\n')) {
    lines.push_back(head.substr(0, end > 0 && head[end - 1] == '\r' ? end - 1 : end));
    head.remove_prefix(end + 1);
  }
  return lines;
}

// A name of a column in whatever language: no sentence, and no value.
bool MayBeName(const std::string& field) {
  return IsName(field) && field.find('.') == std::string::npos && !IsFigure(field);
}

// Prose has commas too, and a few lines of it may well have as many each.
bool AreTable(const std::vector<std::string_view>& lines, char delimiter) {
  const size_t enough = delimiter == ',' ? 5 : 3;
  if (lines.size() < enough) return false;
  const Dialect dialect{.delimiter = delimiter};
  const std::vector<std::string> header = SplitRecord(lines[0], dialect);
  if (header.size() < 2 || !std::all_of(header.begin(), header.end(), MayBeName)) return false;
  return std::all_of(
      lines.begin(), lines.begin() + static_cast<ptrdiff_t>(enough),
      [&](std::string_view line) { return SplitRecord(line, dialect).size() == header.size(); });
}

bool IsObject(std::string_view line) {
  const std::string_view trimmed = Trimmed(line);
  return trimmed.starts_with('{') && trimmed.ends_with('}') &&
         Trimmed(trimmed.substr(1)).starts_with('"');
}

}  // namespace

std::optional<InputFormat> FormatOfFirstLine(std::string_view head) {
  const size_t end = head.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = head.substr(0, head[end > 0 ? end - 1 : 0] == '\r' ? end - 1 : end);
  if (IsObject(line)) return InputFormat::kJsonl;
  if (IsHeader(line, '\t')) return InputFormat::kTsv;
  const auto is_header = [&](char delimiter) { return IsHeader(line, delimiter); };
  return std::any_of(kOfCsv.begin(), kOfCsv.end(), is_header) ? std::optional(InputFormat::kCsv)
                                                              : std::nullopt;
}

std::optional<InputFormat> FormatOfFirstLines(std::string_view head) {
  constexpr size_t kMost = 5;
  const std::vector<std::string_view> lines = WholeLines(head, kMost);
  if (AreTable(lines, '\t')) return InputFormat::kTsv;
  const auto divides = [&](char delimiter) { return AreTable(lines, delimiter); };
  return std::any_of(kOfCsv.begin(), kOfCsv.end(), divides) ? std::optional(InputFormat::kCsv)
                                                            : std::nullopt;
}

}  // namespace cxo
