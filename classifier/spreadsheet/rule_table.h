// Rules as a table: a row for each rule, composite and guard, a column for each key of the rule
// language. How values stand in cells, so that spreadsheets keep them, is settled here for both
// directions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "classifier/pack/rule_source.h"

namespace cxo {

struct RuleColumn {
  enum class Kind : uint8_t {
    kWord,    // text whose spaces at the ends do not matter
    kText,    // text as it is
    kTexts,   // a list, an item in a line
    kNumber,  //
    kWhole,   //
    kFlag,    // yes or no
  };
  std::string_view name;
  Kind kind = Kind::kText;
};

// All columns in the order in which they are written. The first three say which rule it is and
// where it stands; the others are keys of its table.
std::span<const RuleColumn> RuleColumns();
inline constexpr std::string_view kIdColumn = "id";
inline constexpr std::string_view kKindColumn = "kind";
inline constexpr std::string_view kFileColumn = "file";

// The kind of a row that goes on with the lists of the rule of its id, for lists that are too long
// for a cell.
inline constexpr std::string_view kMoreKind = "more";

// More characters (UTF-16 units) than this a spreadsheet does not keep in a cell.
inline constexpr size_t kMostInCell = 32'767;

// The number of UTF-16 units in `text`, which is UTF-8.
size_t CellLength(std::string_view text);

// A cell for text, so that no spreadsheet takes it for a formula: an apostrophe is put before = + -
// @ (also full-width), tab and line break, and before an apostrophe that would else be taken for
// such a one. Unguarded undoes it, and leaves every other cell as it is.
std::string Guarded(std::string_view text);
std::string_view Unguarded(std::string_view cell);

// A word of a cell as it is compared with those that are known: lower case (ASCII; other letters
// stay), without spaces around.
std::string PlainWord(std::string_view cell);

// A list as the text of a cell, and back: an item in a line; within an item a line feed is written
// \n, a carriage return \r, and a backslash before n, r or another backslash is doubled. Blank
// lines of a cell are no items.
std::string JoinLines(const std::vector<std::string_view>& items);
std::vector<std::string> SplitLines(std::string_view cell);

// The value of `cell`, unguarded, for a column of this kind: nothing for an empty cell. Numbers may
// have a decimal comma; `thousands` refuses those in which it may part thousands as well (1,500).
// Errors have only a message: "`x` is no number".
Result<std::optional<TomlValue>> ReadCell(RuleColumn::Kind kind, std::string_view cell,
                                          bool thousands);

// The table as CSV with a header, LF at the end of each row. Lists that a spreadsheet would cut off
// go on in rows of kind "more".
std::string RuleTableCsv(const PackSource& source, char delimiter = ',');

}  // namespace cxo
