// Whether the table that a job writes can be made harmless in spreadsheets cell by cell.
#pragma once

#include "classifier/error/result.h"
#include "classifier/run/record_job.h"

namespace cxo {

// Refuses (source "--excel-safe") a job whose output is no table, and (wrong use) one that keeps a
// table divided at the apostrophe: put before a cell (AppendExcelSafe), it would be one delimiter
// more, and move the cell into the next column. Says nothing of jobs that are not to be safe.
Status CheckExcelSafe(const RecordJob& job);

}  // namespace cxo
