// How a CSV file is written.
#pragma once

#include <string_view>

namespace cxo {

// The quote of tables without quoting: in these a quote is text wherever it stands.
inline constexpr char kNoQuote = '\0';

struct Dialect {
  char delimiter = ',';
  char quote = '"';                 // or kNoQuote
  bool has_header = true;           // the first record (after a separator line) names the columns
  bool has_separator_line = false;  // the first line is Excel's "sep=;"
  bool crlf = false;                // the first line ends in CR LF; for lines we write ourselves

  friend bool operator==(const Dialect&, const Dialect&) = default;
};

// True if `field`, as it stands in a record, is in quotes: begins with that of `dialect`.
inline bool IsQuoted(std::string_view field, const Dialect& dialect) {
  return dialect.quote != kNoQuote && field.starts_with(dialect.quote);
}

}  // namespace cxo
