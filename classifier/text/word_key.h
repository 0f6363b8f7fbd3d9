// The first bytes of a word as a number: what words are told apart by before they are compared.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace cxo {

// Words, separators and the tables of the matcher are read as numbers, here and elsewhere, which on
// a big-endian machine would all be others.
static_assert(std::endian::native == std::endian::little, "cxo is for little-endian machines");

// WordKeyOf near the end of a text.
inline uint64_t LastWordKeyOf(std::string_view text, uint32_t begin, uint32_t size) {
  uint64_t key = 0;
  std::memcpy(&key, text.data() + begin, size < sizeof key ? size : sizeof key);
  return key;
}

// The first bytes, up to 8, of the `size` bytes at `begin`, all of which are inside the text: the
// first one lowest, zeros for those that are not there. The same number on every machine that
// this builds on.
inline uint64_t WordKeyOf(std::string_view text, uint32_t begin, uint32_t size) {
  if (begin + sizeof(uint64_t) > text.size()) return LastWordKeyOf(text, begin, size);
  uint64_t key;  // all at once, without a call
  std::memcpy(&key, text.data() + begin, sizeof key);
  return size < sizeof key ? key & ((uint64_t{1} << (8 * size)) - 1) : key;
}

}  // namespace cxo
