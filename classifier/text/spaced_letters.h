// Words with their letters spaced apart, as headings and scanned pages have them:
// "p a c k a g i n g", "c-o-n-t-r-a-c-t s-a-l-e-s". The normal form joins them.
#pragma once

#include <cstdint>
#include <string_view>

#include "classifier/text/span.h"

namespace cxo {

// False only if `text`, in normal form or the same in upper case, holds no run of spaced letters;
// true is a guess. Fast, as it is asked of every text.
bool MayHoldSpacedLetters(std::string_view text);

// A run of single letters: with a space between any two, or with a hyphen and, between words of two
// letters and more, a space. Empty if there is none.
struct SpacedRun {
  Span span;
  bool hyphens = false;
};

// The first run of `normal`, a text in normal form, that begins at `from` or later and reads as
// words: 5 letters and more, two vowels and a consonant among them, and no list ("a b c d e",
// "a c d e k"). Hyphens: with a word of 5 letters. `from` is 0 or the end of an earlier run.
SpacedRun NextSpacedRun(std::string_view normal, uint32_t from);

// True if `space`, where in `original` a space of the normal form came from, holds two blanks or
// more; a character reference ("&nbsp;") is one.
bool IsWideSpace(std::string_view original, Span space);

// True if `words`, a run joined but for the spaces that were wide, are words: one has 5 letters,
// and no two neighbours have one letter. Else the width of its spaces says nothing.
bool AreSpacedWords(std::string_view words);

}  // namespace cxo
