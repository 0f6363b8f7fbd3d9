// What the processor can do, for the loops that Highway compiles for each kind of it. Highway's own
// dispatch would need its shared library, which measures clocks when it is loaded and so takes
// longer than all of this program's start; the choice is as simple as this.
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include <hwy/highway.h>

// `function` as Highway has compiled it for a target, or nullptr where there is no such code.
#if HWY_ARCH_X86 && (HWY_TARGETS & HWY_AVX3_DL)
#define CXO_ON_AVX512_VBMI2(function) N_AVX3_DL::function
#else
#define CXO_ON_AVX512_VBMI2(function) nullptr
#endif
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
#if HWY_ARCH_X86 && (HWY_TARGETS & HWY_SSE4)
#define CXO_ON_SSE4(function) N_SSE4::function
#else
#define CXO_ON_SSE4(function) nullptr
#endif

// The loops of type `Loop` (a name and a function to run) that this processor can run, the fastest
// first: `function` as compiled for each target, last for the baseline of the build, and `plain`.
#define CXO_LOOPS_OF_THIS_MACHINE(Loop, function, plain)                                \
  cxo::LoopsOfThisMachine<Loop>({{"AVX-512 with VBMI2", CXO_ON_AVX512_VBMI2(function)}, \
                                 {"AVX-512", CXO_ON_AVX512(function)},                  \
                                 {"AVX2", CXO_ON_AVX2(function)},                       \
                                 {"SSE4", CXO_ON_SSE4(function)},                       \
                                 {"baseline", HWY_STATIC_DISPATCH(function)},           \
                                 {"scalar", plain}})

namespace cxo {

// What loops compiled for one of Highway's targets need of the processor.
inline bool Runs(std::string_view target) {
#if HWY_ARCH_X86
  if (target == "SSE4") return __builtin_cpu_supports("sse4.2");
  if (target == "AVX2") {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
           __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("fma");
  }
  if (target == "AVX-512") {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512cd");
  }
  if (target == "AVX-512 with VBMI2") {
    return Runs("AVX-512") && __builtin_cpu_supports("avx512vbmi") &&
           __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("avx512bitalg") &&
           __builtin_cpu_supports("avx512vpopcntdq") && __builtin_cpu_supports("vpclmulqdq");
  }
#endif
  return true;
}

// For CXO_LOOPS_OF_THIS_MACHINE: those of `all` that there is code for and that run here.
template <typename Loop>
std::vector<Loop> LoopsOfThisMachine(std::initializer_list<Loop> all) {
  std::vector<Loop> loops;
  for (const Loop& loop : all) {
    if (loop.run != nullptr && Runs(loop.name)) loops.push_back(loop);
  }
  return loops;
}

}  // namespace cxo
