// Records beyond the limit, sources that pause, and the bounds on memory and time that follow.
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "classifier/io/framer.h"
#include "tests/processor_time.h"
#include "tests/read_records.h"
#include "tests/seed.h"

namespace cxo {
namespace {

using ::testing::ElementsAre;

FramerOptions Small(FramerOptions options) {
  options.max_record = 20;
  options.block_size = 8;
  return options;
}

TEST(FramerLimits, CutsLongRecordsIntoPieces) {
  const std::string text(40, 'x');
  const std::vector<ReadRecord> records =
      ReadRecords("a\n" + text + "\r\nb\n", Small(LineOptions()));
  const RecordFault kTooLong = RecordFault::kTooLong;
  EXPECT_THAT(
      records,
      ElementsAre(ReadRecord{.bytes = "a\n", .body = 1},
                  ReadRecord{.bytes = std::string(20, 'x'),
                             .body = 20,
                             .fault = kTooLong,
                             .line = 2,
                             .number = 2,
                             .byte = 2,
                             .piece = RecordPiece::kFirst},
                  ReadRecord{.bytes = std::string(8, 'x'),
                             .body = 8,
                             .fault = kTooLong,
                             .line = 2,
                             .number = 2,
                             .byte = 22,
                             .piece = RecordPiece::kMiddle},
                  ReadRecord{.bytes = std::string(8, 'x'),
                             .body = 8,
                             .fault = kTooLong,
                             .line = 2,
                             .number = 2,
                             .byte = 30,
                             .piece = RecordPiece::kMiddle},
                  ReadRecord{.bytes = "xxxx\r\n",
                             .body = 4,
                             .fault = kTooLong,
                             .line = 2,
                             .number = 2,
                             .byte = 38,
                             .piece = RecordPiece::kLast},
                  ReadRecord{.bytes = "b\n", .body = 1, .line = 3, .number = 3, .byte = 44}));
}

TEST(FramerLimits, TakesRecordsUpToTheLimitWhole) {
  for (const size_t size : {19, 20, 21}) {
    const std::string line = std::string(size - 1, 'x') + "\n";
    const std::vector<ReadRecord> records = ReadRecords(line + "b\n", Small(LineOptions()));
    EXPECT_EQ(records[0].piece == RecordPiece::kWhole, size <= 20) << size;
    const std::string open(size, 'x');
    EXPECT_EQ(ReadRecords(open, Small(LineOptions()))[0].piece == RecordPiece::kWhole, size <= 20)
        << size;
  }
}

TEST(FramerLimits, KeepsReturnAndLineFeedTogether) {
  for (size_t size = 15; size < 45; ++size) {
    const std::string bytes = std::string(size, 'x') + "\r\nb\r\n";
    const std::vector<ReadRecord> records = ReadRecords(bytes, Small(LineOptions()));
    EXPECT_EQ(Joined(records), bytes);
    const ReadRecord& last = records[records.size() - 2];
    EXPECT_TRUE(last.bytes.ends_with("\r\n")) << size;
    EXPECT_EQ(last.bytes.size() - last.body, 2u) << size;
    EXPECT_EQ(records.back().bytes, "b\r\n");
  }
}

TEST(FramerLimits, GivesUpAnUnclosedQuoteAtTheLimit) {
  const std::vector<ReadRecord> records =
      ReadRecords("a,\"b\n" + std::string(10, 'c') + "\n" + std::string(10, 'd') + "\n\"e\n",
                  Small(CsvOptions()));
  ASSERT_EQ(records.size(), 4u);
  EXPECT_EQ(records[0].bytes, "a,\"b\n");
  EXPECT_EQ(records[0].fault, RecordFault::kTooManyLines);
  EXPECT_EQ(records[0].column_of_fault, 3u);
  EXPECT_EQ(records[1].fault, RecordFault::kNone);
  EXPECT_EQ(records[2].fault, RecordFault::kNone);
  EXPECT_EQ(records[3].fault, RecordFault::kUnclosedQuote);
}

TEST(FramerLimits, ReadsTheLinesOfAQuotedFieldBeyondTheLimitAsRows) {
  const std::string bytes = "a,\"b\nc,d\n" + std::string(15, 'e') + "\"\nf,g\n";
  const std::vector<ReadRecord> records = ReadRecords(bytes, Small(CsvOptions()));
  EXPECT_EQ(Joined(records), bytes);
  ASSERT_EQ(records.size(), 4u);
  EXPECT_EQ(records[0].fault, RecordFault::kTooManyLines);
  EXPECT_EQ(records[1].bytes, "c,d\n");
  EXPECT_EQ(records.back(),
            (ReadRecord{.bytes = "f,g\n", .body = 3, .line = 4, .number = 4, .byte = 26}));
}

TEST(FramerLimits, EndsLongCsvRecordsAtTheirLine) {
  const std::string bytes = "a,\"" + std::string(60, 'x') + "\nb,c\n";
  const std::vector<ReadRecord> records = ReadRecords(bytes, Small(CsvOptions()));
  EXPECT_EQ(Joined(records), bytes);
  EXPECT_EQ(records.front().piece, RecordPiece::kFirst);
  EXPECT_EQ(records.front().fault, RecordFault::kTooLong);
  EXPECT_EQ(records.back(),
            (ReadRecord{.bytes = "b,c\n", .body = 3, .line = 2, .number = 2, .byte = 64}));
}

TEST(FramerLimits, ReadsTheSameHoweverBytesArrive) {
  static constexpr std::string_view kPieces[] = {"\"", ",",   "\n",   "\r\n",
                                                 "\r", "abc", "\"\"", "xxxxxxxxxxxx"};
  std::mt19937 random(Seed(11));
  for (int i = 0; i < 3'000; ++i) {
    std::string bytes;
    for (size_t n = random() % 40; n > 0; --n) bytes += kPieces[random() % std::size(kPieces)];
    const FramerOptions options = Small(i % 2 == 0 ? LineOptions() : CsvOptions());
    const std::vector<ReadRecord> want = ReadRecords(bytes, options);
    ASSERT_EQ(Joined(want), bytes);
    for (const size_t chunk : {1, 3, 64}) ASSERT_EQ(ReadRecords(bytes, options, chunk), want);
  }
}

// A line of `size` bytes between two short ones, made as it is read.
class LongLine final : public ByteSource {
 public:
  LongLine(std::string start, uint64_t size) : start_(std::move(start)), left_(size) {}

