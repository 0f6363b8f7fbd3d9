// A look at the first objects of JSON lines, before any output exists: what is true of them is as a
// rule true of the whole file, and better said once than as a bad row for each object.
#pragma once

#include "classifier/error/result.h"
#include "classifier/io/source.h"
#include "classifier/run/record_job.h"

namespace cxo {

// Refuses an input whose first object has a member already that the run would add. Looks at the
// first MiB of a file; of a stream (`is_file` false) at its first line alone, for who writes an
// object and waits for its answer gets it. Objects further on are bad rows then.
Status CheckFirstObjects(PeekSource* source, bool is_file, const RecordJob& job);

}  // namespace cxo
