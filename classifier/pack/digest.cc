// The digest that names a pack in reports: the same content has the same digest on every machine.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <sodium.h>

#include "classifier/pack/load.h"

namespace cxo {
namespace {

// SHA-256, taken in piece by piece.
class Sha256 {
 public:
  Sha256() { crypto_hash_sha256_init(&state_); }

  void Update(std::string_view bytes) {
    crypto_hash_sha256_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()),
                              bytes.size());
  }

  // The digest as hexadecimal digits; nothing may follow.
  std::string Finish() {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256_final(&state_, digest.data());
    std::array<char, 2 * digest.size() + 1> digits{};  // and the zero behind them
    return sodium_bin2hex(digits.data(), digits.size(), digest.data(), digest.size());
  }

 private:
  crypto_hash_sha256_state state_ = {};
};

}  // namespace

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
  return hash.Finish();
}

std::string ContentDigest(std::string_view bytes) {
  Sha256 hash;
  hash.Update(bytes);
  return hash.Finish();
}

}  // namespace cxo
