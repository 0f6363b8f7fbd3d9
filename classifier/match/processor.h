// What the processor can do, for the loops that Highway compiles for each kind of it. Highway's own
// dispatch would need its shared library, which measures clocks when it is loaded and so takes
// longer than all of this program's start; the choice is as simple as this.
#pragma once

#include <hwy/highway.h>

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

}  // namespace cxo
