// By libsodium, which takes a digest of a copy of its state.
#include "classifier/error/sha256.h"

#include <array>

namespace cxo {

Sha256::Sha256() { crypto_hash_sha256_init(&state_); }

void Sha256::Update(std::string_view bytes) {
  crypto_hash_sha256_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()),
                            bytes.size());
}

std::string Sha256::Digest() const {
  crypto_hash_sha256_state ended = state_;
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256_final(&ended, digest.data());
  std::array<char, 2 * digest.size() + 1> digits{};  // and the zero behind them
  return sodium_bin2hex(digits.data(), digits.size(), digest.data(), digest.size());
}

}  // namespace cxo
