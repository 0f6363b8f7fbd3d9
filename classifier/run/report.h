// The report of a run as JSON (`--report FILE`).
#pragma once

#include <string>

#include "classifier/classifier.h"
#include "classifier/run/batch.h"

namespace cxo {

// One object, one key a line, in a fixed order: pack (name, version, digest, profile), files,
// options (as they were used: from, to, encoding, delimiter, quote ("none" for none), header and
// columns of the first input, delimiter, quote and header null where it is no table; add, prefix,
// excel_safe, bad_rows, min_confidence, min_margin, output, threads), rows (read, labelled, bad,
// malformed, rejected, review, not_utf8, partly_read, replaced, which counts halves of surrogate
// pairs in UTF-16 too, each by itself, and swallowing), labels, bytes, bad_rows (the first of the
// malformed ones, kBadRowsKept, and one that ended the run), bad_rows_not_listed (how many more
// there are), complete, seconds. Everything but `seconds` is the same for the same input and
// options.
std::string ReportJson(const Pack& pack, const std::string& profile, const BatchOptions& options,
                       const BatchOutcome& outcome, double seconds);

}  // namespace cxo
