// Records and the blocks they travel in. A block owns the original bytes of many records, so that
// the output can repeat them exactly; a record is a few offsets into its block.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cxo {

// The longest record that is read whole, with its line end, unless a Framer is told otherwise.
inline constexpr size_t kMaxRecord = size_t{16} << 20;

// Whole records, or the pieces of one that is longer than the limit (see Framer).
enum class RecordPiece : uint8_t { kWhole, kFirst, kMiddle, kLast };

enum class RecordKind : uint8_t {
  kData,
  kHeader,    // names of columns
  kPreamble,  // above it, Excel's "sep=;" or a blank line: passes through as it is
};

// Why a record is bad. Faults of fields (ragged rows) and of JSON are found later, by workers.
enum class RecordFault : uint8_t {
  kNone,
  kUnclosedQuote,   // fault_at is the quote that opens
  kTextAfterQuote,  // fault_at is the first byte after the closing quote
  kTooLong,         // longer than max_record; fault_at is 0
  kTooManyLines,    // not complete within max_record, in a quoted field; fault_at is the quote
};

// "a quote opens here and is not closed"; "" for kNone. No final dot. Speaks of kMaxRecord.
std::string_view FaultText(RecordFault fault);

struct Record {
  uint32_t offset = 0;    // of the first byte in the block
  uint32_t size = 0;      // bytes with byte order mark and line end
  uint32_t lead = 0;      // bytes before the line end
  uint32_t line = 0;      // physical lines between the start of the block and this record
  uint32_t fault_at = 0;  // bytes from the start of the record to the fault
  uint8_t mark = 0;       // bytes of byte order mark at the start: 3 or 0
  RecordPiece piece = RecordPiece::kWhole;
  RecordKind kind = RecordKind::kData;
  RecordFault fault = RecordFault::kNone;
};

// Records that follow one another in the input without a gap: the bytes of all records of all
// blocks, put together, are the input. A piece of a record that is too long is alone in its block.
struct Block {
  std::string bytes;
  std::vector<Record> records;
  uint64_t first_record = 1;  // number of the first record (or of the record a piece belongs to)
  uint64_t first_line = 1;    // physical line on which the first record (or piece) begins
  uint64_t first_byte = 0;    // offset of the block in the decoded input

  // Views live as long as `bytes` is unchanged.
  std::string_view Bytes(const Record& record) const;    // all of it
  std::string_view Lead(const Record& record) const;     // without the line end
  std::string_view Body(const Record& record) const;     // without byte order mark and line end
  std::string_view LineEnd(const Record& record) const;  // "\n", "\r\n" or ""

  uint64_t LineOf(const Record& record) const { return first_line + record.line; }
  uint64_t ByteOf(const Record& record) const { return first_byte + record.offset; }
  uint64_t NumberOf(const Record& record) const;  // from 1, header and preamble included

  // Place of the fault of a bad record: line, and column in bytes from 1. (The fault is always on
  // the first line of its record.)
  static uint64_t ColumnOfFault(const Record& record) { return record.fault_at + 1; }
};

}  // namespace cxo
