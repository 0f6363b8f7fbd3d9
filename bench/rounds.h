// Measuring several things in turn, round after round, so that a machine that slows down or is
// shared slows all of them.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "bench/results.h"

namespace cxo::bench {

class Stopwatch {
 public:
  double Seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

// One thing to measure: gives one sample. Preparations inside do not count, it times itself.
using Pass = std::function<double()>;

// Each pass once a round; every round begins with another one. The samples of pass i are in [i].
inline std::vector<Samples> RunRounds(const std::vector<Pass>& passes, size_t rounds) {
  std::vector<Samples> samples(passes.size());
  for (size_t round = 0; round < rounds; ++round) {
    for (size_t i = 0; i < passes.size(); ++i) {
      const size_t turn = (i + round) % passes.size();
      samples[turn].Add(passes[turn]());
    }
  }
  return samples;
}

// A figure that is still to be measured; without a pass it is not, and its remark says why.
struct Measurement {
  Figure figure;
  Pass pass;
};

// Measures all measurements in turn and adds their figures, in order, as a section.
inline void MeasureAll(std::vector<Measurement> measurements, size_t rounds, Results* results) {
  std::vector<Pass> passes;
  for (const Measurement& one : measurements) {
    if (one.pass) passes.push_back(one.pass);
  }
  const std::vector<Samples> samples = RunRounds(passes, rounds);
  size_t next = 0;
  for (Measurement& one : measurements) {
    if (one.pass) one.figure.samples = samples[next++];
    results->Add(std::move(one.figure));
  }
  results->EndSection();
}

// Megabytes (10^6) a second.
inline double Rate(size_t bytes, double seconds) {
  return static_cast<double>(bytes) / seconds / 1e6;
}

}  // namespace cxo::bench
