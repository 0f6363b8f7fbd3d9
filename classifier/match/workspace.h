// What one thread needs while it matches text after text, so that nothing is allocated anew.
#pragma once

#include <cstdint>
#include <vector>

#include "classifier/match/word_search.h"

namespace cxo {

// Belongs to one thread and one matcher; its content is of no meaning between calls.
struct MatchWorkspace {
  WordSearch words;
  std::vector<Hit> of_text;  // the hits of one of many texts
  std::vector<uint32_t> possible;
  std::vector<uint32_t> probe_ends;  // by entry; all 0 between calls
  std::vector<uint32_t> next_signs;  // by entry; all 0 between calls
  std::vector<int> set_members;
};

}  // namespace cxo
