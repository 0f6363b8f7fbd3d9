// New texts out of the sentences of given ones: how inputs get as long as a measurement needs
// without any record coming twice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cxo::bench {

// The sentences of `text`, without the white space around them.
std::vector<std::string_view> SentencesOf(std::string_view text);

// Texts on one line each, of at least `bytes` bytes together (a line end each included): as many
// sentences as one of `texts` has, drawn at random from all of them. The same for the same
// arguments. Empty if `texts` hold no sentence.
std::vector<std::string> Recombine(const std::vector<std::string>& texts, size_t bytes,
                                   uint64_t seed);

}  // namespace cxo::bench
