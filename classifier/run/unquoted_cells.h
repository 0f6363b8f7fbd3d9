// Added cells in tables without quotes, where nothing can tell a delimiter from the same sign in a
// cell.
#pragma once

#include <string>
#include <vector>

#include "classifier/error/result.h"
#include "classifier/run/record_job.h"

namespace cxo {

// Of a table that is kept as it is and has no quotes: refuses (wrong use) a delimiter that labels,
// numbers, ids or the names of the added columns may hold. Where it is the "|" that joins several
// rules, spans or labels, a space stands for it (AppendCell), and a note is added to *notes that
// says so. Of all other jobs nothing is said.
Status CheckUnquotedCells(const RecordJob& job, std::vector<std::string>* notes);

}  // namespace cxo
