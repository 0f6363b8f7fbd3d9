// System calls that fail, are cut short, or would block.
#include "classifier/io/descriptor.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <string>
#include <thread>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/error_of.h"
#include "tests/temp_folder.h"

namespace cxo {
namespace {

struct Pipe {
  Pipe() {
    std::array<int, 2> ends{};
    EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
    read = Descriptor(ends[0], "read end");
    write = Descriptor(ends[1], "write end");
  }
  Descriptor read;
  Descriptor write;
};

TEST(Descriptor, SaysWhyAFileCannotBeOpened) {
  EXPECT_EQ(ErrorOf(Descriptor::Open("/nowhere/a.csv", O_RDONLY)),
            "/nowhere/a.csv: cannot open: No such file or directory");
  EXPECT_EQ(ErrorOf(Descriptor::Duplicate(9999, "standard input")),
            "standard input: cannot open: Bad file descriptor");
}

TEST(Descriptor, SaysThatTheDiskIsFull) {
  Result<Descriptor> full = Descriptor::Open("/dev/full", O_WRONLY);
  ASSERT_TRUE(full.ok());
  EXPECT_EQ(ErrorOf(full->WriteAll("x")), "/dev/full: write failed: No space left on device");
  EXPECT_FALSE(full->reader_is_gone());
}

TEST(Descriptor, SaysThatAClosedDescriptorFails) {
  Descriptor closed;
  char byte = 0;
  EXPECT_EQ(ErrorOf(closed.Read(&byte, 1)), "read failed: Bad file descriptor");
  EXPECT_EQ(ErrorOf(closed.WriteAll("x")), "write failed: Bad file descriptor");
  EXPECT_EQ(ErrorOf(closed.Sync()), "fsync failed: Bad file descriptor");
  EXPECT_EQ(ErrorOf(closed.Facts()), "cannot look at it: Bad file descriptor");
  EXPECT_TRUE(closed.Close().ok());
}

TEST(Descriptor, ReportsACloseThatFails) {
  const int fd = OpenFile("/dev/null", O_WRONLY);
  Descriptor file(fd, "out.csv");
  ::close(fd);
  EXPECT_EQ(ErrorOf(file.Close()), "out.csv: close failed: Bad file descriptor");
  EXPECT_TRUE(file.Close().ok());
}

TEST(Descriptor, TellsAReaderThatIsGoneFromOtherFaults) {
  auto* const before = std::signal(SIGPIPE, SIG_IGN);
  Pipe pipe;
  ASSERT_TRUE(pipe.read.Close().ok());
  EXPECT_EQ(ErrorOf(pipe.write.WriteAll("x")), "write end: write failed: Broken pipe");
  EXPECT_TRUE(pipe.write.reader_is_gone());
  std::signal(SIGPIPE, before);
}

TEST(Descriptor, WaitsForSlowEndsOfNonBlockingPipes) {
  Pipe pipe;
  ASSERT_EQ(::fcntl(pipe.write.fd(), F_SETFL, O_NONBLOCK), 0);
  ASSERT_EQ(::fcntl(pipe.read.fd(), F_SETFL, O_NONBLOCK), 0);
  const std::string sent(size_t{1} << 20, 'x');  // far above what a pipe holds
  std::thread writer([&] {
    EXPECT_TRUE(pipe.write.WriteAll(sent).ok());
    EXPECT_TRUE(pipe.write.Close().ok());
  });
  std::string got;
  std::array<char, 5000> buffer{};
  while (true) {
    const Result<size_t> count = pipe.read.Read(buffer.data(), buffer.size());
    ASSERT_TRUE(count.ok());
    if (*count == 0) break;
    got.append(buffer.data(), *count);
  }
  writer.join();
  EXPECT_EQ(got, sent);
}

TEST(Descriptor, KnowsWhetherAReadWouldWait) {
  Pipe pipe;
  EXPECT_FALSE(pipe.read.ReadyToRead());
  ASSERT_TRUE(pipe.write.WriteAll("x").ok());
  EXPECT_TRUE(pipe.read.ReadyToRead());
  char byte = 0;
  ASSERT_TRUE(pipe.read.Read(&byte, 1).ok());
  EXPECT_FALSE(pipe.read.ReadyToRead());
  ASSERT_TRUE(pipe.write.Close().ok());
  EXPECT_TRUE(pipe.read.ReadyToRead());
}

TEST(Descriptor, NeverTakesThePlaceOfAStandardStream) {
  const int kept = ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 10);
  ::close(STDIN_FILENO);
  Result<Descriptor> file = Descriptor::Open("/dev/null", O_RDONLY);
  ASSERT_TRUE(file.ok());
  EXPECT_GT(file->fd(), STDERR_FILENO);
  EXPECT_EQ(ErrorOf(Descriptor::Duplicate(STDIN_FILENO, "standard input")),
            "standard input: cannot open: Bad file descriptor");
  if (kept >= 0) {
    ::dup2(kept, STDIN_FILENO);
    ::close(kept);
  }
}

TEST(Descriptor, SyncsWhatCanBeSyncedAndPassesTheRest) {
  const TempFolder folder;
  Result<Descriptor> file = Descriptor::Open(folder / "a", O_WRONLY | O_CREAT);
  ASSERT_TRUE(file.ok());
  EXPECT_TRUE(file->Sync().ok());
  Pipe pipe;
  EXPECT_TRUE(pipe.write.Sync().ok());
}

TEST(Descriptor, KnowsOneFileByAllItsNames) {
  const TempFolder folder;
  WriteFile(folder / "a", "12345");
  std::filesystem::create_symlink(folder / "a", folder / "b");
  std::filesystem::create_hard_link(folder / "a", folder / "c");
  WriteFile(folder / "d", "12345");
  const auto facts = [&](std::string_view name) {
    return *Descriptor::Open(folder / name, O_RDONLY)->Facts();
  };
  EXPECT_EQ(facts("a").size, 5u);
  EXPECT_TRUE(facts("a").regular);
  EXPECT_EQ(facts("a").id, facts("b").id);
  EXPECT_EQ(facts("a").id, facts("c").id);
  EXPECT_NE(facts("a").id, facts("d").id);
}

}  // namespace
}  // namespace cxo
