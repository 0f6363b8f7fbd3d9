// Values to cells and back.
#include "classifier/spreadsheet/rule_table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

#include <fmt/core.h>

#include "classifier/error/ascii.h"
#include "classifier/error/joined.h"
#include "classifier/error/letter_case.h"
#include "classifier/error/quoted.h"
#include "classifier/error/trim.h"
#include "classifier/io/csv_writer.h"

namespace cxo {
namespace {

using Kind = RuleColumn::Kind;

constexpr RuleColumn kColumns[] = {
    {"id", Kind::kWord},         {"kind", Kind::kWord},           {"file", Kind::kWord},
    {"label", Kind::kWord},      {"subtype", Kind::kWord},        {"any", Kind::kTexts},
    {"regex", Kind::kText},      {"not", Kind::kTexts},           {"until", Kind::kTexts},
    {"when", Kind::kText},       {"needs", Kind::kText},          {"scope", Kind::kWord},
    {"side", Kind::kWord},       {"effect", Kind::kWord},         {"factor", Kind::kNumber},
    {"affects", Kind::kTexts},   {"absorbs", Kind::kTexts},       {"weight", Kind::kNumber},
    {"lock", Kind::kFlag},       {"cap", Kind::kWhole},           {"unless", Kind::kTexts},
    {"despite", Kind::kTexts},   {"nests", Kind::kFlag},          {"note", Kind::kText},
    {"hit", Kind::kTexts},       {"miss", Kind::kTexts},          {"todo", Kind::kTexts},
    {"todo_miss", Kind::kTexts}, {"example_profile", Kind::kWord}};

bool LosesApostrophe(std::string_view cell) {
  return cell.starts_with('\'') &&
         (cell.substr(1).starts_with('\'') || StartsFormula(cell.substr(1)));
}

Error Fault(std::string message) { return {.message = std::move(message)}; }

TomlValue TextValue(std::string_view text) {
  TomlValue value;
  value.kind = TomlValue::Kind::kString;
  value.text = text;
  return value;
}

TomlValue ListValue(std::string_view cell) {
  TomlValue value;
  value.kind = TomlValue::Kind::kArray;
  for (const std::string& item : SplitLines(cell)) value.items.push_back(TextValue(item));
  return value;
}

// True for 1,500: a number to either reading of its comma.
bool MayHaveThousands(std::string_view cell) {
  if (cell.starts_with('-') || cell.starts_with('+')) cell.remove_prefix(1);
  const size_t comma = cell.find(',');
  if (comma == std::string_view::npos || comma < 1 || comma > 3 || cell[0] == '0') return false;
  return cell.size() == comma + 4 && std::all_of(cell.begin(), cell.begin() + comma, IsDigit) &&
         std::all_of(cell.begin() + comma + 1, cell.end(), IsDigit);
}

Result<std::optional<TomlValue>> ReadNumber(std::string_view cell, bool thousands, bool whole) {
  if (thousands && MayHaveThousands(cell)) {
    return Fault(Quoted(cell) + " may mean thousands; write it without a comma");
  }
  std::string digits(cell);
  std::replace(digits.begin(), digits.end(), ',', '.');
  TomlValue value;
  value.kind = whole ? TomlValue::Kind::kInteger : TomlValue::Kind::kFloat;
  const char* const end = digits.data() + digits.size();
  const char* const begin = digits.data() + (digits.starts_with('+') ? 1 : 0);
  const auto [stop, failure] = std::from_chars(begin, end, value.number);
  const bool number = failure == std::errc() && stop == end;
  // A spreadsheet may write the whole number 2 as 2.0.
  const bool fits = number && (!whole || std::floor(value.number) == value.number);
  if (fits) return std::optional(std::move(value));
  return Fault(Quoted(cell) + (whole ? " is no whole number" : " is no number"));
}

// What people write, and what spreadsheets make of a truth value in English, German and French.
constexpr std::array<std::string_view, 7> kYes = {"yes", "true", "1", "ja", "wahr", "oui", "vrai"};
constexpr std::array<std::string_view, 7> kNo = {"no",     "false", "0",   "nein",
                                                 "falsch", "non",   "faux"};

Result<std::optional<TomlValue>> ReadFlag(std::string_view cell) {
  const std::string word = PlainWord(cell);
  TomlValue value;
  value.kind = TomlValue::Kind::kBoolean;
  value.flag = std::find(kYes.begin(), kYes.end(), word) != kYes.end();
  if (value.flag || std::find(kNo.begin(), kNo.end(), word) != kNo.end()) {
    return std::optional(std::move(value));
  }
  return Fault(
      fmt::format("{} is neither {} nor {}", Quoted(cell), Joined(kYes, ", "), Joined(kNo, ", ")));
}

// The cells that hold `items`: one, or as many as it takes to keep each short enough.
std::vector<std::string> CellsOfList(const std::vector<TomlValue>& items) {
  constexpr size_t kRoom = kMostInCell - 1 - std::string_view("'").size();
  std::vector<std::string> cells = {""};
  size_t length = 0;
  for (const TomlValue& item : items) {
    const std::string line = JoinLines({item.text});
    const size_t longer = CellLength(line) + 1;
    if (length > 0 && length + longer > kRoom) {
      cells.emplace_back();
      length = 0;
    }
    cells.back() += (cells.back().empty() ? "" : "\n") + line;
    length += longer;
  }
  return cells;
}

std::vector<std::string> CellsOf(const TomlValue& value) {
  switch (value.kind) {
    case TomlValue::Kind::kInteger:
    case TomlValue::Kind::kFloat: return {fmt::format("{}", value.number)};
    case TomlValue::Kind::kBoolean: return {value.flag ? "yes" : "no"};
    case TomlValue::Kind::kArray: return CellsOfList(value.items);
    default: return {value.text};
  }
}

// A rule as cells: for each column those of its row and of the rows that go on with it.
std::vector<std::vector<std::string>> CellsOf(const RuleSource& rule, const PackSource& source) {
  std::vector<std::vector<std::string>> cells;
  for (const RuleColumn& column : RuleColumns()) {
    const TomlValue* value = rule.table.Find(column.name);
    cells.push_back(value == nullptr ? std::vector<std::string>{""} : CellsOf(*value));
    if (column.name == kFileColumn) cells.back() = {source.rest[rule.file].name};
  }
  size_t rows = 0;
  for (const auto& column : cells) rows = std::max(rows, column.size());
  cells[0].resize(rows, cells[0][0]);
  cells[1].assign(rows, std::string(kMoreKind));
  cells[1][0] = rule.kind;
  return cells;
}

void AppendRows(const std::vector<std::vector<std::string>>& cells, const Dialect& dialect,
                std::string* out) {
  for (size_t row = 0; row < cells[0].size(); ++row) {
    for (size_t i = 0; i < cells.size(); ++i) {
      const Kind kind = kColumns[i].kind;
      const std::string cell = row < cells[i].size() ? cells[i][row] : "";
      // A number is no formula, and guarded it would be none to reckon with either.
      const bool number = kind == Kind::kNumber || kind == Kind::kWhole;
      AppendOriginalCell(number ? cell : Guarded(cell), dialect, out);
      out->push_back(i + 1 == cells.size() ? '\n' : dialect.delimiter);
    }
  }
}

// A line of a cell as the item that JoinLines made it of.
std::string Unescaped(std::string_view line) {
  std::string item;
  for (size_t i = 0; i < line.size(); ++i) {
    const char next = line[i] == '\\' && i + 1 < line.size() ? line[i + 1] : '\0';
    const bool escape = next == 'n' || next == 'r' || next == '\\';
    item += !escape ? line[i] : next == 'n' ? '\n' : next == 'r' ? '\r' : '\\';
    i += escape ? 1 : 0;
  }
  return item;
}

}  // namespace

std::span<const RuleColumn> RuleColumns() { return kColumns; }

size_t CellLength(std::string_view text) {
  size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    units += (byte & 0xC0U) == 0x80U ? 0 : byte >= 0xF0U ? 2 : 1;
  }
  return units;
}

