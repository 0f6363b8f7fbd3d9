// What cells may hold is told by their signs, not cell by cell: nobody divides a table at letters.
#include "classifier/run/unquoted_cells.h"

#include <algorithm>
#include <string_view>

#include <fmt/core.h>

#include "classifier/error/ascii.h"

namespace cxo {
namespace {

bool MayStandInCells(char sign) {
  constexpr std::string_view kOthers = ".-_+@";  // numbers, ids, subtypes, spans
  return IsLetterOrDigit(sign) || kOthers.find(sign) != std::string_view::npos;
}

bool MayBeJoined(ResultColumn column) {
  return column == ResultColumn::kRules || column == ResultColumn::kSpans ||
         column == ResultColumn::kAlso;
}

}  // namespace

Status CheckUnquotedCells(const RecordJob& job, std::vector<std::string>* notes) {
  if (!IsTable(job.from) || !KeepsFormat(job) || job.dialect.quote != kNoQuote) return Done{};
  const char delimiter = job.dialect.delimiter;
  if (MayStandInCells(delimiter)) {
    return Error{.source = "--delimiter",
                 .message = fmt::format("`{}` may stand in the cells that are added to {}, and "
                                        "without quotes nothing tells it from a delimiter; --to "
                                        "jsonl needs none",
                                        delimiter, job.file),
                 .excerpt = {},
                 .wrong_use = true};
  }
  if (job.prefix.find(delimiter) != std::string::npos) {
    return Error{.source = "--prefix",
                 .message = fmt::format("`{}` divides the fields of {}, which has no quotes; leave "
                                        "it out of the names of the new columns",
                                        delimiter, job.file),
                 .excerpt = {},
                 .wrong_use = true};
  }
  if (delimiter == '|' && std::any_of(job.add.begin(), job.add.end(), MayBeJoined)) {
    notes->push_back(job.file +
                     ": without quotes `|` can only divide fields, so a space stands for it in the "
                     "cells that are added");
  }
  return Done{};
}

}  // namespace cxo
