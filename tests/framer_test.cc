// Cutting lines and CSV into records: what a record is, which are bad, and that neither the size of
// blocks nor the way bytes arrive changes the answer.
#include "classifier/io/framer.h"

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/broken_source.h"
#include "tests/read_records.h"
#include "tests/seed.h"

namespace cxo {
namespace {

using std::string_literals::operator""s;  // NOLINT(misc-unused-using-decls): of literals
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

struct FramingCase {
  std::string name;
  std::string in;
  std::vector<std::string> want;
};

TEST(Framer, CutsLinesAtLineFeedsOnly) {
  const std::vector<FramingCase> cases = {
      {"empty input", "", {}},
      {"one line", "a\n", {"a\n"}},
      {"no final line end", "a\nb", {"a\n", "b"}},
      {"blank lines", "\n\n", {"\n", "\n"}},
      {"CR LF", "a\r\nb\r\n", {"a\r\n", "b\r\n"}},
      {"lone CR is text", "a\rb\n", {"a\rb\n"}},
      {"CR at the end", "a\r", {"a\r"}},
      {"NUL is text", "a\0b\nc"s, {"a\0b\n"s, "c"}},
      {"quotes mean nothing", "\"a\nb\"\n", {"\"a\n", "b\"\n"}},
      {"byte order mark",
       "\xEF\xBB\xBF"
       "a\n",
       {"\xEF\xBB\xBF"
        "a\n"}},
  };
  for (const FramingCase& c : cases) {
    EXPECT_THAT(Texts(ReadRecords(c.in, LineOptions())), ElementsAreArray(c.want)) << c.name;
  }
}

TEST(Framer, CutsCsvAtLineEndsOutsideQuotes) {
  const std::vector<FramingCase> cases = {
      {"empty input", "", {}},
      {"plain", "a,b\n1,2\n", {"a,b\n", "1,2\n"}},
      {"mixed line ends", "a\r\nb\nc", {"a\r\n", "b\n", "c"}},
      {"quoted line end", "a,\"x\ny\",b\nc\n", {"a,\"x\ny\",b\n", "c\n"}},
      {"quoted CR LF", "\"x\r\ny\"\r\nc\r\n", {"\"x\r\ny\"\r\n", "c\r\n"}},
      {"doubled quotes", "\"a\"\"\n\"\"b\"\nc\n", {"\"a\"\"\n\"\"b\"\n", "c\n"}},
      {"empty quotes", "\"\",\"\"\nb\n", {"\"\",\"\"\n", "b\n"}},
      {"only quotes", "\"\"\"\"\nb\n", {"\"\"\"\"\n", "b\n"}},
      {"quote closes at the end of input", "a\n\"b\nc\"", {"a\n", "\"b\nc\""}},
      {"quote inside text", "5\" pipe,x\ny\n", {"5\" pipe,x\n", "y\n"}},
      {"byte order mark before a quote",
       "\xEF\xBB\xBF\"a\nb\"\nc\n",
       {"\xEF\xBB\xBF\"a\nb\"\n", "c\n"}},
      {"lone CR is text", "a\rb,c\n", {"a\rb,c\n"}},
  };
  for (const FramingCase& c : cases) {
    const std::vector<ReadRecord> records = ReadRecords(c.in, CsvOptions());
    EXPECT_THAT(Texts(records), ElementsAreArray(c.want)) << c.name;
    for (const ReadRecord& record : records) {
      EXPECT_EQ(record.fault, RecordFault::kNone) << c.name << ": " << record.bytes;
    }
  }
}

TEST(Framer, TakesOnlyTheDelimiterOfTheDialectAsTheStartOfAField) {
  EXPECT_THAT(Texts(ReadRecords("a\t\"x\ny\"\nb\n", CsvOptions('\t'))),
              ElementsAre("a\t\"x\ny\"\n", "b\n"));
  EXPECT_THAT(Texts(ReadRecords("a,\"x\ny\"\nb\n", CsvOptions('\t'))),
              ElementsAre("a,\"x\n", "y\"\n", "b\n"));
}

TEST(Framer, GivesPlacesOfRecords) {
  const std::vector<ReadRecord> records =
      ReadRecords("\xEF\xBB\xBFid,t\r\n1,\"x\ny\"\n2,\"z\"w\n3", CsvOptions());
  EXPECT_THAT(
      records,
      ElementsAre(ReadRecord{.bytes = "\xEF\xBB\xBFid,t\r\n", .body = 4},
                  ReadRecord{.bytes = "1,\"x\ny\"\n", .body = 7, .line = 2, .number = 2, .byte = 9},
                  ReadRecord{.bytes = "2,\"z\"w\n",
                             .body = 6,
                             .fault = RecordFault::kTextAfterQuote,
                             .line = 4,
                             .number = 3,
                             .byte = 17,
                             .column_of_fault = 6},
                  ReadRecord{.bytes = "3", .body = 1, .line = 5, .number = 4, .byte = 24}));
}

TEST(Framer, TellsHeaderAndSeparatorLine) {
  FramerOptions options = CsvOptions(';');
  options.dialect.has_header = true;
  options.dialect.has_separator_line = true;
  const std::vector<ReadRecord> records = ReadRecords("sep=;\na;b\n1;2\n", options);
  ASSERT_EQ(records.size(), 3u);
  EXPECT_EQ(records[0].kind, RecordKind::kPreamble);
  EXPECT_EQ(records[1].kind, RecordKind::kHeader);
  EXPECT_EQ(records[2].kind, RecordKind::kData);
}

TEST(Framer, PassesBlankLinesAboveTheHeader) {
  FramerOptions options = CsvOptions(';');
  options.dialect.has_header = true;
  options.blank_lines = 2;
  const std::vector<ReadRecord> records = ReadRecords("\n\r\na;b\n\n1;2\n", options);
  ASSERT_EQ(records.size(), 5u);
  EXPECT_EQ(records[0].kind, RecordKind::kPreamble);
  EXPECT_EQ(records[1].kind, RecordKind::kPreamble);
  EXPECT_EQ(records[2].kind, RecordKind::kHeader);
  EXPECT_EQ(records[3].kind, RecordKind::kData);
  EXPECT_EQ(records[4].kind, RecordKind::kData);
}

TEST(Framer, GivesTheWholeRecordsInFrontOfAnError) {
  for (const std::string_view cut : {"", "d", "\"d\ne", "\"d\""}) {
    BrokenSource source("a\n\"b\nc\"\n" + std::string(cut));
    Framer framer(&source, CsvOptions());
    Block block;
    const Result<bool> first = framer.Next(&block);
    ASSERT_TRUE(first.ok() && *first) << cut;
    EXPECT_EQ(block.bytes, "a\n\"b\nc\"\n") << cut;
    EXPECT_EQ(block.records.size(), 2u) << cut;
    for (int i = 0; i < 2; ++i) {
      const Result<bool> next = framer.Next(&block);
      ASSERT_FALSE(next.ok()) << cut;
      EXPECT_EQ(next.error().message, "broken") << cut;
    }
  }
}

TEST(Framer, TakesQuotesForTextWhereThereAreNone) {
  FramerOptions options = CsvOptions('\t');
  options.dialect.quote = kNoQuote;
  const std::vector<ReadRecord> records =
      ReadRecords("\"a\tb\n\0c\"\td\r\n\"\"e\"\tf\n\""s, options);
  EXPECT_THAT(Texts(records), ElementsAre("\"a\tb\n", "\0c\"\td\r\n"s, "\"\"e\"\tf\n", "\""));
  for (const ReadRecord& record : records) EXPECT_EQ(record.fault, RecordFault::kNone);
}

struct FaultCase {
  std::string name;
  std::string in;
  std::vector<ReadRecord> want;  // only bytes, fault and column are compared
};

TEST(Framer, ConfinesBadCsvToItsLine) {
  const auto good = [](std::string bytes) { return ReadRecord{.bytes = std::move(bytes)}; };
  const auto bad = [](std::string bytes, RecordFault fault, uint64_t column) {
    return ReadRecord{.bytes = std::move(bytes), .fault = fault, .column_of_fault = column};
  };
  constexpr RecordFault kUnclosed = RecordFault::kUnclosedQuote;
  constexpr RecordFault kText = RecordFault::kTextAfterQuote;
  const std::vector<FaultCase> cases = {
      {"unclosed to the end",
       "a\nb,\"c\nd\n",
       {good("a\n"), bad("b,\"c\n", kUnclosed, 3), good("d\n")}},
      {"unclosed on the last line", "a\n\"b", {good("a\n"), bad("\"b", kUnclosed, 1)}},
      {"closed by the next quote", "\"a\n\"b\"\n", {bad("\"a\n", kUnclosed, 1), good("\"b\"\n")}},
      {"text after the quote", "\"a\"b,c\nd\n", {bad("\"a\"b,c\n", kText, 4), good("d\n")}},
      {"space after the quote", "\"a\" ,c\nd\n", {bad("\"a\" ,c\n", kText, 4), good("d\n")}},
      {"CR after the quote", "\"a\"\rb\nd\n", {bad("\"a\"\rb\n", kText, 4), good("d\n")}},
      {"CR after the quote ends", "\"a\"\r", {bad("\"a\"\r", kText, 4)}},
      {"further quotes on a bad line",
       "\"a\"b,\"c\nd\n",
       {bad("\"a\"b,\"c\n", kText, 4), good("d\n")}},
      {"stray quote, then a field over lines",
       "x\"y,\"a\nb\"\n",
       {bad("x\"y,\"a\n", kUnclosed, 5), good("b\"\n")}},
      {"a field over lines, then a stray quote",
       "\"a\nb\",x\"y\n",
       {bad("\"a\n", kUnclosed, 1), good("b\",x\"y\n")}},
      {"unclosed before a field that begins with a delimiter",
       "p,\"q\nr,\",s\"\n",
       {bad("p,\"q\n", kUnclosed, 3), good("r,\",s\"\n")}},
  };
  for (const FaultCase& c : cases) {
    std::vector<ReadRecord> got;
    for (const ReadRecord& record : ReadRecords(c.in, CsvOptions())) {
      got.push_back({.bytes = record.bytes,
                     .fault = record.fault,
                     .column_of_fault = record.column_of_fault});
    }
    EXPECT_THAT(got, ElementsAreArray(c.want)) << c.name;
  }
}

// Short strings over the bytes that matter; a fixed seed makes failures repeatable.
std::string RandomBytes(std::mt19937* random, size_t longest) {
  static constexpr std::string_view kPieces[] = {
      "\"", "\"",   ",",        "\n",   "\r\n",         "\r", "a",
      "bc", "\"\"", "\xC3\xA9", "\xFF", "\xEF\xBB\xBF", ";"};
  std::string bytes;
  const size_t size = (*random)() % longest;
  while (bytes.size() < size) bytes += kPieces[(*random)() % std::size(kPieces)];
  if ((*random)() % 8 == 0) bytes.insert(bytes.size() / 2, 1, '\0');
  return bytes;
}

TEST(Framer, KeepsEveryByteOfRandomInput) {
  std::mt19937 random(Seed(20240501));
  for (int i = 0; i < 20'000; ++i) {
    const std::string bytes = RandomBytes(&random, 60);
    ASSERT_EQ(Joined(ReadRecords(bytes, CsvOptions())), bytes) << ::testing::PrintToString(bytes);
    ASSERT_EQ(Joined(ReadRecords(bytes, LineOptions())), bytes);
  }
}

TEST(Framer, ReadsTheSameHoweverBytesArrive) {
  std::mt19937 random(Seed(7));
  for (int i = 0; i < 5'000; ++i) {
    const std::string bytes = RandomBytes(&random, 80);
    FramerOptions options = i % 3 == 0 ? LineOptions() : CsvOptions();
    const std::vector<ReadRecord> want = ReadRecords(bytes, options);
    for (const size_t chunk : {1, 2, 3, 7}) {
      options.block_size = chunk % 2 == 0 ? 5 : 4096;
      ASSERT_EQ(ReadRecords(bytes, options, chunk), want) << ::testing::PrintToString(bytes);
    }
  }
}

TEST(Framer, ReadsTheSameWithSpecialBytesAtEveryBorder) {
  constexpr size_t kBorder = 64;
  for (const std::string_view special :
       {"\"a\"\"b\",", "\"x\ny\",", "\r\n", "\xE2\x82\xAC", "\"bad\"x\n", "\"\r\n\","}) {
    for (size_t before = kBorder - 10; before <= kBorder; ++before) {
      const std::string bytes =
          std::string(before, 'x') + "," + std::string(special) + "tail\nlast,\"line\"\n";
      FramerOptions options = CsvOptions();
      const std::vector<ReadRecord> want = ReadRecords(bytes, options);
      options.block_size = kBorder;
      EXPECT_EQ(ReadRecords(bytes, options, kBorder), want) << before << " " << special;
    }
  }
}

// What a line that passes validity tells: the same cuts by a second, slower reader of well-formed
// CSV, written for this test.
std::vector<std::string> CutSlowly(std::string_view bytes) {
  std::vector<std::string> records;
  std::string record;
  bool inside = false;
  for (const char byte : bytes) {
    record += byte;
    if (byte == '"') inside = !inside;
    if (byte != '\n' || inside) continue;
    records.push_back(record);
    record.clear();
  }
  if (!record.empty()) records.push_back(record);
  return records;
}

std::string RandomCell(std::mt19937* random) {
  static constexpr std::string_view kPlain[] = {"", "a", "contract research", "\xC3\xA9"};
  static constexpr std::string_view kQuoted[] = {"x,y", "\n", "\"\"", "\r\n", ",", " ", "tail"};
  if ((*random)() % 2 == 0) return std::string(kPlain[(*random)() % std::size(kPlain)]);
  std::string cell = "\"";
  for (size_t n = (*random)() % 4; n > 0; --n) cell += kQuoted[(*random)() % std::size(kQuoted)];
  return cell + "\"";
}

std::string RandomRow(std::mt19937* random) {
  return RandomCell(random) + "," + RandomCell(random) + "," + RandomCell(random) +
         ((*random)() % 2 == 0 ? "\n" : "\r\n");
}

TEST(Framer, AgreesWithASlowReaderOnWellFormedFiles) {
  std::mt19937 random(Seed(99));
  for (int i = 0; i < 2'000; ++i) {
    std::string bytes;
    for (size_t rows = random() % 12; rows > 0; --rows) bytes += RandomRow(&random);
    ASSERT_THAT(Texts(ReadRecords(bytes, CsvOptions())), ElementsAreArray(CutSlowly(bytes)))
        << ::testing::PrintToString(bytes);
  }
}

// Rows whose quoted fields begin with a letter: no reader could tell a field that begins with a
// delimiter or a line end from the end of the poison's own field.
std::string PlainRow(std::mt19937* random, size_t number) {
  static constexpr std::string_view kCells[] = {
      "plain", "\"with, comma\"", "\"over\nlines\"", "\"say \"\"so\"\"\"", "\"\"", ""};
  std::string row = std::to_string(number);
  for (int i = 0; i < 2; ++i) row += "," + std::string(kCells[(*random)() % std::size(kCells)]);
  return row + ((*random)() % 2 == 0 ? "\n" : "\r\n");
}

// That each of `rows` is read as it is, and only the one at `at` with a fault.
void ExpectFaultOnlyAt(size_t at, const std::vector<std::string>& rows) {
  std::string bytes;
  for (const std::string& row : rows) bytes += row;
  const std::vector<ReadRecord> records = ReadRecords(bytes, CsvOptions());
  ASSERT_THAT(Texts(records), ElementsAreArray(rows)) << ::testing::PrintToString(bytes);
  for (size_t i = 0; i < records.size(); ++i) {
    ASSERT_EQ(records[i].fault != RecordFault::kNone, i == at);
  }
}

TEST(Framer, LetsAPoisonRowSpoilNoOther) {
  static constexpr std::string_view kPoisons[] = {
      "p,\"never closed,x\n", "\"p\n", "p,\"closed\" late,x\n", "p,x,\"\r\n", "p,\"a\"\"b\n"};
  std::mt19937 random(Seed(5));
  for (int file = 0; file < 150; ++file) {
    std::vector<std::string> rows;
    for (size_t i = 0; i < 12; ++i) rows.push_back(PlainRow(&random, i));
    for (const std::string_view poison : kPoisons) {
      for (size_t at = 0; at <= rows.size(); ++at) {
        std::vector<std::string> poisoned = rows;
        poisoned.insert(poisoned.begin() + static_cast<ptrdiff_t>(at), std::string(poison));
        ExpectFaultOnlyAt(at, poisoned);
        if (HasFatalFailure()) return;
      }
    }
  }
}

TEST(Framer, NamesEveryFault) {
  EXPECT_EQ(FaultText(RecordFault::kNone), "");
  EXPECT_EQ(FaultText(RecordFault::kUnclosedQuote), "a quote opens here and is not closed");
  EXPECT_EQ(FaultText(RecordFault::kTextAfterQuote), "text follows a closing quote");
  EXPECT_EQ(FaultText(RecordFault::kTooLong), "the record is longer than 16 MiB");
  EXPECT_EQ(
      FaultText(RecordFault::kTooManyLines),
      "a quote opens here and its record does not end within 16 MiB; the lines below are read "
      "as rows");
}

}  // namespace
}  // namespace cxo