std::string PlainWord(std::string_view cell) { return AsciiLowered(Trimmed(cell)); }

std::string Guarded(std::string_view text) {
  return (StartsFormula(text) || LosesApostrophe(text) ? "'" : "") + std::string(text);
}

std::string_view Unguarded(std::string_view cell) {
  return LosesApostrophe(cell) ? cell.substr(1) : cell;
}

std::string JoinLines(const std::vector<std::string_view>& items) {
  std::string cell;
  for (const std::string_view item : items) {
    if (!cell.empty()) cell += '\n';
    for (size_t i = 0; i < item.size(); ++i) {
      const bool doubled = i + 1 < item.size() &&
                           std::string_view("nr\\\n\r").find(item[i + 1]) != std::string::npos;
      switch (item[i]) {
        case '\n': cell += "\\n"; break;
        case '\r': cell += "\\r"; break;
        case '\\': cell += doubled ? "\\\\" : "\\"; break;
        default: cell += item[i];
      }
    }
  }
  return cell;
}

std::vector<std::string> SplitLines(std::string_view cell) {
  std::vector<std::string> items;
  while (!cell.empty()) {
    const size_t end = std::min(cell.find('\n'), cell.size());
    std::string_view line = cell.substr(0, end);
    cell.remove_prefix(std::min(end + 1, cell.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!Trimmed(line).empty()) items.push_back(Unescaped(line));
  }
  return items;
}

Result<std::optional<TomlValue>> ReadCell(Kind kind, std::string_view cell, bool thousands) {
  const std::string_view word = Trimmed(cell);
  if (word.empty()) return std::optional<TomlValue>();
  switch (kind) {
    case Kind::kWord: return std::optional(TextValue(word));
    case Kind::kText: return std::optional(TextValue(cell));
    case Kind::kTexts: return std::optional(ListValue(cell));
    case Kind::kNumber: return ReadNumber(word, thousands, false);
    case Kind::kWhole: return ReadNumber(word, thousands, true);
    case Kind::kFlag: return ReadFlag(word);
  }
  return std::optional<TomlValue>();
}

std::string RuleTableCsv(const PackSource& source, char delimiter) {
  const Dialect dialect{.delimiter = delimiter};
  std::string out;
  for (const RuleColumn& column : RuleColumns()) {
    out.append(column.name).push_back(&column == &RuleColumns().back() ? '\n' : delimiter);
  }
  for (const RuleSource& rule : source.rules) AppendRows(CellsOf(rule, source), dialect, &out);
  return out;
}

}  // namespace cxo
