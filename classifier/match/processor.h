// What the processor can do, for the loops that Highway compiles for each kind of it. Highway's own
// dispatch would need its shared library, which measures clocks when it is loaded and so takes
// longer than all of this program's start; the choice is as simple as this.
#pragma once

#include <vector>

#include <hwy/highway.h>

// `function` as Highway has compiled it for a target, or nullptr where there is no such code.
#if HWY_ARCH_X86 && (HWY_TARGETS & HWY_AVX3)
#define CXO_ON_AVX512(function) N_AVX3::function
#else
#define CXO_ON_AVX512(function) nullptr
#endif
#if HWY_ARCH_X86 && (HWY_TARGETS & HWY_AVX2)
#define CXO_ON_AVX2(function) N_AVX2::function
#else
#define CXO_ON_AVX2(function) nullptr
#endif

namespace cxo {

// True if loops compiled for Highway's target AVX3 run here; always false on other architectures.
inline bool HasAvx512() {
#if HWY_ARCH_X86
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512cd");
#else
  return false;
#endif
}

// The same for the target AVX2.
inline bool HasAvx2() {
#if HWY_ARCH_X86
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
         __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("fma");
#else
  return false;
#endif
}

// Loops (a name and a function to run) that this processor can run, the fastest first: those for
// AVX-512 and AVX2 if there is code for them, the baseline of the build, and the plain one.
template <typename Loop>
std::vector<Loop> LoopsOfThisMachine(decltype(Loop::run) avx512, decltype(Loop::run) avx2,
                                     decltype(Loop::run) baseline, decltype(Loop::run) scalar) {
  std::vector<Loop> loops;
  if (avx512 != nullptr && HasAvx512()) loops.push_back({"AVX-512", avx512});
  if (avx2 != nullptr && HasAvx2()) loops.push_back({"AVX2", avx2});
  loops.push_back({"baseline", baseline});
  loops.push_back({"scalar", scalar});
  return loops;
}

}  // namespace cxo
