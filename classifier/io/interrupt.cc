// An eventfd beside a counter, and both count alike: poll sees the one, loops see the other.
#include "classifier/io/interrupt.h"

#include <cstdint>

#include <sys/eventfd.h>
#include <unistd.h>

#include "classifier/error/owned_descriptor.h"

namespace cxo {
namespace {

// Above the standard streams: where one of them is closed, the program would else read its own
// eventfd as input, or write its output into it without an error.
int OpenEvent() {
  return AboveStandardStreams(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK | EFD_SEMAPHORE));
}

}  // namespace

Interrupt::Interrupt() : fd_(OpenEvent()) {}

Interrupt::~Interrupt() {
  if (fd_ >= 0) close(fd_);
}

void Interrupt::Raise(int signal) {
  int none = 0;
  signal_.compare_exchange_strong(none, signal, std::memory_order_relaxed);
  raised_.fetch_add(1, std::memory_order_release);
  const uint64_t one = 1;
  // The counter cannot overflow in practice, and there is nobody to tell if it did.
  [[maybe_unused]] const ssize_t written = write(fd_, &one, sizeof one);
}

void Interrupt::Withdraw() {
  uint64_t one = 0;
  [[maybe_unused]] const ssize_t taken = read(fd_, &one, sizeof one);
  raised_.fetch_sub(1, std::memory_order_release);
}

}  // namespace cxo
