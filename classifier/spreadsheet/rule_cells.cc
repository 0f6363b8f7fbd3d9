// From cells to values, and from what cannot be one to an error with its cell.
#include "classifier/spreadsheet/rule_cells.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include <fmt/core.h>

#include "classifier/error/ascii.h"
#include "classifier/error/joined.h"
#include "classifier/pack/fitted_files.h"
#include "classifier/pack/keys.h"

namespace cxo {
namespace {

constexpr std::string_view kDefaultFile = "rules.toml";

// A name that any system keeps as it is, and that leads nowhere else.
bool IsFileName(std::string_view name) {
  constexpr std::string_view kEnd = ".toml";
  if (!name.ends_with(kEnd) || name.size() == kEnd.size() || name.size() > 100) return false;
  name.remove_suffix(kEnd.size());
  return name[0] != '.' && std::all_of(name.begin(), name.end(), [](char c) {
           return IsLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
         });
}

class CellReader {
 public:
  RulesOfTable Read(const RuleTableFile& table) {
    Result<RuleRows> rows = ReadRuleRows(table);
    if (!rows.ok()) return Refused(rows.error());
    result_.rows = std::move(rows).value();
    result_.errors = std::move(result_.rows.faults);
    const bool broken = !result_.errors.empty();
    if (!ReadHeader()) return std::move(result_);
    if (result_.rows.rows.empty() && !broken) {
      return Refused({.source = result_.rows.name, .message = "has a header and no rows"});
    }
    for (const RuleRow& row : result_.rows.rows) {
      if (!GoesOn(row)) ReadRow(row);
    }
    for (const RuleRow& row : result_.rows.rows) {
      if (GoesOn(row)) ReadMore(row);
    }
    return std::move(result_);
  }

 private:
  RulesOfTable Refused(Error error) {
    result_.errors.push_back(std::move(error));
    return std::move(result_);
  }

  void AddFault(const RuleRow& row, size_t column, std::string_view message) {
    result_.errors.push_back({.source = result_.Where(row),
                              .message = result_.InCell(column, row) + std::string(message)});
  }

  // Which column of the table is which of RuleColumns(). False if the table cannot be read.
  bool ReadHeader() {
    std::vector<std::string_view> known;
    for (const RuleColumn& column : RuleColumns()) known.push_back(column.name);
    const size_t before = result_.errors.size();
    for (size_t i = 0; i < result_.rows.header.cells.size(); ++i) {
      const std::string& name = result_.rows.header.cells[i];
      const auto found = std::find(known.begin(), known.end(), PlainWord(name));
      if (found == known.end()) {
        result_.columns.push_back(nullptr);
        if (!name.empty() || HasValues(i)) AddUnknown(i, name, known);
        continue;
      }
      result_.columns.push_back(&RuleColumns()[static_cast<size_t>(found - known.begin())]);
      if (*found == kIdColumn) id_ = i;
      if (result_.ColumnOf(*found) == i) continue;
      AddFault(result_.rows.header, i, "there are two columns of this name");
    }
    if (!id_ && !result_.rows.header.cells.empty()) {
      result_.errors.push_back(
          {.source = result_.Where(result_.rows.header),
           .message = fmt::format("there is no column `{}`; the first row names the columns: {}",
                                  kIdColumn, Joined(known, ", "))});
    }
    return result_.errors.size() == before;
  }

  bool HasValues(size_t column) const {
    return std::any_of(result_.rows.rows.begin(), result_.rows.rows.end(), [&](const RuleRow& row) {
      return column < row.cells.size() && !row.cells[column].empty();
    });
  }

  void AddUnknown(size_t column, const std::string& name,
                  const std::vector<std::string_view>& known) {
    const std::string hint = DidYouMean(name, known);
    AddFault(
        result_.rows.header, column,
        fmt::format("rules have no column `{}`{}", name, hint.empty() ? "; take it out" : hint));
  }

  void ReadRow(const RuleRow& row) {
    RuleOfRow imported;
    imported.row = &row;
    const size_t before = result_.errors.size();
    for (const RuleColumn& column : RuleColumns()) {
      const auto found = std::find(result_.columns.begin(), result_.columns.end(), &column);
      const auto at = static_cast<size_t>(found - result_.columns.begin());
      if (at < row.cells.size() && found != result_.columns.end()) {
        ReadOneCell(column, at, &imported);
      }
    }
    for (size_t i = result_.columns.size(); i < row.cells.size(); ++i) {
      if (!row.cells[i].empty()) AddFault(row, i, "the first row names no column here");
    }
    imported.faulty = result_.errors.size() > before;
    result_.rules.push_back(std::move(imported));
  }

  // The value of a cell; nothing if it is empty, or wrong and said to be.
  std::optional<TomlValue> ValueOf(const RuleRow& row, size_t at) {
    const std::string_view cell = Unguarded(row.cells[at]);
    if (CellLength(cell) == kMostInCell) {
      AddFault(row, at, "as long as a cell of a spreadsheet can be: its end may be cut off");
      return std::nullopt;
    }
    Result<std::optional<TomlValue>> value =
        ReadCell(result_.columns[at]->kind, cell, result_.rows.delimiter == ',');
    if (value.ok()) return std::move(value).value();
    AddFault(row, at, value.error().message);
    return std::nullopt;
  }