  Result<size_t> Read(char* to, size_t size) override {
    std::string* text = !start_.empty() ? &start_ : &tail_;
    if (start_.empty() && left_ > 0) {
      const size_t count = std::min<uint64_t>(size, left_);
      std::fill_n(to, count, 'x');
      left_ -= count;
      taken_ += count;
      return count;
    }
    const size_t count = text->copy(to, size);
    text->erase(0, count);
    taken_ += count;
    return count;
  }
  bool MoreIsWaiting() override { return true; }
  uint64_t BytesTaken() const override { return taken_; }

 private:
  std::string start_;
  uint64_t left_;
  uint64_t taken_ = 0;
  std::string tail_ = "\nlast\n";
};

TEST(FramerLimits, PassesALongLineThroughSmallBlocks) {
  constexpr uint64_t kSize = uint64_t{64} << 20;
  for (const std::string_view start : {"first\n", "first\n\"open,"}) {
    LongLine source{std::string(start), kSize};
    FramerOptions options = CsvOptions();
    options.max_record = size_t{1} << 20;
    Framer framer(&source, options);
    Block block;
    uint64_t bytes = 0;
    std::string last;
    while (true) {
      const Result<bool> more = framer.Next(&block);
      ASSERT_TRUE(more.ok());
      if (!*more) break;
      bytes += block.bytes.size();
      EXPECT_LE(block.bytes.capacity(), 4 * options.max_record);
      EXPECT_LE(source.BytesTaken() - bytes, 2 * options.max_record);  // what the framer holds
      last = block.Bytes(block.records.back());
    }
    EXPECT_EQ(bytes, start.size() + kSize + 6);
    EXPECT_EQ(last, "last\n");
  }
}

// Each of these takes hours if a quote is searched to the limit again for every line.
TEST(FramerLimits, ReadsHostileQuotesInLinearTime) {
  static constexpr std::string_view kLines[] = {"x\",\"\n", "\"\n\n",     "a,\"\"\"\n", "\"a\n",
                                                "a,\"\"\n", "x\"y,\"z\n", "\",\",\"\n"};
  constexpr size_t kSize = size_t{2} << 20;
  for (const std::string_view line : kLines) {
    std::string bytes = "p,\"open\n";
    while (bytes.size() < kSize) bytes += line;
    const ProcessorTime time;
    MemorySource source(bytes);
    Framer framer(&source, CsvOptions());
    Block block;
    uint64_t total = 0;
    while (true) {
      const Result<bool> more = framer.Next(&block);
      ASSERT_TRUE(more.ok());
      if (!*more) break;
      total += block.bytes.size();
    }
    EXPECT_EQ(total, bytes.size());
    EXPECT_LT(time.Taken(), kMostSeconds) << line;
  }
}

// Delivers what it was given piece by piece and says that nothing waits between pieces.
class PausingSource final : public ByteSource {
 public:
  explicit PausingSource(std::vector<std::string> pieces) : pieces_(std::move(pieces)) {}

  Result<size_t> Read(char* to, size_t size) override {
    if (next_ == pieces_.size()) return size_t{0};
    EXPECT_LE(pieces_[next_].size(), size);
    return pieces_[next_++].copy(to, size);
  }
  bool MoreIsWaiting() override { return false; }
  uint64_t BytesTaken() const override { return 0; }

 private:
  std::vector<std::string> pieces_;
  size_t next_ = 0;
};

TEST(FramerLimits, HandsOverCompleteRecordsWhenTheInputPauses) {
  PausingSource source({"a\nb", "c", "\nd\n", "e"});
  Framer framer(&source, LineOptions());
  Block block;
  std::vector<std::string> blocks;
  while (*framer.Next(&block)) blocks.push_back(block.bytes);
  EXPECT_THAT(blocks, ElementsAre("a\n", "bc\nd\n", "e"));
}

TEST(FramerLimits, PassesErrorsOfTheSourceOn) {
  class Broken final : public ByteSource {
   public:
    Result<size_t> Read(char* /*to*/, size_t /*size*/) override {
      return Error{.source = "x.csv", .message = "read failed: Input/output error", .excerpt = {}};
    }
    bool MoreIsWaiting() override { return true; }
    uint64_t BytesTaken() const override { return 0; }
  };
  Broken source;
  Framer framer(&source, LineOptions());
  Block block;
  const Result<bool> more = framer.Next(&block);
  ASSERT_FALSE(more.ok());
  EXPECT_EQ(Format(more.error()), "x.csv: read failed: Input/output error");
}

}  // namespace
}  // namespace cxo
