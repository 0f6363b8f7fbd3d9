// Whether the records of several inputs can go into one output.
#pragma once

#include <string>

#include "classifier/error/result.h"
#include "classifier/run/record_job.h"

namespace cxo {

// Refuses `later` (as the source of the error) if what is written of it in the format `to` cannot
// follow the records of `first`: one output has one format.
Status CheckSharedFormat(const RecordJob& first, const std::string& later, OutputFormat to);

// Refuses `later` (as the source of the error, an input) if its records cannot follow those of
// `first`. One output has one format. A table has the same columns throughout, since its header is
// written once; so has, where rows are `rejecting`, the file of rejects, which are kept as they
// are.
Status CheckShared(const RecordJob& first, const RecordJob& later, bool rejecting);

}  // namespace cxo
