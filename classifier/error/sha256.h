// SHA-256 (FIPS 180-4), taken in piece by piece.
#pragma once

#include <string>
#include <string_view>

#include <sodium.h>

namespace cxo {

// A copy goes on from where the original is. One thread.
class Sha256 {
 public:
  Sha256();

  void Update(std::string_view bytes);

  // The digest of all bytes so far, as 64 hexadecimal digits. More may follow.
  std::string Digest() const;

 private:
  crypto_hash_sha256_state state_ = {};
};

}  // namespace cxo
