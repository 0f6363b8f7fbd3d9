// The record loop: one block of records in, its output, rejects and tally out. Every way of running
// cxo over data (pipe, batch, tuning) goes through it.
#pragma once

#include <string_view>
#include <vector>

#include "classifier/classifier.h"
#include "classifier/io/record.h"
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

 private:
  // Notes which texts of the block have nothing that the pack speaks of.
  void Screen(const Block& block);
  void WorkOn(const Block& block, const Record& record, bool silent, BlockResult* result);
  void Classify(const Block& block, const Record& record, const RecordText& text, bool silent,
                BlockResult* result);
  void PassOn(const Block& block, const Record& record, BlockResult* result);
  void NoteMalformed(const Block& block, const Record& record, const RecordText& text,
                     Tally* tally) const;

  const RecordJob& job_;
  Classifier::Session session_;
  RecordReader reader_;
  RowWriter writer_;
  std::vector<std::string_view> lines_;  // of the block that is being screened
  std::vector<bool> silent_;             // by record; empty if nothing was screened
};

}  // namespace cxo
