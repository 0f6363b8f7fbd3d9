// From the TOML files of a folder to a checked Pack, with all faults of a pack in one run.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/error/result.h"
#include "classifier/pack/limits.h"
#include "classifier/pack/pack.h"

namespace cxo {

// A pack, or what is wrong with it: pack is set if and only if errors is empty. Errors are sorted
// by file, line and column, those of the whole pack first; beyond a thousand they are only counted,
// in a last one. While a file of the pack cannot be parsed, a name that stands in it is not missed
// where others use it.
struct LoadedPack {
  std::optional<Pack> pack;
  std::vector<Error> errors;
  // Of a refused pack its files and the regular expressions in them, and nothing else: whether they
  // compile is for the folder that compiles them to say.
  Pack refused = {};
};

// Reads *.toml of `folder` (neither hidden files nor subfolders; symbolic links that lead out of it
// are refused). A label without a threshold has -infinity.
// Error sources are "folder/file.toml" as the user wrote the folder.
LoadedPack LoadPack(const std::string& folder, const PackLimits& limits = {});

// The same from memory; `source` is what precedes file names in errors ("" for none).
LoadedPack ParsePack(std::vector<PackFile> files, const std::string& source,
                     const PackLimits& limits = {});

// SHA-256 over the files in order of their names: for each, its name, a NUL, its length in decimal,
// a NUL, its bytes. 64 lower-case hexadecimal digits.
std::string PackDigest(const std::vector<PackFile>& files);

// SHA-256 of `bytes`: 64 lower-case hexadecimal digits, as sha256sum(1) prints them.
std::string ContentDigest(std::string_view bytes);

}  // namespace cxo
