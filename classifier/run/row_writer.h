// From a record and its answer to output bytes.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/io/record.h"
#include "classifier/run/answer.h"
#include "classifier/run/record_job.h"
#include "classifier/run/record_text.h"

namespace cxo {

// Writes records of one job. One per thread; the job must outlive it.
class RowWriter {
 public:
  explicit RowWriter(const RecordJob& job);

  // Appends the output for one record. `answer` is null for a record without text: its result
  // cells are empty, but for the status. What is wrong with a record is also a reason to review it,
  // where its verdict gives none. Where the output has the input's own format, the record's
  // OwnBytes are repeated as they are and the cells or members added; else the record is written
  // anew. Of a record that is too long this is its first piece: written anew it stands for all of
  // it; as a row that is kept it gets no cells yet, for they go behind the last piece.
  void Append(const Block& block, const Record& record, const RecordText& text,
              const Answer* answer, std::string* out);

  // The bytes of a record as they go into an output, without the byte order mark of a further input
  // (RecordJob::begins_output). A view into `block`.
  std::string_view OwnBytes(const Block& block, const Record& record) const;

  // Whether the last Append wrote U+FFFD for bytes that are not UTF-8, which JSON cannot hold.
  bool replaced() const { return replaced_; }

  // Appends bytes that are no record (blank lines, later pieces of records that are too long).
  void AppendPassing(const Block& block, const Record& record, std::string* out);

  // Appends what goes before the first record: the header record with the new columns' names, the
  // separator line. `block` and `record` are that record; null if the input has none and the output
  // wants one.
  void AppendHeader(const Block* block, const Record* record, std::string* out) const;

 private:
  std::string_view OwnLead(const Block& block, const Record& record) const;
  void FillCells(const RecordText& text, const Answer* answer);
  void AppendAnswer(const Answer* answer, std::string* out) const;
  void AppendText(const Block& block, const Record& record, const RecordText& text,
                  std::string* out) const;
  void AppendMembers(const Block& block, const Record& record, const RecordText& text,
                     std::string* out);
  void AppendConverted(const Block& block, const Record& record, const RecordText& text,
                       std::string* out);
  std::vector<std::string> Fields(const Block& block, const Record& record,
                                  const RecordText& text) const;
  void AppendNewObject(const std::vector<std::string>& fields, std::string* out);
  // The name of a field, which may be one of a row that is longer than the header.
  std::string NameOfField(size_t field) const;
  // A record of the input with the cells to be added, kept as it is or made safe for spreadsheets.
  void AppendTableRecord(const Block& block, const Record& record,
                         const std::vector<std::string_view>& cells, std::string* out) const;
  // Original fields written anew, as the beginning of a record.
  std::string LeadOf(const std::vector<std::string>& fields) const;
  std::string JsonValue(size_t cell) const;

  const RecordJob& job_;
  std::set<std::string_view> columns_;  // of the header, that begin as names for fields without one
  Dialect written_;                     // dialect of tables that are written anew
  std::vector<std::string> names_;      // of result columns, with prefix
  std::vector<std::string_view> cells_;  // of the record at hand
  bool replaced_ = false;                // in the record at hand
};

}  // namespace cxo
