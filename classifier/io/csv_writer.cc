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

// Where nothing can be quoted, what would divide the cell becomes a space.
void AppendUnquoted(std::string_view cell, char delimiter, std::string* out) {
  for (const char byte : cell) {
    out->push_back(byte == delimiter || byte == '\n' || byte == '\r' ? ' ' : byte);
  }
}

// A spreadsheet knows no other quote than this one, and takes what is behind it for the cell.
bool NeedsGuard(std::string_view cell, const Dialect& dialect) {
  constexpr char kUsual = '"';
  return StartsFormula(cell) || (dialect.quote != kUsual && cell.starts_with(kUsual));
}

// A field as it stands, with an apostrophe before its content if it needs one.
void AppendSafeField(const Field& field, const Dialect& dialect, std::string* out) {
  constexpr char kGuard = '\'';
  const bool guard = field.text.starts_with(kGuard) || NeedsGuard(field.text, dialect);
  const bool quoted = IsQuoted(field.raw, dialect);
  if (guard && !quoted && dialect.quote == kGuard) {  // unquoted, the guard would open quotes
    AppendOriginalCell(kGuard + std::string(field.raw), dialect, out);
    return;
  }
  if (quoted) out->push_back(dialect.quote);
  if (guard) out->push_back(kGuard);
  if (guard && dialect.quote == kGuard) out->push_back(kGuard);
  out->append(field.raw.substr(quoted ? 1 : 0));
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
  if (NeedsGuard(cell, dialect)) {
    AppendOriginalCell("'" + std::string(cell), dialect, out);
  } else {
    AppendOriginalCell(cell, dialect, out);
  }
}

void AppendOriginalCell(std::string_view cell, const Dialect& dialect, std::string* out) {
  if (dialect.quote == kNoQuote) return AppendUnquoted(cell, dialect.delimiter, out);
  if (!NeedsQuotes(cell, dialect)) {
    out->append(cell);
    return;
  }
  out->push_back(dialect.quote);
  for (const char byte : cell) {
    if (byte == dialect.quote) out->push_back(dialect.quote);
    out->push_back(byte);
  }
  out->push_back(dialect.quote);
}

void AppendExcelSafe(std::string_view body, const Dialect& dialect, std::string* out) {
  std::string scratch;
  for (size_t begin = 0; begin <= body.size();) {
    const Field field = FieldAt(body, begin, dialect, &scratch);
    if (begin > 0) out->push_back(dialect.delimiter);
    AppendSafeField(field, dialect, out);
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
