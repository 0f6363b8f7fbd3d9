// Which files a command leaves alone: nothing that it writes may take the place of what it has read
// or of what it writes otherwise.
#pragma once

#include <string>
#include <vector>

#include "classifier/cli/commands.h"
#include "classifier/io/descriptor.h"
#include "classifier/pack/pack.h"

namespace cxo {

// The regular files among `paths` ("-": standard input), by whatever name, as they are now.
std::vector<FileId> FilesAt(const std::vector<std::string>& paths);

// The paths of the files that `pack` was read from as `choice` says; none for the built-in one.
std::vector<std::string> PackPaths(const PackChoice& choice, const Pack& pack);

// FilesAt the labelled texts and the files of the pack.
std::vector<FileId> FilesRead(const GoldChoice& gold, const PackChoice& choice, const Pack& pack);

// Whether what is written to `one` and to `other` ("-": the descriptor `standard_output`) would go
// into one file, there already or not. Pipes and devices are no files.
bool AreOneFile(const std::string& one, const std::string& other, int standard_output);

}  // namespace cxo
