// Cells for the columns that a job asks for.
#include "classifier/run/answer.h"

#include <algorithm>

namespace cxo {

std::vector<ResultColumn> AnswerColumns(const RecordJob& job) {
  if (job.to == OutputFormat::kLabel) return {ResultColumn::kLabel};
  if (job.to == OutputFormat::kText) return {ResultColumn::kLabel, ResultColumn::kConfidence};
  return job.add;
}

Detail DetailFor(const std::vector<ResultColumn>& columns) {
  const bool evidence = std::any_of(columns.begin(), columns.end(), [](ResultColumn column) {
    return column == ResultColumn::kRules || column == ResultColumn::kSpans;
  });
  return evidence ? Detail::kEvidence : Detail::kAnswer;
}

void MakeAnswer(const Pack& pack, const Verdict& verdict, const std::vector<ResultColumn>& columns,
                Answer* answer) {
  answer->label = verdict.label;
  answer->review = verdict.review;
  answer->status = verdict.status;
  answer->cells.resize(columns.size());
  for (size_t i = 0; i < columns.size(); ++i) {
    answer->cells[i].clear();
    AppendResult(pack, verdict, columns[i], "", &answer->cells[i]);
  }
}

}  // namespace cxo
