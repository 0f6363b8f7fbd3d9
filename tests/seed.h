// What random tests are seeded with.
#pragma once

#include <cstdlib>

namespace cxo {

// `fixed`, so that a failure comes again; moved by CXO_SEED, a whole number, where that is set, as
// `./dev soak` does with another one in each of its rounds.
inline unsigned Seed(unsigned fixed) {
  const char* moved = std::getenv("CXO_SEED");
  return fixed + (moved == nullptr ? 0 : static_cast<unsigned>(std::strtoul(moved, nullptr, 10)));
}

}  // namespace cxo