  void ReadOneCell(const RuleColumn& column, size_t at, RuleOfRow* imported) {
    std::optional<TomlValue> value = ValueOf(*imported->row, at);
    if (!value) return;
    if (column.name == kKindColumn) return ReadKind(value->text, at, imported);
    if (column.name == kFileColumn) return ReadFile(value->text, at, imported);
    if (column.name == kIdColumn) CheckId(value->text, at, *imported->row);
    imported->table.entries.push_back({std::string(column.name), {}, *std::move(value)});
  }

  // Whether the row goes on with a rule of another row.
  bool GoesOn(const RuleRow& row) const {
    const size_t kind = result_.ColumnOf(kKindColumn);
    return kind < row.cells.size() && PlainWord(row.cells[kind]) == kMoreKind;
  }

  // The rule that the row goes on with; null if there is none, and that is said.
  RuleOfRow* RuleBefore(const RuleRow& row) {
    const size_t before = result_.errors.size();
    std::optional<TomlValue> value;
    if (*id_ < row.cells.size()) value = ValueOf(row, *id_);
    if (result_.errors.size() > before) return nullptr;
    const std::string id = value ? value->text : "";
    const auto found = ids_.find(id);
    if (found != ids_.end()) return &result_.rules[found->second];
    AddFault(row, *id_, fmt::format("there is no rule `{}` for this row to go on with", id));
    return nullptr;
  }

  void ReadMore(const RuleRow& row) {
    RuleOfRow* const rule = RuleBefore(row);
    if (rule == nullptr) return;
    const size_t before = result_.errors.size();
    for (size_t at = 0; at < std::min(result_.columns.size(), row.cells.size()); ++at) {
      if (result_.columns[at] == nullptr || at == *id_ || at == result_.ColumnOf(kKindColumn)) {
        continue;
      }
      std::optional<TomlValue> value = ValueOf(row, at);
      if (value) AddItems(row, at, *std::move(value), rule);
    }
    rule->faulty = rule->faulty || result_.errors.size() > before;
  }

  void AddItems(const RuleRow& row, size_t at, TomlValue value, RuleOfRow* rule) {
    if (value.kind != TomlValue::Kind::kArray) {
      return AddFault(row, at, "a row of kind more goes on with lists alone");
    }
    std::vector<TomlEntry>& entries = rule->table.entries;
    const std::string_view key = result_.columns[at]->name;
    auto entry = std::find_if(entries.begin(), entries.end(),
                              [&](const TomlEntry& other) { return other.key == key; });
    if (entry == entries.end()) {
      return AddFault(row, at, "the list must begin in the row of the rule itself");
    }
    std::vector<TomlValue>& items = entry->value.items;
    rule->parts.push_back({key, items.size(), &row});
    std::move(value.items.begin(), value.items.end(), std::back_inserter(items));
  }

  void ReadKind(const std::string& word, size_t at, RuleOfRow* imported) {
    const auto* const known =
        std::find(std::begin(kRuleKinds), std::end(kRuleKinds), PlainWord(word));
    if (known != std::end(kRuleKinds)) {
      imported->kind = *known;
      return;
    }
    imported->has_kind = false;
    AddFault(*imported->row, at, fmt::format("`{}` is none of {}", word, Joined(kRuleKinds, ", ")));
  }

  void ReadFile(const std::string& name, size_t at, RuleOfRow* imported) {
    imported->file = IsFileName(name) ? name : kDefaultFile;
    if (!IsFileName(name)) {
      AddFault(*imported->row, at,
               fmt::format("`{}` is no name of a file of rules, such as cmo-packaging.toml", name));
    } else if (name == kWeightsFile || name == kWordsFile) {
      imported->file = kDefaultFile;
      AddFault(*imported->row, at,
               fmt::format("{} holds no rules: `cxo tune{}` writes it", name,
                           name == kWordsFile ? " --words" : ""));
    }
  }

  void CheckId(const std::string& id, size_t at, const RuleRow& row) {
    const auto [first, is_new] = ids_.emplace(id, result_.rules.size());
    if (is_new) return;
    const uint64_t other = result_.rules[first->second].row->number;
    AddFault(row, at, fmt::format("`{}` stands in row {} as well", id, other));
  }

  RulesOfTable result_;
  std::optional<size_t> id_;
  std::map<std::string, size_t> ids_;  // and the place in result_.rules that has it first
};

}  // namespace

std::string RulesOfTable::Where(const RuleRow& row) const {
  return fmt::format("{}:{}", rows.name, row.line);
}

std::string RulesOfTable::InCell(size_t column, const RuleRow& row) const {
  const std::string cell = CellName(column, row.number);
  const bool named = column < columns.size() && columns[column] != nullptr;
  return named ? fmt::format("column `{}` (cell {}): ", columns[column]->name, cell)
               : fmt::format("cell {}: ", cell);
}

size_t RulesOfTable::ColumnOf(std::string_view key) const {
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const RuleColumn* column) {
    return column != nullptr && column->name == key;
  });
  return static_cast<size_t>(found - columns.begin());
}

RulesOfTable ReadRulesOfTable(const RuleTableFile& table) { return CellReader().Read(table); }

}  // namespace cxo
