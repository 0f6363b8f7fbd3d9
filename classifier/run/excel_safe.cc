// Looks at the dialect as it was found out: a first line `sep='` gives the delimiter as well as
// --delimiter.
#include "classifier/run/excel_safe.h"

#include <fmt/core.h>

namespace cxo {

Status CheckExcelSafe(const RecordJob& job) {
  constexpr char kGuard = '\'';
  if (!job.excel_safe) return Done{};
  if (!IsTable(job.to)) {
    return Error{.source = "--excel-safe",
                 .message = fmt::format("{} is not written as csv or tsv", job.file)};
  }
  if (WrittenDelimiter(job) != kGuard) return Done{};
  return Error{
      .source = "--excel-safe",
      .message = fmt::format("puts `'` before cells, and {} is divided at it; leave it out, "
                             "or write another format (--to)",
                             job.file),
      .excerpt = {},
      .wrong_use = true};
}

}  // namespace cxo
