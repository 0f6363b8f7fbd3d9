// The limit of tests of what must not take time by the square of its input: processor time, for
// other tests run beside, and one figure for all, far above what is right and far below minutes.
#pragma once

#include <ctime>

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

 private:
  std::clock_t begin_ = std::clock();
};

}  // namespace cxo
