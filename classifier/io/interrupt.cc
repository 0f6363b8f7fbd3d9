// An eventfd beside a flag: poll sees the one, loops see the other.
#include "classifier/io/interrupt.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cstdint>

namespace cxo {

Interrupt::Interrupt() : fd_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

Interrupt::~Interrupt() {
  if (fd_ >= 0) close(fd_);
}

void Interrupt::Raise(int signal) {
  int none = 0;
  signal_.compare_exchange_strong(none, signal, std::memory_order_relaxed);
  raised_.store(true, std::memory_order_release);
  const uint64_t one = 1;
  // The counter cannot overflow in practice, and there is nobody to tell if it did.
  [[maybe_unused]] const ssize_t written = write(fd_, &one, sizeof one);
}

}  // namespace cxo
