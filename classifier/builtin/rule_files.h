// The files of rules/ as they stood at build time, so that the program needs nothing beside itself.
// The definition is written by embed.cmake.
#pragma once

#include <vector>

#include "classifier/pack/pack.h"

namespace cxo {

// The files of rules/, for ParsePack: by name in byte order, with their whole content. Every call
// makes a new copy, of several megabytes. May be called by any number of threads at once.
std::vector<PackFile> BuiltinRuleFiles();

}  // namespace cxo
