// The word lists of a pack as they are written: a pack that has been read holds them only within
// the phrases that name them.
#pragma once

#include <string>
#include <vector>

#include "classifier/pack/pack.h"

namespace cxo {

struct ListSource {
  std::string name;
  std::vector<std::string> words;  // each a phrase, which may name other lists
  std::string note;
  Position at;
};

// Every [[list]], by file, and in a file as they stand. `files` are those of a pack that ParsePack
// takes, with their content.
std::vector<ListSource> ListsOf(const std::vector<PackFile>& files);

}  // namespace cxo
