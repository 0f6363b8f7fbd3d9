// Checked system calls on one descriptor.
#include "classifier/io/descriptor.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "classifier/error/system_error.h"

namespace cxo {
namespace {

// A non-blocking descriptor is waited for here, since the rest of the program knows no "later".
// NOLINTNEXTLINE(google-runtime-int): the type of pollfd::events.
void WaitFor(int fd, short events) {
  pollfd waiting = {fd, events, 0};
  ::poll(&waiting, 1, -1);
}

// False if nothing can be written within a moment, or another signal comes meanwhile.
bool AwaitReader(int fd) {
  constexpr int kGrace = 1000;  // milliseconds
  pollfd waiting = {fd, POLLOUT, 0};
  return ::poll(&waiting, 1, kGrace) > 0;
}

bool IsPassing(int error_number) {
  return error_number == EINTR || error_number == EAGAIN || error_number == EWOULDBLOCK;
}

std::optional<struct stat> FoundAt(const std::string& path) {
  struct stat found = {};
  if (::stat(path.c_str(), &found) != 0) return std::nullopt;
  return found;
}

std::optional<struct stat> FoundAt(int fd) {
  struct stat found = {};
  if (::fstat(fd, &found) != 0) return std::nullopt;
  return found;
}

std::optional<FileId> RegularFile(const std::optional<struct stat>& found) {
  if (!found || !S_ISREG(found->st_mode)) return std::nullopt;
  return FileId{found->st_dev, found->st_ino};
}

std::optional<FileId> AnySink(const std::optional<struct stat>& found) {
  if (!found) return std::nullopt;
  const mode_t mode = found->st_mode;
  if (!S_ISREG(mode) && !S_ISFIFO(mode) && !S_ISSOCK(mode)) return std::nullopt;
  return FileId{found->st_dev, found->st_ino};
}

}  // namespace

std::optional<FileId> RegularFileAt(const std::string& path) { return RegularFile(FoundAt(path)); }
std::optional<FileId> RegularFileAt(int fd) { return RegularFile(FoundAt(fd)); }
std::optional<FileId> SinkAt(const std::string& path) { return AnySink(FoundAt(path)); }
std::optional<FileId> SinkAt(int fd) { return AnySink(FoundAt(fd)); }

int OpenFile(const std::string& path, int flags, mode_t mode, const Interrupt* interrupt) {
  int fd = -1;
  do {
    fd = ::open(path.c_str(), flags | O_CLOEXEC, mode);
  } while (fd < 0 && errno == EINTR && (interrupt == nullptr || !interrupt->raised()));
  return AboveStandardStreams(fd);
}

Result<Descriptor> Descriptor::Open(const std::string& path, int flags,
                                    const Interrupt* interrupt) {
  const int fd = OpenFile(path, flags, 0, interrupt);
  if (fd < 0) return SystemError(path, "cannot open", errno);
  return Descriptor(fd, path);
}

Result<Descriptor> Descriptor::Duplicate(int fd, const std::string& name) {
  const int copy = ::fcntl(fd, F_DUPFD_CLOEXEC, kFirstOwnDescriptor);
  if (copy < 0) return SystemError(name, "cannot open", errno);
  return Descriptor(copy, name);
}

Result<size_t> Descriptor::Read(char* to, size_t size) {
  while (true) {
    const ssize_t count = ::read(fd(), to, size);
    if (count >= 0) return static_cast<size_t>(count);
    if (!IsPassing(errno)) return SystemError(name_, "read failed", errno);
    if (errno != EINTR) WaitFor(fd(), POLLIN);
  }
}

Status Descriptor::WriteAll(std::string_view bytes, const Interrupt* interrupt) {
  while (!bytes.empty()) {
    const bool ends = interrupt != nullptr && interrupt->raised();
    wait_was_ended_ = ends && !AwaitReader(fd());
    if (wait_was_ended_) return SystemError(name_, "write failed", ETIMEDOUT);
    // A pipe that poll calls ready takes so much without waiting.
    const size_t most = ends ? std::min<size_t>(bytes.size(), PIPE_BUF) : bytes.size();
    const ssize_t count = ::write(fd(), bytes.data(), most);
    if (count >= 0) {
      bytes.remove_prefix(static_cast<size_t>(count));
    } else if (!IsPassing(errno)) {
      reader_is_gone_ = errno == EPIPE;
      return SystemError(name_, "write failed", errno);
    } else if (errno != EINTR && !ends) {
      WaitFor(fd(), POLLOUT);
    }
  }
  return Done{};
}

size_t Descriptor::WriteReady(std::string_view bytes, int patience) {
  size_t written = 0;
  while (written < bytes.size()) {
    pollfd waiting = {fd(), POLLOUT, 0};
    if (::poll(&waiting, 1, patience) <= 0) break;
    // A pipe that poll calls ready takes so much without waiting.
    const size_t most = std::min<size_t>(bytes.size() - written, PIPE_BUF);
    const ssize_t count = ::write(fd(), bytes.data() + written, most);
    if (count <= 0) break;
    written += static_cast<size_t>(count);
  }
  return written;
}

bool Descriptor::ReadyToRead() const {
  pollfd waiting = {fd(), POLLIN, 0};
  return ::poll(&waiting, 1, 0) > 0;
}

bool Descriptor::AwaitReadable(int other) const {
  std::array<pollfd, 2> waiting = {{{fd(), POLLIN, 0}, {other, POLLIN, 0}}};
  while (::poll(waiting.data(), waiting.size(), -1) < 0) {
    if (errno != EINTR) return true;  // the read itself will say what is wrong
  }
  return waiting[1].revents == 0;
}

Status Descriptor::Sync() {
  while (::fsync(fd()) != 0) {
    if (errno == EINTR) continue;
    if (errno == EINVAL || errno == EROFS || errno == ENOTSUP) break;
    return SystemError(name_, "fsync failed", errno);
  }
  return Done{};
}

Status Descriptor::Close() {
  if (!is_open()) return Done{};
  // Linux releases the descriptor even where close is interrupted; trying again could close
  // another file.
  if (::close(file_.Release()) == 0 || errno == EINTR) return Done{};
  return SystemError(name_, "close failed", errno);
}

Result<FileFacts> Descriptor::Facts() const {
  struct stat found = {};
  if (::fstat(fd(), &found) != 0) return SystemError(name_, "cannot look at it", errno);
  constexpr int64_t kSecond = 1'000'000'000;
  return FileFacts{.id = {found.st_dev, found.st_ino},
                   .size = static_cast<size_t>(found.st_size),
                   .mode = found.st_mode,
                   .owner = found.st_uid,
                   .group = found.st_gid,
                   .regular = S_ISREG(found.st_mode),
                   .modified = int64_t{found.st_mtim.tv_sec} * kSecond + found.st_mtim.tv_nsec};
}

}  // namespace cxo
