// A look at the first objects of JSON lines, before any output exists: what is true of them is as a
// rule true of the whole file, and better said once than as a bad row for each object.
#pragma once

#include "classifier/error/result.h"
#include "classifier/io/source.h"
#include "classifier/run/record_job.h"

namespace cxo {

// Refuses an input
//   that begins with a list, or a bracket alone on its line: one value, not one for each line;
//   whose first object has a member already that the run would add;
//   of which none of the first objects has a text member of the job (`chosen`: by the user).
// Looks at the first 1,000 objects in the first MiB of a file. Of a stream (`is_file` false) only
// at the first line, and not for what is missing in it: who writes an object and waits for its
// answer gets one. Other objects further on are bad rows.
Status CheckFirstObjects(PeekSource* source, bool is_file, bool chosen, const RecordJob& job);

}  // namespace cxo
