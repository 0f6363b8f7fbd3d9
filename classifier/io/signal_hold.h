// Keeps signals away from a few steps that belong together.
#pragma once

#include <csignal>

namespace cxo {

// While one lives, signals that would end the process wait, as far as they come to this thread:
// for the time in which there are files that nobody else would remove. Nothing that waits for
// others may be done meanwhile. Those that came are delivered at the end.
class SignalHold {
 public:
  SignalHold() {
    sigset_t held;
    sigemptyset(&held);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&held, signal);
    pthread_sigmask(SIG_BLOCK, &held, &before_);
  }
  ~SignalHold() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalHold(const SignalHold&) = delete;
  SignalHold& operator=(const SignalHold&) = delete;

 private:
  sigset_t before_ = {};
};

}  // namespace cxo
