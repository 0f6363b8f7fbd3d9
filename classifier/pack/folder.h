// The files of a pack's folder as bytes.
#pragma once

#include <string>
#include <vector>

#include "classifier/error/result.h"
#include "classifier/pack/limits.h"
#include "classifier/pack/pack.h"

namespace cxo {

struct ReadFolder {
  std::vector<PackFile> files;  // sorted by name
  std::vector<Error> errors;    // if there are any, the files are not complete
};

// Reads *.toml of `folder` (hidden files aside). Refused are a folder that is none or holds no such
// file, and every file that cannot be read, is no regular file, is larger than limits.file_bytes,
// is a symbolic link to a place outside the folder, or ends in .TOML or .toml.txt instead
// of .toml.
ReadFolder ReadPackFolder(const std::string& folder, const PackLimits& limits);

// True for the name of a file that ReadPackFolder would read or refuse: it ends in .toml, in upper
// case or lower, or in .toml.txt, and is not hidden.
bool IsNamedLikePackFile(const std::string& name);

// True if `folder` holds a file that ReadPackFolder would read or refuse.
bool HoldsPackFiles(const std::string& folder);

// The names of the subfolders, hidden ones aside, that hold files like those of a pack, sorted:
// ReadPackFolder does not look into them.
std::vector<std::string> FoldersNotRead(const std::string& folder);

}  // namespace cxo
