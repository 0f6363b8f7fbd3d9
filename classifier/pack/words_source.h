// words.toml as it is written: a pack that has been read holds the numbers of words, not the words.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "classifier/pack/pack.h"

namespace cxo {

struct WordsSource {
  std::vector<std::string> words;  // with weights for labels or subtypes; may stand in both
  std::vector<std::pair<std::string, double>> heard;  // rules that were, and their weights, by id
  double voice = 1.0;                                 // what these weights count times
};

// Of the file words.toml among `files`, which are those of a pack that ParsePack takes, with their
// content. Nothing in it if there is no such file.
WordsSource WordsSourceOf(const std::vector<PackFile>& files);

}  // namespace cxo
