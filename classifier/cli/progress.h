// The progress line of a long run, rewritten in place on a terminal.
#pragma once

#include <chrono>

#include "classifier/cli/streams.h"
#include "classifier/run/batch.h"

namespace cxo {

// Draws at most ten times a second. One thread.
class ProgressLine {
 public:
  explicit ProgressLine(const Streams& streams) : streams_(streams) {}

  void Show(const BatchProgress& progress);

  // Wipes the line, so that what follows starts on a clean one.
  void Clear();

 private:
  using Clock = std::chrono::steady_clock;

  const Streams& streams_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point drawn_ = start_;
  bool visible_ = false;
};

}  // namespace cxo
