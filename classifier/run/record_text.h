// From a record to the text that is to be classified, or to what is wrong with the record.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/io/csv_fields.h"
#include "classifier/io/json.h"
#include "classifier/io/record.h"
#include "classifier/run/record_job.h"

namespace cxo {

// Views live until the next Read and as long as the block.
struct RecordText {
  std::optional<std::string_view> text;  // nothing: the record has no text to classify
  bool blank = false;                    // not a record at all: an empty line between records, or
                                         // a byte order mark alone
  bool truncated = false;                // `text` is only the beginning
  std::string_view status = "ok";        // else the record is malformed: the word for it
  std::string message;                   // of a malformed record: what is wrong, in words
  uint64_t column = 0;                   // of a malformed record: bytes from 1; 0: all of it
  bool is_object = true;                 // of JSONL: members can be added
  bool has_names = false;                // of JSONL: members of the names of those to be added
  bool replaced = false;                 // of JSONL: U+FFFD stands in `text` for half a pair
  size_t rows_inside = 0;                // of tables: see RowsInside
};

// Reads texts out of records. One per thread; the job must outlive it.
class RecordReader {
 public:
  explicit RecordReader(const RecordJob& job);

  // Total: whatever the record holds, the answer says what to do with it. Several text columns are
  // joined by a blank line, so that no phrase runs from one into the next; of several members some
  // may be missing or null. In a row of more fields than the header the last column's text, if it
  // is not in quotes, goes on to the end of the row: delimiters in a text that nobody put into
  // quotes would else cut it.
  RecordText Read(const Block& block, const Record& record);

  // Of JSONL, for each text member of the job: an object that was read has it, whatever its value.
  const std::vector<bool>& members_found() const { return members_found_; }

 private:
  static RecordText ReadLine(const Block& block, const Record& record);
  RecordText ReadRow(const Block& block, const Record& record);
  RecordText ReadObject(const Block& block, const Record& record);
  void CheckFieldCount(size_t fields, RecordText* text) const;
  std::string_view TextAt(size_t slot, bool runs_on, std::string_view body) const;
  std::optional<std::string_view> JoinColumns(bool runs_on, std::string_view body);
  void NoteMembers();
  void JoinMembers(RecordText* text);

  const RecordJob& job_;
  FieldPicker picker_;
  JsonLine json_;
  std::string joined_;
  std::vector<bool> members_found_;
};

}  // namespace cxo
