// Where a path to write to leads: to an open descriptor of this process, by whatever name
// ("/dev/stdout", a link to it, "/dev//fd/1"), or to a file. Opening such a name anew would start
// at the first byte of what is behind the descriptor, and a rename would take that away.
#pragma once

#include <optional>
#include <string>

#include "classifier/error/result.h"

namespace cxo {

struct WritePlace {
  std::optional<int> descriptor;  // of this process; else
  std::string path;               // not a link, unless one that only the kernel can follow
};

// Follows the links that start at `path`, also to a file that is not there yet. Fails with `path`
// as source if it is empty, if the links go round, or (wrong use) if it leads to a regular file
// that another process has open ("/proc/17/fd/1"): that can be neither shared nor replaced. Pipes
// and devices of others are places like any other. Opens nothing.
Result<WritePlace> FindWritePlace(const std::string& path);

}  // namespace cxo
