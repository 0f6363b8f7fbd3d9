// A way to end a blocked read or write from another thread or from a signal handler.
#pragma once

#include <atomic>

namespace cxo {

// While it is raised, every FileSource that watches it reports the end of its input at the next
// read, also at one that is waiting.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  // Any thread, any number of times; async-signal-safe. The first call's `signal` is kept.
  void Raise(int signal = 0);

  // Takes back one call of Raise without a signal, which the caller has made. Whatever others have
  // raised it for stays.
  void Withdraw();

  bool raised() const { return raised_.load(std::memory_order_acquire) > 0; }

  // Says that from now on somebody looks at raised() and ends the work in order. Until then a
  // signal has nothing to wait for, and its handler ends the process.
  void Heed() { heeded_.store(true, std::memory_order_release); }

  bool heeded() const { return heeded_.load(std::memory_order_acquire); }

  // The number of the signal that raised it; 0 if none did.
  int signal() const { return signal_.load(std::memory_order_relaxed); }

  // Readable while raised; for poll(2).
  int fd() const { return fd_; }

 private:
  std::atomic<int> raised_ = 0;  // how often, less what was withdrawn
  std::atomic<bool> heeded_ = false;
  std::atomic<int> signal_ = 0;
  int fd_ = -1;
};

}  // namespace cxo
