// The digest that names a pack in reports: the same content has the same digest on every machine.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/error/sha256.h"
#include "classifier/pack/load.h"

namespace cxo {
std::string PackDigest(const std::vector<PackFile>& files) {
  std::vector<const PackFile*> sorted;
  sorted.reserve(files.size());
  for (const PackFile& file : files) sorted.push_back(&file);
  std::sort(sorted.begin(), sorted.end(),
            [](const PackFile* a, const PackFile* b) { return a->name < b->name; });
  Sha256 hash;
  const std::string_view nul("\0", 1);
  for (const PackFile* file : sorted) {
    hash.Update(file->name);
    hash.Update(nul);
    hash.Update(std::to_string(file->content.size()));
    hash.Update(nul);
    hash.Update(file->content);
  }
  return hash.Digest();
}

std::string ContentDigest(std::string_view bytes) {
  Sha256 hash;
  hash.Update(bytes);
  return hash.Digest();
}

}  // namespace cxo
