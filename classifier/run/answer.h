// What a verdict comes to in one job: the cells of its columns, and what tallies count.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "classifier/run/record_job.h"

namespace cxo {

struct Answer {
  LabelIndex label = kNone;
  Review review = Review::kNo;
  TextStatus status = TextStatus::kOk;
  // One for each of AnswerColumns; spans are of the classified text. Those of kStatus and kReview
  // are empty where nothing is wrong with the text, for then the record has a word to say.
  std::vector<std::string> cells;
};

// The columns of the job's answers: those that are added, or the label and, before a text, the
// confidence.
std::vector<ResultColumn> AnswerColumns(const RecordJob& job);

// How much of a verdict it takes to fill these columns.
Detail DetailFor(const std::vector<ResultColumn>& columns);

// Replaces *answer by that of a verdict. Reuses its memory.
void MakeAnswer(const Pack& pack, const Verdict& verdict, const std::vector<ResultColumn>& columns,
                Answer* answer);

}  // namespace cxo
