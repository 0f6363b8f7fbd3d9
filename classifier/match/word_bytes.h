// Which bytes of a text belong to words, as bits: the one loop that looks at every byte.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace cxo {

// Replaces *bits: bit i % 64 of word i / 64 is set if byte i of `text` is an ASCII letter, digit or
// "_". Bits beyond the text are not set.
void FindWordBytes(std::string_view text, std::vector<uint64_t>* bits);

// The same, one byte after the other: what the above must equal.
void FindWordBytesSlowly(std::string_view text, std::vector<uint64_t>* bits);

}  // namespace cxo
