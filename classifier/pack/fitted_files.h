// The two files of a pack that the program writes and people do not: `cxo tune` fits them.
#pragma once

#include <string_view>

namespace cxo {

// Weights that stand above those written in the rules (`cxo tune`).
inline constexpr std::string_view kWeightsFile = "weights.toml";

// Weights of words, pairs of words and signals beside the rules (`cxo tune --words`).
inline constexpr std::string_view kWordsFile = "words.toml";

}  // namespace cxo
