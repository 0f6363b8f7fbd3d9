// Plain system calls; what they say stays in errno.
#include "classifier/error/owned_descriptor.h"

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace cxo {

int AboveStandardStreams(int fd) {
  if (fd < 0 || fd >= kFirstOwnDescriptor) return fd;
  const int raised = ::fcntl(fd, F_DUPFD_CLOEXEC, kFirstOwnDescriptor);
  const int error_number = errno;
  ::close(fd);
  errno = error_number;
  return raised;
}

OwnedDescriptor& OwnedDescriptor::operator=(OwnedDescriptor&& other) noexcept {
  if (this == &other) return *this;
  if (is_open()) ::close(fd_);
  fd_ = other.Release();
  return *this;
}

OwnedDescriptor::~OwnedDescriptor() {
  if (is_open()) ::close(fd_);
}

}  // namespace cxo
