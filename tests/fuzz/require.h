// How a fuzz target says that something does not hold: it names the fact and aborts, which both
// libFuzzer and the smoke test report.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace cxo {

inline void Require(bool holds, const char* fact) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", fact);
  std::abort();
}

}  // namespace cxo
