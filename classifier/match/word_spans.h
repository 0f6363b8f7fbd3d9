// Where the words of a text are: the one loop that looks at every byte.
//
//   text    on-site GMP
//   bytes   11011110111   which belong to words: letters, digits and "_"
//   edges   1011000110001  where that changes: a word begins, ends, begins, ends ...
//   words   [0,2) [3,7) [8,11)
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "classifier/text/span.h"

namespace cxo {

// The loop for one kind of processor: writes the words of a text of `size` bytes, more than 0, and
// returns how many there are. There is room for size / 2 + 1 of them, and for kWordsSlack more,
// which may be written over.
struct WordsLoop {
  std::string_view name;
  size_t (*run)(const uint8_t* text, size_t size, Span* words);
};
inline constexpr size_t kWordsSlack = 16;

// The loops that this processor can run, the fastest first and the plain one, byte by byte, last.
const std::vector<WordsLoop>& WordsLoops();

// Replaces *words by the longest runs of ASCII letters, digits and "_" in `text`, in order, and
// returns how many there are: *words may be left longer than that.
size_t FindWords(const WordsLoop& loop, std::string_view text, std::vector<Span>* words);

}  // namespace cxo
