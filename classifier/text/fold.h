// What becomes of one code point in the normal form: case, width, accents, dashes, quotes and
// spaces evened out. Knows nothing of its neighbours but how two of them compose.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace cxo {

// The longest result: U+FDFA becomes 18 code points.
using Folded = std::array<char32_t, 24>;

// Writes what `code` (a code point, no surrogate) becomes to `out` and returns how many code points
// that is; 0 if it vanishes. White space and controls become ' ', line breaks '\n'. An em dash
// becomes ' ', '-', ' '. Results are canonically decomposed; Compose() joins them again.
size_t Fold(char32_t code, Folded* out);

// Fold() with a memory: most texts use a few characters beyond ASCII again and again, and looking
// one up in the tables of Unicode takes as long as twenty plain ones. Not safe for concurrent use.
class FoldMemo {
 public:
  size_t Fold(char32_t code, Folded* out);

 private:
  static constexpr size_t kEntries = 256;
  static constexpr size_t kLongest = 3;  // longer results are rare, and not kept

  struct Entry {
    char32_t code = 0;  // 0: empty
    uint32_t count = 0;
    std::array<char32_t, kLongest> parts = {};
  };

  std::array<Entry, kEntries> entries_;
};

// True for the accents U+0300-U+036F, which vanish and belong to the character before them.
inline bool IsAccent(char32_t code) { return code >= 0x300 && code <= 0x36F; }

// The canonical composition of two adjacent code points (kana and their voice marks, Hangul jamo,
// vowel signs of India); 0 if they have none.
char32_t Compose(char32_t first, char32_t second);

}  // namespace cxo
