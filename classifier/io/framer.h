// Cuts a stream of bytes into records and keeps every byte. JSONL is lines; TSV is CSV with another
// delimiter.
//
// CSV: records end at LF or CR LF outside quotes; a quote opens a quoted field only as its first
// byte, elsewhere it is text; inside, a doubled quote stands for one. A record is bad if text
// follows a closing quote or a quote is not closed. Where a bad record spans lines, only its first
// line is the bad record and reading resumes on the next line, so one bad row spoils no other. For
// this a record that spans lines may not have a stray quote in an unquoted field: that also bounds
// the time, since then no line can look both like the inside and like the opening of a quoted
// field, and bytes looked at in vain are looked at only once more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "classifier/error/result.h"
#include "classifier/io/csv_scan.h"
#include "classifier/io/dialect.h"
#include "classifier/io/raw_bytes.h"
#include "classifier/io/record.h"
#include "classifier/io/source.h"

namespace cxo {

enum class Framing { kLines, kCsv };

struct FramerOptions {
  Framing framing = Framing::kLines;
  Dialect dialect;                        // for kCsv
  uint64_t blank_lines = 0;               // for kCsv: above the header, to pass as they are
  size_t block_size = size_t{128} << 10;  // bytes; a block exceeds it by at most one record
  size_t max_record = kMaxRecord;         // bytes with line end; at most 1 GiB
  // Number, line and offset of what the source gives first: others where an earlier run has read
  // what is before.
  uint64_t first_record = 1;
  uint64_t first_line = 1;
  uint64_t first_byte = 0;
};

// Between two blocks: number, line and offset of what comes next.
struct FramerPlace {
  uint64_t record = 1;
  uint64_t line = 1;
  uint64_t byte = 0;
  bool in_record = false;  // a further piece of a record that is too long
};

// One thread. Memory: at most about 2 * (max_record + block_size), and the caller's blocks.
class Framer {
 public:
  // `source` must outlive the framer.
  Framer(ByteSource* source, const FramerOptions& options);

  // Fills *block (its memory is reused) with the next records and returns true; false at the end
  // of the input, and then the block is empty. A block is handed over before it is full when the
  // input pauses after a complete record, so who writes out every block as soon as it is done holds
  // no answer back. The records do not depend on how the source delivers. An error of the source
  // comes behind all records that are complete before it; the one that it cuts off is not given.
  //
  // A record longer than max_record has fault kTooLong and comes as pieces: one kFirst of about
  // max_record bytes, any number of kMiddle, one kLast that has the line end (it may have nothing
  // else, or be empty at the end of the input). A record that spans lines and is not complete
  // within max_record is bad by kTooManyLines instead.
  Result<bool> Next(Block* block);

  // Where the next block will begin.
  FramerPlace place() const { return {record_, line_, byte_, in_long_}; }

 private:
  std::string_view Pending() const { return {buffer_.data() + begin_, end_ - begin_}; }
  size_t MarkSize() const;
  bool AwaitsMark() const;
  Status Refill();
  void MakeRoom();
  bool CutRecord(Block* block);
  bool CutLongPiece(Block* block);
  void Take(const ScanEnd& end, RecordPiece piece, Block* block);
  void Count(const ScanEnd& end, RecordPiece piece, std::string_view bytes);
  RecordKind KindOfNext() const;

  ByteSource* source_;
  FramerOptions options_;
  RawBytes buffer_;  // [begin_, end_) is read and not yet cut
  size_t begin_ = 0;
  size_t end_ = 0;
  bool ended_ = false;           // the source has ended
  std::optional<Error> failed_;  // what the source ended with
  bool in_long_ = false;         // the pieces of a record that is too long are being delivered
  RecordScanner scanner_;
  uint64_t record_ = 1;  // number, line and offset of the next record
  uint64_t line_ = 1;
  uint64_t byte_ = 0;
};

}  // namespace cxo
