// The rows of a CSV whose header names columns, as a spreadsheet counts them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "classifier/error/result.h"
#include "classifier/io/input.h"

namespace cxo {

// A table of rules, and how it is read; what is not set is found out.
struct RuleTableFile {
  std::string path;  // "-": standard input
  std::optional<char> delimiter;
  Encoding encoding = Encoding::kAuto;
  int standard_input = 0;  // the descriptor behind "-"
};

struct RuleRow {
  uint64_t line = 0;    // physical line on which it begins
  uint64_t number = 0;  // row in a spreadsheet, from 1; the header is a row
  std::vector<std::string> cells;
};

struct RuleRows {
  std::string name;  // of the file, for errors
  char delimiter = ',';
  RuleRow header;
  std::vector<RuleRow> rows;  // blank ones are left out
  std::vector<Error> faults;  // of records that are no rows: a quote that is not closed
  std::vector<std::string> notes;
};

// Reads the whole table. The delimiter is the one under which the first row names a column "id",
// in any case, else found out as for any CSV. In a file whose lines end in CR LF, line breaks
// within cells do not keep their CR. Fails on what cannot be read or has no header.
Result<RuleRows> ReadRuleRows(const RuleTableFile& table);

// "F12": the cell of column `column`, from 0, in row `number`, from 1.
std::string CellName(size_t column, uint64_t number);

}  // namespace cxo
