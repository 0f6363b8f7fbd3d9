// What a word is, for counting words and for scopes of "n words". A word is a maximal run of ASCII
// letters and digits and of code points beyond ASCII that are neither punctuation nor symbols;
// "pre-clinical" is two. In scripts without spaces (Chinese, Japanese, Thai and their neighbours)
// every two code points of a run make one word.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "classifier/text/span.h"

namespace cxo {

// The number of words in `normal`, a text in normal form.
size_t CountWords(std::string_view normal);

// From `offset` over the next `n` words of `normal` to the end of the last of them, or to the end
// of the text if it holds fewer. A word that `offset` cuts is not counted; its rest is in the span.
// An offset past the end is read as the end, one inside a code point as its start.
Span WordsAfter(std::string_view normal, uint32_t offset, uint32_t n);

// From the begin of the n-th word before `offset`, or the begin of the text, to `offset`. Likewise.
Span WordsBefore(std::string_view normal, uint32_t offset, uint32_t n);

}  // namespace cxo
