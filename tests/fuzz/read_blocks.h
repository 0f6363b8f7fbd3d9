// Cuts bytes in memory into blocks of records, for targets that compare one way of cutting with
// another.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "classifier/io/framer.h"
#include "classifier/io/record.h"
#include "classifier/io/source.h"
#include "tests/fuzz/require.h"

namespace cxo {

// All blocks of `bytes`, delivered `chunk` bytes at a time.
inline std::vector<Block> ReadBlocks(std::string_view bytes, size_t chunk,
                                     const FramerOptions& options) {
  MemorySource source(bytes, chunk);
  Framer framer(&source, options);
  std::vector<Block> blocks;
  while (true) {
    Block block;
    const Result<bool> more = framer.Next(&block);
    Require(more.ok(), "bytes in memory can be read");
    if (!*more) break;
    Require(!block.records.empty(), "a block has records");
    blocks.push_back(std::move(block));
  }
  return blocks;
}

// The same records, each in a block of its own.
inline std::vector<Block> SingleRecords(const std::vector<Block>& blocks) {
  std::vector<Block> singles;
  for (const Block& block : blocks) {
    for (const Record& record : block.records) {
      Block single;
      single.bytes = block.Bytes(record);
      single.first_record = block.NumberOf(record);
      single.first_line = block.LineOf(record);
      single.first_byte = block.ByteOf(record);
      single.records.push_back(record);
      single.records[0].offset = 0;
      single.records[0].line = 0;
      singles.push_back(std::move(single));
    }
  }
  return singles;
}

// A record with everything that is known about it, as one text.
inline std::string Description(const Block& block, const Record& record) {
  std::string text(block.Bytes(record));
  for (const uint64_t number :
       {uint64_t{record.lead}, uint64_t{record.mark}, static_cast<uint64_t>(record.piece),
        static_cast<uint64_t>(record.kind), static_cast<uint64_t>(record.fault),
        uint64_t{record.fault_at}, block.LineOf(record), block.ByteOf(record),
        block.NumberOf(record)}) {
    text += '|' + std::to_string(number);
  }
  return text;
}

// All records as texts; fails unless their bytes, put together, are `bytes`. Of a record that is
// too long only the first piece: where the others end depends on the size of blocks.
inline std::vector<std::string> Descriptions(std::string_view bytes,
                                             const std::vector<Block>& blocks) {
  std::vector<std::string> records;
  std::string all;
  for (const Block& block : blocks) {
    size_t at = 0;
    for (const Record& record : block.records) {
      Require(record.offset == at, "records follow one another");
      Require(record.mark <= record.lead && record.lead <= record.size, "a record is in order");
      at += record.size;
      const bool begins =
          record.piece == RecordPiece::kWhole || record.piece == RecordPiece::kFirst;
      if (begins) records.push_back(Description(block, record));
    }
    Require(at == block.bytes.size(), "records fill their block");
    all += block.bytes;
  }
  Require(all == bytes, "no byte is lost, doubled or moved");
  return records;
}

}  // namespace cxo
