// The report of a run as JSON (`--report FILE`).
#pragma once

#include <string>

#include "classifier/classifier.h"
#include "classifier/run/batch.h"

namespace cxo {

// One object, one key a line, in a fixed order: pack (name, version, digest, profile), files,
// options, rows (read, labelled, bad, malformed, rejected, review), labels, bytes, bad_rows,
// complete, seconds. Everything but `seconds` is the same for the same input and options.
std::string ReportJson(const Pack& pack, const std::string& profile, const BatchOptions& options,
                       const BatchOutcome& outcome, double seconds);

}  // namespace cxo
