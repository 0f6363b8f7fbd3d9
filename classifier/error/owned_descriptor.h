// A file descriptor and its owner, which closes it. Whoever opens a file keeps it away from the
// numbers of the standard streams: where one of these is closed, the file would take its place, and
// what is meant for the stream would go into the file.
#pragma once

#include <utility>

namespace cxo {

// The first number after those of standard input, output and error.
inline constexpr int kFirstOwnDescriptor = 3;

// `fd`, or where that is 0, 1 or 2 a duplicate of it that is not; `fd` itself is closed then.
// -1 with errno if `fd` is -1 (the call that opened it failed) or there is no room for a duplicate.
int AboveStandardStreams(int fd);

// Owns one file descriptor, or none; closes it on destruction, unchecked. Movable;
// thread-compatible.
class OwnedDescriptor {
 public:
  OwnedDescriptor() = default;
  // Takes over the open descriptor `fd`; -1 stands for none.
  explicit OwnedDescriptor(int fd) : fd_(fd) {}
  OwnedDescriptor(OwnedDescriptor&& other) noexcept : fd_(other.Release()) {}
  OwnedDescriptor& operator=(OwnedDescriptor&& other) noexcept;
  OwnedDescriptor(const OwnedDescriptor&) = delete;
  OwnedDescriptor& operator=(const OwnedDescriptor&) = delete;
  ~OwnedDescriptor();

  bool is_open() const { return fd_ >= 0; }
  // -1 for none.
  int fd() const { return fd_; }
  // Gives it out of hand: the caller has to close it.
  int Release() { return std::exchange(fd_, -1); }

 private:
  int fd_ = -1;
};

}  // namespace cxo
