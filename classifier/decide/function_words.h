// Function words of English, the language of most phrases: they stand in every text, so that two
// pieces of text that share one have nothing in common for it.
#pragma once

#include <string_view>

namespace cxo {

// True if `word`, in normal form, is one. Pure.
bool IsFunctionWord(std::string_view word);

}  // namespace cxo
