// Phrases that add nothing to their rule, because another phrase of it finds the same words.
#pragma once

#include <vector>

#include "classifier/pack/pack.h"

namespace cxo {

struct CoveredPhrase {
  const Pattern* phrase = nullptr;
  const Pattern* by = nullptr;  // of the same rule, or of the same role of the same guard
};

// In the order of pack.patterns; pointers into it. Told by the letters of phrases that are words,
// or one of several words, and nothing else: wherever "zork" and "zorks" are found, "zork*" finds
// the same bytes, and wherever "my (a|b)" is, "my (a|b|c)". One word, or one choice, may be wider
// in the other phrase. Of phrases that differ by the order of their alternatives the later is
// covered.
std::vector<CoveredPhrase> CoveredPhrases(const Pack& pack);

}  // namespace cxo
