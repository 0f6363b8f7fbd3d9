// A table of rules read cell by cell: each row as a table of the rule language, and everything that
// is wrong with its cells. Whether the rules are right is for the pack to say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "classifier/error/result.h"
#include "classifier/pack/toml_value.h"
#include "classifier/spreadsheet/rule_rows.h"
#include "classifier/spreadsheet/rule_table.h"

namespace cxo {

// Items of a list from item `begin` on come from a row of their own, of kind "more".
struct ListPart {
  std::string_view key;
  size_t begin = 0;
  const RuleRow* row = nullptr;
};

// A row as a table of the rule language, and where it was written.
struct RuleOfRow {
  const RuleRow* row = nullptr;
  std::string kind = "rule";
  std::string file = "rules.toml";
  TomlValue table;
  bool faulty = false;          // a cell of it cannot be read
  bool has_kind = true;         // `kind` is what the table says, or what it is without a word
  std::vector<ListPart> parts;  // in the order of rows
};

// Movable; rules point into `rows`.
struct RulesOfTable {
  RuleRows rows;
  std::vector<const RuleColumn*> columns;  // by column of the table; null for one without a name
  std::vector<RuleOfRow> rules;            // in the order of rows
  std::vector<Error> errors;               // in no order

  // "table.csv:12", the source of errors in a row.
  std::string Where(const RuleRow& row) const;
  // The beginning of messages about a cell: `column "weight" (cell F12): `.
  std::string InCell(size_t column, const RuleRow& row) const;
  // The column of the table that holds this key; columns.size() if none does.
  size_t ColumnOf(std::string_view key) const;
};

// Reads the table. Nothing but errors if the file cannot be read or its first row is no header.
RulesOfTable ReadRulesOfTable(const RuleTableFile& table);

}  // namespace cxo
