// One pass over a record from delimiter to delimiter.
#include "classifier/io/csv_fields.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace cxo {
namespace {

size_t FindFrom(std::string_view body, char byte, size_t from) {
  return std::min(body.find(byte, from), body.size());
}

// What one field covers. A field in quotes has its text between `open` and `close`.
struct Extent {
  size_t end = 0;  // of the field: the delimiter behind it, or the end of the record
  bool quoted = false;
  bool doubled = false;  // has doubled quotes
  size_t close = 0;      // the closing quote, or the end of the record if there is none
};

// The field that begins at `begin`.
Extent Measure(std::string_view body, size_t begin, const Dialect& dialect) {
  Extent extent;
  extent.quoted = IsQuoted(body.substr(begin), dialect);
  if (!extent.quoted) {
    extent.end = FindFrom(body, dialect.delimiter, begin);
    return extent;
  }
  size_t at = FindFrom(body, dialect.quote, begin + 1);
  while (at + 1 < body.size() && body[at + 1] == dialect.quote) {
    extent.doubled = true;
    at = FindFrom(body, dialect.quote, at + 2);
  }
  extent.close = at;
  extent.end = FindFrom(body, dialect.delimiter, std::min(at + 1, body.size()));
  return extent;
}

std::string_view Undouble(std::string_view text, char quote, std::string* scratch) {
  scratch->clear();
  while (!text.empty()) {
    const size_t size = std::min(text.find(quote), text.size() - 1) + 1;
    scratch->append(text.substr(0, size));
    text.remove_prefix(size);
    if (text.starts_with(quote) && scratch->back() == quote) text.remove_prefix(1);
  }
  return *scratch;
}

// The text of a field; in *scratch only if it is not a part of `body` as it stands.
std::string_view CellText(std::string_view body, size_t begin, const Extent& extent, char quote,
                          std::string* scratch) {
  if (!extent.quoted) return body.substr(begin, extent.end - begin);
  const std::string_view inner = body.substr(begin + 1, extent.close - begin - 1);
  const std::string_view behind = extent.close < extent.end
                                      ? body.substr(extent.close + 1, extent.end - extent.close - 1)
                                      : std::string_view();
  if (!extent.doubled && behind.empty()) return inner;
  Undouble(inner, quote, scratch);
  scratch->append(behind);
  return *scratch;
}

}  // namespace

FieldPicker::FieldPicker(const Dialect& dialect, std::vector<size_t> columns)
    : dialect_(dialect), picked_(columns.size()), scratch_(columns.size()) {
  for (size_t slot = 0; slot < columns.size(); ++slot) wanted_.push_back({columns[slot], slot});
  std::sort(wanted_.begin(), wanted_.end(),
            [](const Wanted& a, const Wanted& b) { return a.column < b.column; });
}

size_t FieldPicker::Pick(std::string_view body) {
  std::fill(picked_.begin(), picked_.end(), Field());
  size_t next = 0;  // in wanted_
  size_t begin = 0;
  for (size_t column = 0;; ++column) {
    const Extent extent = Measure(body, begin, dialect_);
    for (; next < wanted_.size() && wanted_[next].column == column; ++next) {
      const size_t slot = wanted_[next].slot;
      picked_[slot] = {body.substr(begin, extent.end - begin),
                       CellText(body, begin, extent, dialect_.quote, &scratch_[slot])};
    }
    if (extent.end == body.size()) return column + 1;
    begin = extent.end + 1;
  }
}

Field FieldAt(std::string_view body, size_t begin, const Dialect& dialect, std::string* scratch) {
  const Extent extent = Measure(body, begin, dialect);
  return {body.substr(begin, extent.end - begin),
          CellText(body, begin, extent, dialect.quote, scratch)};
}

size_t RowsInside(std::string_view body, const Dialect& dialect, size_t fields) {
  constexpr size_t kFew = 3;
  constexpr size_t kNone = std::string_view::npos;
  if (fields < 2 || body.find('\n') == kNone) return 0;
  size_t rows = 0;
  size_t end = 0;
  // Before the quote and behind it fields may be quoted in earnest, so that the first line and the
  // last may divide in other ways.
  for (bool first = true; end != kNone; first = false) {
    end = body.find('\n');
    const std::string_view line = body.substr(0, end);
    const auto delimiters = std::count(line.begin(), line.end(), dialect.delimiter);
    const bool is_row = static_cast<size_t>(delimiters) + 1 == fields;
    const bool is_blank = line.find_first_not_of(" \t\r") == std::string_view::npos;
    if (is_row) ++rows;
    if (!is_row && !is_blank && !first && end != kNone) return 0;
    if (end != kNone) body.remove_prefix(end + 1);
  }
  return rows < kFew ? 0 : rows;
}

std::vector<std::string> SplitRecord(std::string_view body, const Dialect& dialect) {
  std::vector<std::string> fields;
  std::string scratch;
  for (size_t begin = 0;;) {
    const Field field = FieldAt(body, begin, dialect, &scratch);
    fields.emplace_back(field.text);
    begin += field.raw.size() + 1;
    if (begin > body.size()) return fields;
  }
}

}  // namespace cxo
