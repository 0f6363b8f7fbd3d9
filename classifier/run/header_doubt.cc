// Compares the first record with those below it, column by column.
#include "classifier/run/header_doubt.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "classifier/error/trim.h"
#include "classifier/io/csv_fields.h"
#include "classifier/io/record.h"
#include "classifier/io/sniff_dialect.h"
#include "classifier/io/source.h"

namespace cxo {
namespace {

using Row = std::vector<std::string>;

constexpr size_t kMostRows = 1000;

// All folded, as FoldedName does.
constexpr std::array<std::string_view, 10> kTextNames = {
    "text",   "description", "service", "services", "summary",
    "phrase", "about",       "passage", "sentence", "business description"};
constexpr std::array<std::string_view, 10> kOtherNames = {
    "id",      "name",    "company", "company name", "vendor",
    "country", "website", "url",     "label",        "gold"};

bool IsUsualName(const std::string& cell) {
  const std::string folded = FoldedName(cell);
  return IsUsualTextName(cell) ||
         std::find(kOtherNames.begin(), kOtherNames.end(), folded) != kOtherNames.end();
}

bool IsSeveralWords(std::string_view cell) {
  return Trimmed(cell).find_first_of(" \t\n") != std::string_view::npos;
}

// The cells below in one column that hold anything.
std::vector<std::string_view> CellsOf(const std::vector<Row>& rows, size_t column) {
  std::vector<std::string_view> cells;
  for (const Row& row : rows) {
    if (column < row.size() && !Trimmed(row[column]).empty()) cells.push_back(row[column]);
  }
  return cells;
}

// Where the first record stands again as a whole, files with the same header were put together.
bool ComesAgain(const Row& first, const std::vector<Row>& rows, size_t column) {
  if (Trimmed(first[column]).empty()) return false;
  return std::any_of(rows.begin(), rows.end(), [&](const Row& row) {
    return column < row.size() && row[column] == first[column] && row != first;
  });
}

bool StandsAboveFigures(const std::string& cell, const std::vector<std::string_view>& below) {
  return !Trimmed(cell).empty() && !IsFigure(cell) && !below.empty() &&
         std::all_of(below.begin(), below.end(), IsFigure);
}

bool StandsOut(const std::string& cell, const std::vector<std::string_view>& below) {
  const auto several = std::count_if(below.begin(), below.end(), IsSeveralWords);
  return !IsSeveralWords(cell) &&
         (below.empty() || 2 * static_cast<size_t>(several) > below.size());
}

}  // namespace

bool IsUsualTextName(std::string_view name) {
  return std::find(kTextNames.begin(), kTextNames.end(), FoldedName(name)) != kTextNames.end();
}

std::optional<uint64_t> RecordThatNames(std::string_view wanted, std::string_view head,
                                        const FramerOptions& framing) {
  constexpr uint64_t kMostRecords = 10;
  const std::string folded = FoldedName(wanted);
  MemorySource source(head);
  Framer framer(&source, framing);
  Block block;
  while (true) {
    const Result<bool> more = framer.Next(&block);
    if (!more.ok() || !*more) return std::nullopt;
    for (const Record& record : block.records) {
      if (block.NumberOf(record) > kMostRecords) return std::nullopt;
      if (record.kind != RecordKind::kData) continue;
      const Row row = SplitRecord(block.Body(record), framing.dialect);
      if (std::any_of(row.begin(), row.end(),
                      [&](const std::string& cell) { return FoldedName(cell) == folded; })) {
        return block.NumberOf(record);
      }
    }
  }
}

std::vector<Row> RowsBelow(std::string_view head, const FramerOptions& framing, bool whole) {
  MemorySource source(head);
  Framer framer(&source, framing);
  std::vector<Row> rows;
  Block block;
  while (rows.size() < kMostRows) {
    const Result<bool> more = framer.Next(&block);
    if (!more.ok() || !*more) break;
    for (const Record& record : block.records) {
      const std::string_view body = block.Body(record);
      const bool complete = whole || !block.LineEnd(record).empty();
      const bool usable = record.fault == RecordFault::kNone && complete && !body.empty();
      if (record.kind != RecordKind::kData || !usable) continue;
      rows.push_back(SplitRecord(body, framing.dialect));
      if (rows.size() == kMostRows) break;
    }
  }
  return rows;
}

std::string HeaderDoubt(const Row& first, const std::vector<Row>& rows, bool whole,
                        const std::vector<size_t>& columns) {
  for (size_t i = 0; i < first.size(); ++i) {
    if (ComesAgain(first, rows, i)) return fmt::format("its field {} comes again below", i + 1);
  }
  for (size_t i = 0; i < first.size(); ++i) {
    if (IsUsualName(first[i]) || StandsAboveFigures(first[i], CellsOf(rows, i))) return "";
  }
  if (whole && rows.empty()) return "no row below it tells";
  for (const size_t column : columns) {
    if (StandsOut(first[column], CellsOf(rows, column))) continue;
    return fmt::format("its field {} could be a text as well", column + 1);
  }
  return "";
}

}  // namespace cxo
