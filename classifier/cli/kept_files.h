// Which files a command leaves alone: nothing that it writes may take the place of what it has read
// or of what it writes otherwise.
#pragma once

#include <string>
#include <vector>

#include "classifier/cli/commands.h"
#include "classifier/cli/streams.h"
#include "classifier/error/result.h"
#include "classifier/io/descriptor.h"
#include "classifier/pack/pack.h"

namespace cxo {

// The regular files among `paths` ("-": the descriptor `standard_input`), by whatever name, as they
// are now.
std::vector<FileId> FilesAt(const std::vector<std::string>& paths, int standard_input);

// The paths of the files that `pack` was read from as `choice` says; none for the built-in one.
std::vector<std::string> PackPaths(const PackChoice& choice, const Pack& pack);

// FilesAt the labelled texts and the files of the pack.
std::vector<FileId> FilesRead(const GoldChoice& gold, const PackChoice& choice, const Pack& pack,
                              int standard_input);

// `path`, or with the first number behind it, from 2, that no file has yet: "words.toml.old-2".
std::string FreeName(const std::string& path);

// Whether what is written to `one` and to `other` ("-": the descriptor `standard_output`) would go
// into one file, there already or not, or one pipe. Devices are neither.
bool AreOneFile(const std::string& one, const std::string& other, int standard_output);

// Refuses `file`, which `option` names for something beside the figures (empty: it does not), where
// standard output goes there too: as "/dev/stdout", or since the shell was told so.
Status CheckBesideFigures(const std::string& option, const std::string& file,
                          const Streams& streams);

}  // namespace cxo
