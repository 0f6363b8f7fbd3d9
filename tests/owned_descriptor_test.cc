// A descriptor is closed once, by its last owner, and is never that of a standard stream.
#include "classifier/error/owned_descriptor.h"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace cxo {
namespace {

int OpenNull() { return ::open("/dev/null", O_RDONLY | O_CLOEXEC); }
bool IsOpen(int fd) { return ::fcntl(fd, F_GETFD) >= 0; }

TEST(OwnedDescriptor, ClosesWhatItOwns) {
  int fd = -1;
  {
    const OwnedDescriptor file(OpenNull());
    fd = file.fd();
    ASSERT_TRUE(file.is_open());
    EXPECT_TRUE(IsOpen(fd));
  }
  EXPECT_FALSE(IsOpen(fd));
}

TEST(OwnedDescriptor, OwnsNothingOnceItIsMovedOrReleased) {
  OwnedDescriptor first(OpenNull());
  const int fd = first.fd();
  OwnedDescriptor second(std::move(first));
  EXPECT_FALSE(first.is_open());  // NOLINT(bugprone-use-after-move)
  EXPECT_EQ(second.fd(), fd);
  EXPECT_EQ(second.Release(), fd);
  EXPECT_FALSE(second.is_open());
  EXPECT_TRUE(IsOpen(fd));
  ::close(fd);
}

TEST(OwnedDescriptor, ClosesWhatItOwnedWhenItTakesAnother) {
  OwnedDescriptor first(OpenNull());
  OwnedDescriptor second(OpenNull());
  const int closed = first.fd();
  const int kept = second.fd();
  first = std::move(second);
  EXPECT_EQ(first.fd(), kept);
  EXPECT_TRUE(IsOpen(kept));
  EXPECT_FALSE(IsOpen(closed));
}

TEST(AboveStandardStreams, DuplicatesWhatTookTheirPlace) {
  const int stream = ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 10);
  ::close(STDIN_FILENO);
  const int low = OpenNull();
  ASSERT_EQ(low, STDIN_FILENO);
  const OwnedDescriptor file(AboveStandardStreams(low));
  EXPECT_GT(file.fd(), STDERR_FILENO);
  EXPECT_FALSE(IsOpen(low));
  EXPECT_EQ(::fcntl(file.fd(), F_GETFD), FD_CLOEXEC);
  if (stream >= 0) {
    ::dup2(stream, STDIN_FILENO);
    ::close(stream);
  }
}

TEST(AboveStandardStreams, LeavesOthersAsTheyAre) {
  const OwnedDescriptor file(::fcntl(OwnedDescriptor(OpenNull()).fd(), F_DUPFD_CLOEXEC, 10));
  EXPECT_EQ(AboveStandardStreams(file.fd()), file.fd());
  EXPECT_TRUE(IsOpen(file.fd()));
  errno = ENOENT;
  EXPECT_EQ(AboveStandardStreams(-1), -1);
  EXPECT_EQ(errno, ENOENT);
}

}  // namespace
}  // namespace cxo
