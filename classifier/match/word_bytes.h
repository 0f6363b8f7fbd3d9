// Which bytes of a text belong to words, as bits: the one loop that looks at every byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace cxo {

// The loop for one kind of processor: for a text of `size` bytes, more than 0, it writes
// (size + 63) / 64 words of bits.
struct WordBytesLoop {
  std::string_view name;
  void (*run)(const uint8_t* text, size_t size, uint64_t* bits);
};

// The loops that this processor can run, the fastest first and the plain one, byte by byte, last.
const std::vector<WordBytesLoop>& WordBytesLoops();

// Replaces *bits: bit i % 64 of word i / 64 is set if byte i of `text` is an ASCII letter, digit or
// "_". Bits beyond the text are not set.
void FindWordBytes(const WordBytesLoop& loop, std::string_view text, std::vector<uint64_t>* bits);
inline void FindWordBytes(std::string_view text, std::vector<uint64_t>* bits) {
  FindWordBytes(WordBytesLoops().front(), text, bits);
}

}  // namespace cxo
