// Plain sources and the look ahead.
#include "classifier/io/source.h"

#include <array>
#include <memory>
#include <string>
#include <utility>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/broken_source.h"
#include "tests/read_all.h"
#include "tests/temp_folder.h"

namespace cxo {
namespace {

TEST(FileSource, ReadsAFileAndCountsItsBytes) {
  const TempFolder folder;
  WriteFile(folder / "a", "0123456789");
  FileSource source(Descriptor::Open(folder / "a", O_RDONLY).value());
  EXPECT_TRUE(source.MoreIsWaiting());
  EXPECT_EQ(AllOrError(&source, 3), "0123456789");
  EXPECT_EQ(source.BytesTaken(), 10u);
}

TEST(FileSource, SaysWhyReadingFails) {
  FileSource source(Descriptor::Open("/", O_RDONLY).value());
  EXPECT_EQ(AllOrError(&source), "/: read failed: Is a directory");
}

// The end of a regular file is its end only if it held what it promised.
TEST(FileSource, EndsWellWhereNothingIsMissing) {
  const struct {
    std::string name;
    std::string content;  // written over the file when four of its ten bytes are read; "": nothing
    std::string want;
  } cases[] = {
      {"left alone", "", "0123456789"},
      {"grown", "0123456789more", "0123456789more"},
      {"shorter", "01234", "became shorter while it was read, so that rows are missing"},
      {"of the same size", "abcdefghij",
       "was written to while it was read, so that rows may be of two versions"},
  };
  const TempFolder folder;
  for (const auto& one : cases) {
    WriteFile(folder / "a", "0123456789");
    ::usleep(50000);  // clocks of file systems are coarse
    FileSource source(Descriptor::Open(folder / "a", O_RDONLY).value());
    std::array<char, 4> head{};
    ASSERT_EQ(*source.Read(head.data(), head.size()), head.size());
    if (!one.content.empty()) WriteFile(folder / "a", one.content);
    const bool well = one.want.starts_with("0");
    EXPECT_EQ(AllOrError(&source), well ? one.want.substr(4) : folder / "a: " + one.want)
        << one.name;
  }
}

// Whoever hands over a descriptor may have read the first lines.
TEST(FileSource, GoesOnWhereItsDescriptorStands) {
  const TempFolder folder;
  WriteFile(folder / "a", "0123456789");
  Descriptor file = Descriptor::Open(folder / "a", O_RDONLY).value();
  ASSERT_EQ(::lseek(file.fd(), 7, SEEK_SET), 7);
  FileSource source(std::move(file));
  EXPECT_EQ(AllOrError(&source), "789");
}

// They are shorter than they say.
TEST(FileSource, ReadsFilesOfTheKernel) {
  const std::string path = "/sys/kernel/mm/transparent_hugepage/enabled";
  Result<Descriptor> file = Descriptor::Open(path, O_RDONLY);
  if (!file.ok()) GTEST_SKIP() << "no " << path;
  FileSource source(std::move(file).value());
  EXPECT_TRUE(AllOrError(&source).ends_with("\n"));
}

TEST(PeekSource, ShowsBytesThatAreReadAgain) {
  for (const size_t chunk : {1, 2, 3, 100}) {
    PeekSource source(std::make_unique<MemorySource>("0123456789", chunk));
    EXPECT_EQ(*source.Peek(4, 4), "0123");
    EXPECT_EQ(*source.Peek(2, 2), "01");
    EXPECT_EQ(*source.Peek(6, 8), "01234567");
    EXPECT_EQ(ReadAll(&source, 3).value(), "0123456789");
  }
}

TEST(PeekSource, ShowsFewerBytesOnlyAtTheEnd) {
  PeekSource source(std::make_unique<MemorySource>("abc", 1));
  EXPECT_EQ(*source.Peek(10, 10), "abc");
  EXPECT_TRUE(source.MoreIsWaiting());
  EXPECT_EQ(AllOrError(&source), "abc");
  EXPECT_EQ(*source.Peek(1, 10), "");
}

TEST(PeekSource, ShowsWhatComesNextAfterSomeIsRead) {
  PeekSource source(std::make_unique<MemorySource>("0123456789"));
  EXPECT_EQ(*source.Peek(5, 5), "01234");
  std::array<char, 3> buffer{};
  EXPECT_EQ(*source.Read(buffer.data(), buffer.size()), 3u);
  EXPECT_EQ(*source.Peek(4, 4), "3456");
  EXPECT_EQ(AllOrError(&source), "3456789");
}

TEST(PeekSource, LeavesAnErrorBehindWhatItMustShowToReading) {
  PeekSource source(std::make_unique<BrokenSource>("abc"));
  EXPECT_FALSE(source.failed());
  EXPECT_EQ(*source.Peek(1, 10), "abc");
  EXPECT_TRUE(source.failed());
  ASSERT_FALSE(source.Peek(4, 10).ok());
  std::array<char, 10> buffer{};
  EXPECT_EQ(*source.Read(buffer.data(), buffer.size()), 3u);
  EXPECT_EQ(source.Read(buffer.data(), buffer.size()).error().message, "broken");
}

TEST(PeekSource, ShowsTheLinesInFrontOfAnError) {
  PeekSource source(std::make_unique<BrokenSource>("a\nbc"));
  EXPECT_EQ(*source.Peek(10, 10), "a\nbc");
  EXPECT_EQ(*source.Peek(10, 10), "a\nbc");
  EXPECT_EQ(*source.Peek(1, 1), "a");
  std::array<char, 10> buffer{};
  EXPECT_EQ(*source.Read(buffer.data(), 2), 2u);
  EXPECT_FALSE(source.Peek(3, 10).ok());  // no line is left
  EXPECT_EQ(*source.Read(buffer.data(), buffer.size()), 2u);
  EXPECT_EQ(source.Read(buffer.data(), buffer.size()).error().message, "broken");
}

TEST(PeekSource, DoesNotWaitForMoreThanItMustHave) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  PeekSource source(std::make_unique<FileSource>(Descriptor(ends[0], "pipe")));
  Descriptor write(ends[1], "pipe");
  ASSERT_TRUE(write.WriteAll("abc").ok());
  EXPECT_EQ(*source.Peek(1, 100), "abc");
  EXPECT_TRUE(source.MoreIsWaiting());
  std::array<char, 3> buffer{};
  EXPECT_EQ(*source.Read(buffer.data(), buffer.size()), 3u);
  EXPECT_FALSE(source.MoreIsWaiting());
}

}  // namespace
}  // namespace cxo
