// The progress line of a long run, rewritten in place on a terminal.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "classifier/cli/streams.h"
#include "classifier/run/batch.h"

namespace cxo {

// One thread at a time.
class ProgressLine {
 public:
  explicit ProgressLine(const Streams& streams) : streams_(streams) {}

  // At most ten times a second; never wider than the terminal, as it is then.
  void Show(const BatchProgress& progress);

  // "[====    ]  50 %  3 of 6 fits", for `unit` "fit", at once.
  void ShowCount(size_t done, size_t all, std::string_view unit);

  // Wipes the line, so that what follows starts on a clean one.
  void Clear();

 private:
  using Clock = std::chrono::steady_clock;

  // Puts `line`, cut at `columns`, in place of the last one.
  void Draw(std::string line, size_t columns);

  const Streams& streams_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point drawn_ = start_;
  size_t length_ = 0;  // of the line that is shown
};

}  // namespace cxo
