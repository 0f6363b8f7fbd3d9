// Adds cells to CSV records. The record's own bytes are repeated; only what is added is ours, and
// none of it can start a formula in a spreadsheet.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "classifier/io/dialect.h"

namespace cxo {

// True for a cell that a spreadsheet would take for a formula, or for white space before one: it
// begins with = + - @ (also full-width), tab, CR or LF.
bool StartsFormula(std::string_view cell);

// Appends one cell to *out, in quotes only if it holds the delimiter, a quote, CR, LF, or a space
// at an end; where the dialect has no quotes, delimiter, CR and LF become spaces
// (CheckUnquotedCells in run/ refuses delimiters for which that would lose something). A cell that
// starts a formula gets an apostrophe first, and so does one that begins with `"` where that is no
// quote of the dialect: a spreadsheet reads it as one.
void AppendCell(std::string_view cell, const Dialect& dialect, std::string* out);

// The same without the apostrophe: for cells of the input that are written anew and must stay what
// they are.
void AppendOriginalCell(std::string_view cell, const Dialect& dialect, std::string* out);

// Appends one record (without byte order mark and line end) with an apostrophe before the content
// of every cell that would get one from AppendCell, and of every cell that begins with an
// apostrophe already. One apostrophe less at the beginning of each cell that has one gives the
// record back.
void AppendExcelSafe(std::string_view body, const Dialect& dialect, std::string* out);

// Appends `lead`, then each cell after a delimiter, then `line_end` (Block::Lead, Block::LineEnd).
// For the header record the cells are the names of the new columns.
void AppendRecord(std::string_view lead, std::span<const std::string_view> cells,
                  std::string_view line_end, const Dialect& dialect, std::string* out);

}  // namespace cxo
