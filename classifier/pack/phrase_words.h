// The words that the phrases of a pack spell out: what a misspelt word may have been meant to be.
#pragma once

#include <string_view>
#include <vector>

#include "classifier/pack/pack.h"

namespace cxo {

// The words of five letters or more in the phrases of rules, in lower case, each once, those of
// most phrases first and equals in alphabetical order. Beginnings of words ("manufactur*") and
// names of lists ("<company>") are not among them. Views into the pack.
std::vector<std::string_view> PhraseWords(const Pack& pack);

}  // namespace cxo
