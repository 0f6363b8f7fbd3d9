// Cells: quoted where they must be, harmless in spreadsheets.
#include "classifier/io/csv_writer.h"

#include <algorithm>
#include <array>

#include "classifier/io/csv_fields.h"

namespace cxo {
namespace {

bool NeedsQuotes(std::string_view cell, const Dialect& dialect) {
  if (cell.empty()) return false;
  return cell.front() == ' ' || cell.back() == ' ' ||
         std::any_of(cell.begin(), cell.end(), [&](char byte) {
           return byte == dialect.delimiter || byte == dialect.quote || byte == '\n' ||
                  byte == '\r';
         });
}

void AppendGuarded(std::string_view guard, std::string_view cell, const Dialect& dialect,
                   std::string* out) {
  if (!NeedsQuotes(cell, dialect)) {
    out->append(guard).append(cell);
    return;
  }
  out->push_back(dialect.quote);
  out->append(guard);
  for (const char byte : cell) {
    if (byte == dialect.quote) out->push_back(dialect.quote);
    out->push_back(byte);
  }
  out->push_back(dialect.quote);
}

}  // namespace

bool StartsFormula(std::string_view cell) {
  // The last four are the full-width forms of = + - @, which some spreadsheets fold.
  constexpr std::string_view kTriggers = "=+-@\t\r\n";
  constexpr std::array<std::string_view, 4> kWide = {"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
  if (cell.empty()) return false;
  return kTriggers.find(cell[0]) != std::string_view::npos ||
         std::any_of(kWide.begin(), kWide.end(),
                     [&](std::string_view wide) { return cell.starts_with(wide); });
}

void AppendCell(std::string_view cell, const Dialect& dialect, std::string* out) {
  AppendGuarded(StartsFormula(cell) ? "'" : "", cell, dialect, out);
}

void AppendOriginalCell(std::string_view cell, const Dialect& dialect, std::string* out) {
  AppendGuarded("", cell, dialect, out);
}

void AppendExcelSafe(std::string_view body, const Dialect& dialect, std::string* out) {
  std::string scratch;
  for (size_t begin = 0; begin <= body.size();) {
    const Field field = FieldAt(body, begin, dialect, &scratch);
    const bool quoted = field.raw.starts_with(dialect.quote);
    if (begin > 0) out->push_back(dialect.delimiter);
    if (quoted) out->push_back(dialect.quote);
    if (field.text.starts_with('\'') || StartsFormula(field.text)) out->push_back('\'');
    out->append(field.raw.substr(quoted ? 1 : 0));
    begin += field.raw.size() + 1;
  }
}

void AppendRecord(std::string_view lead, std::span<const std::string_view> cells,
                  std::string_view line_end, const Dialect& dialect, std::string* out) {
  out->append(lead);
  for (const std::string_view cell : cells) {
    out->push_back(dialect.delimiter);
    AppendCell(cell, dialect, out);
  }
  out->append(line_end);
}

}  // namespace cxo
