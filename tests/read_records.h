// Runs a framer over bytes in memory and gives back what it cut, with positions, so that tests can
// compare one reading with another.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/io/framer.h"
#include "classifier/io/record.h"
#include "classifier/io/source.h"

namespace cxo {

struct ReadRecord {
  std::string bytes;
  size_t body = 0;  // bytes without byte order mark and line end
  RecordFault fault = RecordFault::kNone;
  uint64_t line = 1;
  uint64_t number = 1;
  uint64_t byte = 0;
  uint64_t column_of_fault = 1;
  RecordPiece piece = RecordPiece::kWhole;
  RecordKind kind = RecordKind::kData;

  friend bool operator==(const ReadRecord&, const ReadRecord&) = default;
  friend void PrintTo(const ReadRecord& record, std::ostream* out) {
    *out << ::testing::PrintToString(record.bytes) << " body " << record.body << " fault "
         << FaultText(record.fault) << " line " << record.line << " number " << record.number
         << " byte " << record.byte << " column " << record.column_of_fault << " piece "
         << static_cast<int>(record.piece) << " kind " << static_cast<int>(record.kind);
  }
};

inline std::vector<ReadRecord> ReadRecords(ByteSource* source, const FramerOptions& options) {
  std::vector<ReadRecord> records;
  Framer framer(source, options);
  Block block;
  while (true) {
    const Result<bool> more = framer.Next(&block);
    EXPECT_TRUE(more.ok()) << Format(more.error());
    if (!more.ok() || !*more) return records;
    for (const Record& record : block.records) {
      records.push_back({std::string(block.Bytes(record)), block.Body(record).size(), record.fault,
                         block.LineOf(record), block.NumberOf(record), block.ByteOf(record),
                         Block::ColumnOfFault(record), record.piece, record.kind});
    }
  }
}

inline std::vector<ReadRecord> ReadRecords(std::string_view bytes, const FramerOptions& options,
                                           size_t chunk = SIZE_MAX) {
  MemorySource source(bytes, chunk);
  return ReadRecords(&source, options);
}

// The bytes of each record.
inline std::vector<std::string> Texts(const std::vector<ReadRecord>& records) {
  std::vector<std::string> texts;
  for (const ReadRecord& record : records) texts.push_back(record.bytes);
  return texts;
}

inline std::string Joined(const std::vector<ReadRecord>& records) {
  std::string all;
  for (const ReadRecord& record : records) all += record.bytes;
  return all;
}

// Small blocks: tests read thousands of tiny inputs, and each framer has a buffer of a block.
inline FramerOptions LineOptions() {
  FramerOptions options;
  options.block_size = 4096;
  return options;
}

inline FramerOptions CsvOptions(char delimiter = ',') {
  FramerOptions options = LineOptions();
  options.framing = Framing::kCsv;
  options.dialect.delimiter = delimiter;
  options.dialect.has_header = false;
  return options;
}

}  // namespace cxo
