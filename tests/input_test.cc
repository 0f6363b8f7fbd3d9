// What opening an input finds out, says, and refuses.
#include "classifier/io/input.h"

#include <array>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "classifier/error/utf8.h"
#include "classifier/io/detect.h"
#include "tests/compress.h"
#include "tests/read_all.h"
#include "tests/seed.h"
#include "tests/temp_folder.h"

namespace cxo {
namespace {

using std::string_literals::operator""s;  // NOLINT(misc-unused-using-decls): of literals
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

// "hé\n" with a mark.
const std::string kLittle = "\xFF\xFEh\0\xE9\0\n\0"s;
const std::string kBig = "\xFE\xFF\0h\0\xE9\0\n"s;
const std::string kMarkedUtf8 = "\xEF\xBB\xBFh\xC3\xA9\n";
// Five lines, three of them Windows-1252 beyond ASCII.
const std::string kWestern = "name\nCaf\xE9\nZ\xFCrich\nplain\nS\xE3o Paulo\n";

struct InputCase {
  std::string name;
  std::string in;
  Encoding encoding = Encoding::kAuto;
  std::string want;  // the text, or the error
  std::vector<std::string> notes = {};
};

std::vector<InputCase> GoodCases() {
  const std::string little_note = "x: UTF-16 little endian, converted to UTF-8";
  const std::string big_note = "x: UTF-16 big endian, converted to UTF-8";
  return {
      {"empty", "", Encoding::kAuto, ""},
      {"plain", "a\n", Encoding::kAuto, "a\n"},
      {"marked UTF-8 keeps its mark", kMarkedUtf8, Encoding::kAuto, kMarkedUtf8},
      {"little endian", kLittle, Encoding::kAuto, kMarkedUtf8, {little_note}},
      {"big endian", kBig, Encoding::kAuto, kMarkedUtf8, {big_note}},
      {"pinned by mark", kBig, Encoding::kUtf16, kMarkedUtf8, {big_note}},
      {"pinned without mark", "h\0i\0"s, Encoding::kUtf16Le, "hi", {little_note}},
      {"pinned big", "\0h\0i"s, Encoding::kUtf16Be, "hi", {big_note}},
      {"gzip", Gzip("a\n"), Encoding::kAuto, "a\n", {"x: gzip"}},
      {"zstd", Zstd("a\n"), Encoding::kAuto, "a\n", {"x: zstd"}},
      {"gzip of zstd of UTF-16",
       Gzip(Zstd(kLittle)),
       Encoding::kAuto,
       kMarkedUtf8,
       {"x: gzip", "x: zstd", little_note}},
      {"a bad row or two", "caf\xC3\xA9\nbad\xFF\nworse\xFE\xFE\n", Encoding::kAuto,
       "caf\xC3\xA9\nbad\xFF\nworse\xFE\xFE\n"},
      {"Windows-1252 on request",
       "\x93x\x94\n",
       Encoding::kWindows1252,
       "\xE2\x80\x9Cx\xE2\x80\x9D\n",
       {"x: Windows-1252, converted to UTF-8"}},
      {"bytes on request", kWestern, Encoding::kUtf8, kWestern},
      {"marked UTF-8 on request", kMarkedUtf8, Encoding::kUtf8, kMarkedUtf8},
      {"some NULs", "a\0b\nccc\nddd\n"s, Encoding::kAuto, "a\0b\nccc\nddd\n"s},
  };
}

std::vector<InputCase> RefusedCases() {
  return {
      {"UTF-16 without mark", "h\0i\0!\0\n\0"s, Encoding::kAuto,
       "x: looks like UTF-16 without a byte order mark; say --encoding utf-16le, or --encoding "
       "utf-8 to take the bytes as they are"},
      {"UTF-16 big endian without mark", "\0h\0i\0!\0\n"s, Encoding::kAuto,
       "x: looks like UTF-16 without a byte order mark; say --encoding utf-16be, or --encoding "
       "utf-8 to take the bytes as they are"},
      {"pinned UTF-16 without mark", "h\0i\0"s, Encoding::kUtf16,
       "x: UTF-16 without a byte order mark; say --encoding utf-16le or --encoding utf-16be"},
      {"pinned against the mark", kBig, Encoding::kUtf16Le,
       "x: has the byte order mark of UTF-16 big endian; say --encoding utf-16be"},
      {"pinned against the other mark", kLittle, Encoding::kUtf16Be,
       "x: has the byte order mark of UTF-16 little endian; say --encoding utf-16le"},
      {"a mark of UTF-8 pinned as Windows-1252", kMarkedUtf8, Encoding::kWindows1252,
       "x: has the byte order mark of UTF-8; say --encoding utf-8"},
      {"a mark of UTF-8 pinned as UTF-16", kMarkedUtf8, Encoding::kUtf16,
       "x: has the byte order mark of UTF-8; say --encoding utf-8"},
      {"a mark of UTF-8 pinned as UTF-16 little endian", kMarkedUtf8, Encoding::kUtf16Le,
       "x: has the byte order mark of UTF-8; say --encoding utf-8"},
      {"a mark of UTF-16 pinned as UTF-8", kLittle, Encoding::kUtf8,
       "x: has the byte order mark of UTF-16 little endian; say --encoding utf-16le"},
      {"a mark of UTF-16 pinned as Windows-1252", kBig, Encoding::kWindows1252,
       "x: has the byte order mark of UTF-16 big endian; say --encoding utf-16be"},
      {"UTF-32 pinned as UTF-16", "\xFF\xFE\0\0a\0\0\0"s, Encoding::kUtf16Le,
       "x: is UTF-32, which is not supported; save it as UTF-8"},
      {"UTF-32", "\xFF\xFE\0\0a\0\0\0"s, Encoding::kAuto,
       "x: is UTF-32, which is not supported; save it as UTF-8"},
      {"Windows-1252", kWestern, Encoding::kAuto,
       "x: is not UTF-8 (3 of the first 5 lines are not); if it is Windows-1252, say --encoding "
       "windows-1252, or --encoding utf-8 to take the bytes as they are"},
      {"workbook", "PK\x03\x04rest", Encoding::kAuto,
       "x: is a ZIP archive, perhaps an Excel workbook; export it as CSV or unpack it first"},
      {"bzip2", "BZh91AY", Encoding::kAuto, "x: is compressed with bzip2; unpack it first"},
      {"xz", "\xFD\x37zXZ\0rest"s, Encoding::kAuto, "x: is compressed with xz; unpack it first"},
      {"gzip that ends within its head", Gzip("a\n").substr(0, 9), Encoding::kAuto,
       "x: truncated gzip data at compressed byte 9"},
  };
}

TEST(DecodeInput, GivesUtf8AndSaysWhatItDid) {
  for (const InputCase& c : GoodCases()) {
    for (const size_t chunk : {1, 3, 1000}) {
      for (const bool wait : {true, false}) {
        const InputOptions options = {.encoding = c.encoding, .wait_for_sample = wait};
        Result<Input> input =
            DecodeInput(std::make_unique<MemorySource>(c.in, chunk), "x", options);
        ASSERT_TRUE(input.ok()) << c.name << ": " << Format(input.error());
        EXPECT_EQ(AllOrError(input->source.get(), chunk), c.want) << c.name;
        EXPECT_THAT(input->notes, ElementsAreArray(c.notes)) << c.name;
      }
    }
  }
}

// Also where far more was asked to be seen before.
TEST(DecodeInput, GivesTheLinesInFrontOfDamage) {
  const std::string whole = Gzip("a\n");
  const std::string cut = whole.substr(0, whole.size() - 3);
  Result<Input> input = DecodeInput(std::make_unique<MemorySource>(cut, 5), "x");
  ASSERT_TRUE(input.ok()) << Format(input.error());
  std::string buffer(100, '\0');
  const Result<size_t> lines = input->source->Read(buffer.data(), buffer.size());
  ASSERT_TRUE(lines.ok());
  EXPECT_EQ(buffer.substr(0, *lines), "a\n");
  EXPECT_EQ(AllOrError(input->source.get()),
            "x: truncated gzip data at compressed byte " + std::to_string(cut.size()));
}

TEST(DecodeInput, RefusesWhatItWouldHaveToGuess) {
  for (const InputCase& c : RefusedCases()) {
    const Result<Input> input =
        DecodeInput(std::make_unique<MemorySource>(c.in, 5), "x", {.encoding = c.encoding});
    ASSERT_FALSE(input.ok()) << c.name;
    EXPECT_EQ(Format(input.error()), c.want) << c.name;
  }
}

TEST(DecodeInput, PassesOnePoisonRowInAnyGoodFile) {
  for (int rows = 0; rows < 200; ++rows) {
    std::string bytes = "bad \xFF row\n";
    for (int i = 0; i < rows; ++i) bytes += i % 3 == 0 ? "caf\xC3\xA9\n" : "plain\n";
    EXPECT_TRUE(DecodeInput(std::make_unique<MemorySource>(bytes), "x").ok()) << rows;
  }
}

TEST(DecodeInput, DoesNotTakeACharacterCutByTheSampleForAFault) {
  std::string bytes;
  for (int i = 0; i < 100; ++i) bytes += "\xE2\x82\xAC\xE2\x82\xAC\n";
  for (size_t sample = 1; sample < 40; ++sample) {
    const InputOptions options = {.sample = sample};
    EXPECT_TRUE(DecodeInput(std::make_unique<MemorySource>(bytes), "x", options).ok()) << sample;
  }
}

TEST(OpenInput, OpensFilesAndSaysWhatTheyAre) {
  const TempFolder folder;
  WriteFile(folder / "a.csv.gz", Gzip("a\n"));
  Result<Input> input = OpenInput(folder / "a.csv.gz");
  ASSERT_TRUE(input.ok()) << Format(input.error());
  EXPECT_EQ(input->name, folder / "a.csv.gz");
  EXPECT_THAT(input->notes, ElementsAre(folder / "a.csv.gz" + ": gzip"));
  EXPECT_EQ(input->size, Gzip("a\n").size());
  EXPECT_EQ(input->id, Descriptor::Open(folder / "a.csv.gz", O_RDONLY)->Facts()->id);
  EXPECT_EQ(AllOrError(input->source.get()), "a\n");
  EXPECT_EQ(input->source->BytesTaken(), input->size);
}

TEST(OpenInput, SaysWhyItCannot) {
  const TempFolder folder;
  const std::string missing = folder / "missing.csv";
  EXPECT_EQ(Format(OpenInput(missing).error()),
            missing + ": cannot open: No such file or directory");
  EXPECT_EQ(Format(OpenInput(folder / ".").error()), folder / "." + ": is a folder, not a file");
}

// Rows that a program sends are not to wait for long; of a file more may be looked at.
TEST(OpenInput, LooksFurtherIntoFilesThanIntoStreams) {
  const TempFolder folder;
  const std::string rows = std::string(100, 'a') + "\n" + kWestern;
  WriteFile(folder / "a.csv", rows);
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  const Descriptor read(ends[0], "read end");
  Descriptor write(ends[1], "write end");
  ASSERT_TRUE(write.WriteAll(rows).ok());
  ASSERT_TRUE(write.Close().ok());
  const InputOptions options{.stream_sample = 50, .standard_input = read.fd()};
  EXPECT_FALSE(OpenInput(folder / "a.csv", options).ok());  // mostly not UTF-8
  EXPECT_TRUE(OpenInput("-", options).ok());
}

TEST(OpenInput, ReadsStandardInputUnderItsName) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  const Descriptor kept = Descriptor::Duplicate(STDIN_FILENO, "kept").value();
  ASSERT_EQ(::dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
  Descriptor write(ends[1], "write end");
  ASSERT_TRUE(write.WriteAll("one line\n").ok());
  // The other end stays open: an answer must be possible before the input ends.
  Result<Input> input = OpenInput("-", {.wait_for_sample = false});
  ::dup2(kept.fd(), STDIN_FILENO);
  ::close(ends[0]);
  ASSERT_TRUE(input.ok()) << Format(input.error());
  EXPECT_EQ(input->name, "standard input");
  EXPECT_EQ(input->size, 0u);
  EXPECT_EQ(*input->source->Peek(1, 100), "one line\n");
  ASSERT_TRUE(write.Close().ok());
  EXPECT_EQ(AllOrError(input->source.get()), "one line\n");
}

TEST(ParseEncoding, KnowsItsWords) {
  EXPECT_EQ(*ParseEncoding("auto"), Encoding::kAuto);
  EXPECT_EQ(*ParseEncoding("UTF-8"), Encoding::kUtf8);
  EXPECT_EQ(*ParseEncoding("utf-16"), Encoding::kUtf16);
  EXPECT_EQ(*ParseEncoding("utf-16le"), Encoding::kUtf16Le);
  EXPECT_EQ(*ParseEncoding("UTF-16BE"), Encoding::kUtf16Be);
  EXPECT_EQ(*ParseEncoding("Windows-1252"), Encoding::kWindows1252);
  EXPECT_EQ(*ParseEncoding("utf8"), Encoding::kUtf8);
  EXPECT_EQ(*ParseEncoding("UTF_16LE"), Encoding::kUtf16Le);
  for (const char* word : {"cp1252", "CP-1252", "latin1", "Latin-1", "iso-8859-1", "ISO8859-1"}) {
    EXPECT_EQ(*ParseEncoding(word), Encoding::kWindows1252) << word;
  }
  EXPECT_EQ(Format(ParseEncoding("latin2").error()),
            "--encoding: unknown encoding `latin2`; known are auto, utf-8, utf-16, utf-16le, "
            "utf-16be, windows-1252");
}

TEST(NameOfEncoding, IsTheWordForIt) {
  for (const Encoding encoding : {Encoding::kAuto, Encoding::kUtf8, Encoding::kUtf16,
                                  Encoding::kUtf16Le, Encoding::kUtf16Be, Encoding::kWindows1252}) {
    EXPECT_EQ(*ParseEncoding(NameOf(encoding)), encoding);
  }
}

TEST(DecodeInput, TellsTheEncodingThatItFound) {
  using namespace std::string_view_literals;
  const auto encoding = [](std::string_view bytes, Encoding pinned) {
    return DecodeInput(std::make_unique<MemorySource>(bytes), "x", {.encoding = pinned})->encoding;
  };
  EXPECT_EQ(encoding("a\n", Encoding::kAuto), Encoding::kUtf8);
  EXPECT_EQ(encoding("\xFF\xFE\x61\x00"sv, Encoding::kAuto), Encoding::kUtf16Le);
  EXPECT_EQ(encoding("\xFE\xFF\x00\x61"sv, Encoding::kUtf16), Encoding::kUtf16Be);
  EXPECT_EQ(encoding("a\n", Encoding::kWindows1252), Encoding::kWindows1252);
}

TEST(IsUtf8, JudgesAsIsValidUtf8) {
  std::mt19937 random(Seed(1));
  constexpr std::string_view kBytes = "a\x80\x9F\xA0\xBF\xC0\xC2\xDF\xE0\xED\xEF\xF0\xF4\xF5";
  size_t valid = 0;
  for (int i = 0; i < 50'000; ++i) {
    std::string text;
    for (size_t n = random() % 5; n > 0; --n) text += kBytes[random() % kBytes.size()];
    EXPECT_EQ(IsUtf8(text), IsValidUtf8(text)) << ::testing::PrintToString(text);
    valid += IsUtf8(text) ? 1 : 0;
  }
  EXPECT_GT(valid, 10'500u);  // more than the empty ones
  EXPECT_LT(valid, 40'000u);
}

TEST(CountLines, CountsLinesBeyondAsciiAndWrongOnes) {
  const LineCounts counts = CountLines("a\n\xC3\xA9\n\xFF\nb\xE2\x82");
  EXPECT_EQ(counts.lines, 4u);
  EXPECT_EQ(counts.beyond_ascii, 3u);
  EXPECT_EQ(counts.not_utf8, 1u);
}

}  // namespace
}  // namespace cxo
