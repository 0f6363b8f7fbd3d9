// The fields of one CSV record: how many there are, and the chosen ones as raw bytes and as text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/io/dialect.h"

namespace cxo {

struct Field {
  std::string_view raw;   // as written, with its quotes
  std::string_view text;  // without quotes, doubled quotes made one
};

// Picks columns out of records. One per thread; keeps scratch memory.
class FieldPicker {
 public:
  // `columns` count from 0 and may come in any order, also repeated.
  FieldPicker(const Dialect& dialect, std::vector<size_t> columns);

  // Reads one record without byte order mark and line end (Block::Body). Total: text after a
  // closing quote goes on to the next delimiter, an unclosed quote to the end. Returns the number
  // of fields (at least 1).
  size_t Pick(std::string_view body);

  // The i-th of the chosen columns in the last record; empty views if the record has no such column
  // (raw.data() is then null). Views live until the next Pick and as long as `body`.
  const Field& operator[](size_t i) const { return picked_[i]; }
  size_t size() const { return picked_.size(); }

 private:
  struct Wanted {
    size_t column;
    size_t slot;
  };

  Dialect dialect_;
  std::vector<Wanted> wanted_;  // sorted by column
  std::vector<Field> picked_;
  std::vector<std::string> scratch_;  // texts with doubled quotes undone, one for each slot
};

// The field that begins at `begin` in one record without line end; it ends at begin + raw.size(),
// at the delimiter behind it or at the end of the record. The text may be in *scratch.
Field FieldAt(std::string_view body, size_t begin, const Dialect& dialect, std::string* scratch);

// How many rows a quoted field seems to have swallowed, where a quote that was meant as text opens
// it: the lines of `body`, a record without line end, that are rows of `fields` fields by
// themselves if quotes are text. 0 if they are fewer than three, if there are other lines among
// them (blank ones aside), and for tables of one column, in which every line is a row.
size_t RowsInside(std::string_view body, const Dialect& dialect, size_t fields);

// All fields of a record as text; for headers and tests.
std::vector<std::string> SplitRecord(std::string_view body, const Dialect& dialect);

}  // namespace cxo
