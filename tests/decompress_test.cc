// gzip and zstd: whole, in many members, cut off, damaged, followed by other bytes.
#include "classifier/io/decompress.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/compress.h"
#include "tests/read_all.h"

namespace cxo {
namespace {

using std::string_literals::operator""s;  // NOLINT(misc-unused-using-decls): of literals

struct Codec {
  std::string name;
  std::function<std::string(std::string_view)> compress;
  std::function<std::unique_ptr<ByteSource>(std::unique_ptr<ByteSource>, std::string)> decompress;
};

const std::vector<Codec>& Codecs() {
  static const std::vector<Codec> kCodecs = {{"gzip", Gzip, DecompressGzip},
                                             {"zstd", Zstd, DecompressZstd}};
  return kCodecs;
}

std::string Undo(const Codec& codec, std::string_view bytes, size_t chunk = SIZE_MAX,
                 size_t step = 4096) {
  const std::unique_ptr<ByteSource> source =
      codec.decompress(std::make_unique<MemorySource>(bytes, chunk), "x");
  return AllOrError(source.get(), step);
}

// Text that compresses, but not to nothing.
std::string LongText() {
  std::string text;
  for (int i = 0; i < 30'000; ++i) text += "row " + std::to_string(i * 7919 % 10007) + "\n";
  return text;
}

TEST(Decompress, GivesBackWhatWasCompressed) {
  const std::string text = LongText();
  for (const Codec& codec : Codecs()) {
    for (const size_t chunk : {1, 7, 1000, 1 << 20}) {
      EXPECT_TRUE(Undo(codec, codec.compress(text), chunk, 1 << 16) == text) << codec.name;
    }
    EXPECT_TRUE(Undo(codec, codec.compress(text), 1 << 16, 13) == text) << codec.name;
    EXPECT_EQ(Undo(codec, codec.compress("")), "") << codec.name;
    EXPECT_EQ(Undo(codec, ""), "") << codec.name;
  }
}

TEST(Decompress, ReadsConcatenatedMembersAsOneStream) {
  for (const Codec& codec : Codecs()) {
    const std::string bytes =
        codec.compress("one\n") + codec.compress("") + codec.compress("two\n");
    for (const size_t chunk : {1, 2, 5, 100}) {
      EXPECT_EQ(Undo(codec, bytes, chunk), "one\ntwo\n") << codec.name;
    }
  }
}

TEST(Decompress, AllowsZerosBehindTheData) {
  for (const Codec& codec : Codecs()) {
    EXPECT_EQ(Undo(codec, codec.compress("one\n") + std::string(100'000, '\0'), 1000), "one\n");
  }
}

TEST(Decompress, RefusesEveryTruncation) {
  for (const Codec& codec : Codecs()) {
    const std::string bytes = codec.compress("some text, some text, and more of it\n");
    for (size_t size = 1; size < bytes.size(); ++size) {
      EXPECT_EQ(Undo(codec, bytes.substr(0, size)),
                "x: truncated " + codec.name + " data at compressed byte " + std::to_string(size));
    }
  }
}

TEST(Decompress, RefusesForeignBytesBehindTheData) {
  for (const Codec& codec : Codecs()) {
    const std::string bytes = codec.compress("one\n");
    const std::string at = " at compressed byte " + std::to_string(bytes.size());
    const std::string after_zero = " at compressed byte " + std::to_string(bytes.size() + 1);
    const std::string got = Undo(codec, bytes + "garbage");
    if (codec.name == "gzip") {
      EXPECT_EQ(got, "x: bytes that are not gzip follow the compressed data" + at);
    } else {
      EXPECT_EQ(got, "x: damaged zstd data (Unknown frame descriptor)" + at);
    }
    EXPECT_EQ(Undo(codec, bytes + "\0x"s),
              "x: bytes that are not " + codec.name + " follow the padding" + after_zero);
  }
}

TEST(Decompress, NoticesDamage) {
  std::string bytes = Gzip(LongText());
  bytes[bytes.size() - 6] ^= 1;  // in the checksum
  EXPECT_EQ(Undo(Codecs()[0], bytes),
            "x: damaged gzip data (incorrect data check) at compressed byte " +
                std::to_string(bytes.size() - 4));
  bytes = Gzip("a");
  bytes[2] = 9;
  EXPECT_EQ(Undo(Codecs()[0], bytes),
            "x: damaged gzip data (unknown compression method) at compressed byte 4");
}

// Such a frame is sound, and unpacked by who allows it the memory.
TEST(Decompress, SaysHowToUnpackALargeWindow) {
  const std::string head = "\x28\xB5\x2F\xFD"s;  // of a frame; then no flags, and the window
  const std::string of_128_mib = head + "\x00\x88"s, of_256_mib = head + "\x00\x90"s;
  const std::string last_empty_block = "\x01\x00\x00"s;
  EXPECT_EQ(Undo(Codecs()[1], of_128_mib + last_empty_block), "");
  for (const std::string& before : {std::string(), Zstd("one\n")}) {
    for (const size_t chunk : {size_t{1}, size_t{100}}) {
      EXPECT_EQ(Undo(Codecs()[1], before + of_256_mib + last_empty_block, chunk),
                "x: needs a window of more than 128 MiB; unpack it with `zstd -dc --long=31 FILE | "
                "cxo ...`");
    }
  }
}

// All that a source gives in front of its error, which goes to *error.
std::string BeforeError(ByteSource* source, std::string* error) {
  std::string all;
  std::string buffer(1 << 16, '\0');
  while (true) {
    const Result<size_t> count = source->Read(buffer.data(), buffer.size());
    if (!count) *error = Format(count.error());
    if (!count || *count == 0) return all;
    all.append(buffer, 0, *count);
  }
}

TEST(Decompress, GivesWhatIsInFrontOfDamage) {
  const std::string text = LongText();
  std::string bytes = Gzip(text);
  bytes[bytes.size() - 6] ^= 1;  // in the checksum: all of the text is there
  for (const size_t chunk : {size_t{1000}, bytes.size()}) {
    std::string error;
    const std::unique_ptr<ByteSource> source =
        DecompressGzip(std::make_unique<MemorySource>(bytes, chunk), "x");
    EXPECT_TRUE(BeforeError(source.get(), &error) == text) << chunk;
    EXPECT_EQ(error, "x: damaged gzip data (incorrect data check) at compressed byte " +
                         std::to_string(bytes.size() - 4));
    EXPECT_TRUE(source->MoreIsWaiting());
    std::string again;
    EXPECT_EQ(BeforeError(source.get(), &again), "");
    EXPECT_EQ(again, error);
  }
}

TEST(Decompress, GivesWhatIsInFrontOfTheCut) {
  const std::string text = LongText();
  for (const Codec& codec : Codecs()) {
    const std::string bytes = codec.compress(text);
    std::string error;
    const std::unique_ptr<ByteSource> source =
        codec.decompress(std::make_unique<MemorySource>(bytes.substr(0, bytes.size() - 1)), "x");
    const std::string got = BeforeError(source.get(), &error);
    EXPECT_GT(got.size(), text.size() / 2) << codec.name;
    EXPECT_TRUE(text.starts_with(got)) << codec.name;
    EXPECT_EQ(error, "x: truncated " + codec.name + " data at compressed byte " +
                         std::to_string(bytes.size() - 1));
  }
}

TEST(Decompress, NeverTakesDamageForSuccess) {
  const std::string text = LongText().substr(0, 3000);
  const std::string bytes = Gzip(text);
  for (size_t at = 10; at < bytes.size(); ++at) {  // behind the header, which has no checksum
    std::string damaged = bytes;
    damaged[at] ^= 0x40;
    const std::unique_ptr<ByteSource> source =
        DecompressGzip(std::make_unique<MemorySource>(damaged), "x");
    const Result<std::string> got = ReadAll(source.get());
    EXPECT_TRUE(!got.ok() || *got == text) << at;  // the last byte of data has unused bits
  }
}

TEST(Decompress, CountsCompressedBytes) {
  const std::string bytes = Gzip(LongText());
  const std::unique_ptr<ByteSource> source =
      DecompressGzip(std::make_unique<MemorySource>(bytes), "x");
  ASSERT_TRUE(ReadAll(source.get()).ok());
  EXPECT_EQ(source->BytesTaken(), bytes.size());
}

}  // namespace
}  // namespace cxo
