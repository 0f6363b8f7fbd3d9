// A file that is small enough to be held in memory, as bytes.
#pragma once

#include <cstddef>
#include <string>

#include "classifier/error/result.h"

namespace cxo {

// All bytes of the regular file at `path`; links are followed. Fails, with `path` as the source, on
// what cannot be read, is no regular file (named pipes are not waited for), or is longer than
// `most` bytes: nothing is cut. May be called by any number of threads at once.
Result<std::string> ReadWholeFile(const std::string& path, size_t most);

}  // namespace cxo
