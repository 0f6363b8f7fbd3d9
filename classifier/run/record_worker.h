// The record loop: one block of records in, its output, rejects and tally out. All texts that
// are classified go through it, in pipes and files alike; explain, labelled texts and tables of
// rules frame their records themselves.
#pragma once

#include <string_view>
#include <vector>

#include "classifier/classifier.h"
#include "classifier/io/record.h"
#include "classifier/run/answer.h"
#include "classifier/run/recent_answers.h"
#include "classifier/run/record_job.h"
#include "classifier/run/record_text.h"
#include "classifier/run/row_writer.h"

namespace cxo {

// One per thread; the job must outlive it.
class RecordWorker {
 public:
  explicit RecordWorker(const RecordJob& job);

  // Replaces *result by what `block` comes to. Depends on the block alone, so that blocks can be
  // worked on in any order.
  void Work(const Block& block, BlockResult* result);

  // See RecordReader.
  const std::vector<bool>& members_found() const { return reader_.members_found(); }

 private:
  // Notes which texts of the block have nothing that the pack speaks of.
  void Screen(const Block& block);
  void WorkOn(const Block& block, const Record& record, const RecordText& text, const Answer* known,
              BlockResult* result);
  void Conclude(const Block& block, const Record& record, const RecordText& text,
                const Answer* known, BlockResult* result);
  const Answer& Ask(const RecordText& text);
  void PassOn(const Block& block, const Record& record, BlockResult* result);
  bool IsUnguarded(const Record& record) const;
  bool EndsRun(const Record& record, const RecordText& text) const;
  BadRow PlaceOf(const Block& block, const Record& record) const;
  void NoteStatus(const Block& block, const Record& record, TextStatus status, Tally* tally) const;
  void NoteSwallowing(const Block& block, const Record& record, size_t rows, Tally* tally) const;
  void NoteMalformed(const Block& block, const Record& record, const RecordText& text,
                     Tally* tally) const;

  const RecordJob& job_;
  std::vector<ResultColumn> columns_;
  Classifier::Session session_;
  RecordReader reader_;
  RowWriter writer_;
  RecentAnswers recent_;
  Answer answer_;   // to the text at hand
  Answer silence_;  // to all texts that Screen sees to have nothing
  // Of the block that was screened, by record.
  std::vector<RecordText> texts_;
  std::vector<std::string_view> views_;
  std::vector<bool> silent_;  // empty if nothing is ever screened
};

}  // namespace cxo
