// How strongly a phrase separates some rows from the rest.
#pragma once

#include <cstdint>

namespace cxo {

// Rows, not occurrences: a row holds a phrase or does not.
struct PhraseCounts {
  uint64_t inside = 0;        // rows of the label that hold the phrase
  uint64_t inside_rows = 0;   // rows of the label
  uint64_t outside = 0;       // other rows that hold it
  uint64_t outside_rows = 0;  // other rows
};

struct LogOdds {
  double delta = 0.0;  // log-odds of the phrase inside minus outside, natural logarithm
  double z = 0.0;      // delta over its standard error
};

// The log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, "Fightin'
// Words", equations 16 and 22). The prior is what all rows say, with a tenth of their weight: for
// a = (inside + outside) / 10 and a0 = (inside_rows + outside_rows) / 10
//   delta = ln((y + a) / (n + a0 - y - a)) inside - the same outside
//   z     = delta / sqrt(1 / (inside + a) + 1 / (outside + a))
// so that phrases of few rows stay near 0 however one-sided they are. Both 0 for a phrase that no
// row or every row holds.
LogOdds CompareOdds(const PhraseCounts& counts);

}  // namespace cxo
