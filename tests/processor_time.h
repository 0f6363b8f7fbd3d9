// The limit of tests of what must not take time by the square of its input: processor time, for
// other tests run beside, and one figure for all, far above what is right and far below minutes.
#pragma once

#include <ctime>

#include <sys/resource.h>

namespace cxo {

// Tests that keep to this limit take about a second, and under sanitizers ten times that.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || \
    __has_feature(thread_sanitizer)
#define CXO_IS_SANITIZED
#endif
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define CXO_IS_SANITIZED
#endif
#ifdef CXO_IS_SANITIZED
inline constexpr double kMostSeconds = 120.0;
#else
inline constexpr double kMostSeconds = 20.0;
#endif

// Counts from when it is made.
class ProcessorTime {
 public:
  // In seconds, of all threads of the test together.
  double Taken() const { return static_cast<double>(std::clock() - begin_) / CLOCKS_PER_SEC; }

  // In seconds, of the processes that the test has run since, and that have ended.
  double OfProcesses() const { return OfAllProcesses() - begin_of_processes_; }

 private:
  static double OfAllProcesses() {
    rusage usage = {};
    getrusage(RUSAGE_CHILDREN, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec) +
           static_cast<double>(usage.ru_utime.tv_usec) * 1e-6;
  }

  std::clock_t begin_ = std::clock();
  double begin_of_processes_ = OfAllProcesses();
};

}  // namespace cxo
