// How a CSV file is written.
#pragma once

namespace cxo {

struct Dialect {
  char delimiter = ',';
  char quote = '"';
  bool has_header = true;           // the first record (after a separator line) names the columns
  bool has_separator_line = false;  // the first line is Excel's "sep=;"
  bool crlf = false;                // the first line ends in CR LF; for lines we write ourselves

  friend bool operator==(const Dialect&, const Dialect&) = default;
};

}  // namespace cxo
