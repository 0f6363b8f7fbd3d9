// The digest that names a pack in reports: the same content has the same digest on every machine.
#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <openssl/evp.h>

#include "classifier/pack/load.h"

namespace cxo {
namespace {

using Sha256 = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

void Update(const Sha256& hash, std::string_view bytes) {
  EVP_DigestUpdate(hash.get(), bytes.data(), bytes.size());
}

Sha256 Begin() {
  Sha256 hash(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  EVP_DigestInit_ex(hash.get(), EVP_sha256(), nullptr);
  return hash;
}

std::string Finish(const Sha256& hash) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned int size = 0;
  EVP_DigestFinal_ex(hash.get(), bytes.data(), &size);
  std::string out;
  for (size_t i = 0; i < size; ++i) {
    out += kDigits[bytes[i] >> 4];
    out += kDigits[bytes[i] & 15];
  }
  return out;
}

}  // namespace

std::string PackDigest(const std::vector<PackFile>& files) {
  std::vector<const PackFile*> sorted;
  sorted.reserve(files.size());
  for (const PackFile& file : files) sorted.push_back(&file);
  std::sort(sorted.begin(), sorted.end(),
            [](const PackFile* a, const PackFile* b) { return a->name < b->name; });
  const Sha256 hash = Begin();
  const std::string_view nul("\0", 1);
  for (const PackFile* file : sorted) {
    Update(hash, file->name);
    Update(hash, nul);
    Update(hash, std::to_string(file->content.size()));
    Update(hash, nul);
    Update(hash, file->content);
  }
  return Finish(hash);
}

std::string ContentDigest(std::string_view bytes) {
  const Sha256 hash = Begin();
  Update(hash, bytes);
  return Finish(hash);
}

}  // namespace cxo
