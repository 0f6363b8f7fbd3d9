// libFuzzer's entry: hands its bytes to the one target that this program is built for.
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  cxo::CXO_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}
