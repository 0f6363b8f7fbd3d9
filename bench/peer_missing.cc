// What stands in for libraries that CMake did not find, so that a race without them says so.
#include "bench/peer.h"

namespace cxo::bench {

#ifndef CXO_HYPERSCAN
BuiltPeer BuildHyperscanByRecord(const Pack& /*pack*/) {
  return Error{.message = "libhyperscan-dev is not installed"};
}

BuiltPeer BuildHyperscanByBlock(const Pack& /*pack*/) {
  return Error{.message = "libhyperscan-dev is not installed"};
}
#endif

#ifndef CXO_PCRE2
BuiltPeer BuildPcre2(const Pack& /*pack*/) {
  return Error{.message = "libpcre2-dev is not installed"};
}
#endif

}  // namespace cxo::bench
