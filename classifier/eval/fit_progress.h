// How many of a run's fits are done, for whoever waits for it.
#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <utility>

namespace cxo {

// Told how many fits of all are done: 0 before the first, then after each. Called by one thread at
// a time, not always the same; must not throw. Empty: nobody is told.
using FitProgress = std::function<void(size_t done, size_t all)>;

// Counts fits that end on several threads. All methods may be called by any of them.
class FitCount {
 public:
  FitCount(size_t all, FitProgress tell) : all_(all), tell_(std::move(tell)) { Tell(); }

  void Done() {
    const std::lock_guard lock(mutex_);
    ++done_;
    Tell();
  }

 private:
  void Tell() const {
    if (tell_) tell_(done_, all_);
  }

  std::mutex mutex_;
  const size_t all_;
  size_t done_ = 0;
  const FitProgress tell_;
};

}  // namespace cxo
