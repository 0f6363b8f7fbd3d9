// Reads through the same openers and framers as every other input.
#include "classifier/spreadsheet/rule_rows.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/core.h>

#include "classifier/error/trim.h"
#include "classifier/error/utf8.h"
#include "classifier/io/csv_fields.h"
#include "classifier/io/framer.h"
#include "classifier/io/sniff_dialect.h"
#include "classifier/spreadsheet/rule_table.h"

namespace cxo {
namespace {

constexpr size_t kSample = size_t{1} << 20;

// The header names columns in plain words, so its line shows the delimiter more surely than rows
// with line breaks in their cells.
std::optional<char> DelimiterOfHeader(std::string_view head) {
  if (head.starts_with(kByteOrderMark)) head.remove_prefix(kByteOrderMark.size());
  if (head.starts_with("sep=")) return std::nullopt;
  std::string_view line = head.substr(0, head.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  for (const char delimiter : {',', ';', '\t', '|'}) {
    const std::vector<std::string> names = SplitRecord(line, Dialect{.delimiter = delimiter});
    const bool has_id = std::any_of(names.begin(), names.end(), [](const std::string& name) {
      return PlainWord(name) == kIdColumn;
    });
    if (has_id && names.size() > 1) return delimiter;
  }
  return std::nullopt;
}

void DropReturns(std::string* cell) {
  for (size_t at = cell->find("\r\n"); at != std::string::npos; at = cell->find("\r\n", at)) {
    cell->erase(at, 1);
  }
}

class RowReader {
 public:
  Result<RuleRows> Read(const RuleTableFile& table) {
    Result<Input> input =
        OpenInput(table.path, {.encoding = table.encoding, .standard_input = table.standard_input});
    if (!input.ok()) return input.error();
    rows_.name = input->name;
    rows_.notes = input->notes;
    const Result<std::string_view> head = input->source->Peek(kSample, kSample);
    if (!head.ok()) return head.error();
    if (head->empty()) return Error{.source = rows_.name, .message = "is empty"};
    DialectHints hints{.delimiter = table.delimiter, .has_header = true};
    if (!hints.delimiter) hints.delimiter = DelimiterOfHeader(*head);
    hints.whole = head->size() < kSample && !input->source->failed();
    const Result<Sniffed> sniffed = SniffDialect(*head, hints, rows_.name);
    if (!sniffed.ok()) return sniffed.error();
    dialect_ = sniffed->dialect;
    rows_.delimiter = dialect_.delimiter;
    const Status read = ReadRecords(input->source.get());
    if (!read.ok()) return read.error();
    return std::move(rows_);
  }

 private:
  Status ReadRecords(ByteSource* source) {
    Framer framer(source, {.framing = Framing::kCsv, .dialect = dialect_});
    Block block;
    while (true) {
      const Result<bool> more = framer.Next(&block);
      if (!more.ok()) return more.error();
      if (!*more) return Done{};
      for (const Record& record : block.records) Take(block, record);
    }
  }

  void Take(const Block& block, const Record& record) {
    if (record.kind == RecordKind::kPreamble) return;
    const uint64_t line = block.LineOf(record);
    // A spreadsheet does not show the line that tells it the delimiter.
    const uint64_t number = block.NumberOf(record) - (dialect_.has_separator_line ? 1 : 0);
    if (record.fault != RecordFault::kNone) {
      rows_.faults.push_back(
          {.source = fmt::format("{}:{}", rows_.name, line),
           .message = fmt::format("row {}: {}", number, FaultText(record.fault))});
      return;
    }
    RuleRow row{line, number, SplitRecord(block.Body(record), dialect_)};
    const auto blank = [](const std::string& cell) {
      return cell.find_first_not_of(" \t\r\n") == std::string::npos;
    };
    if (std::all_of(row.cells.begin(), row.cells.end(), blank)) return;
    for (std::string& cell : row.cells) {
      if (dialect_.crlf) DropReturns(&cell);
    }
    if (rows_.header.cells.empty()) {
      for (std::string& name : row.cells) name = std::string(Trimmed(name));
      rows_.header = std::move(row);
    } else {
      rows_.rows.push_back(std::move(row));
    }
  }

  Dialect dialect_;
  RuleRows rows_;
};

}  // namespace

Result<RuleRows> ReadRuleRows(const RuleTableFile& table) { return RowReader().Read(table); }

std::string CellName(size_t column, uint64_t number) {
  std::string letters;
  for (size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters + std::to_string(number);
}

}  // namespace cxo
