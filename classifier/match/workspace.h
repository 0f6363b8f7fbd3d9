// What one thread needs while it matches text after text, so that nothing is allocated anew. (RE2
// keeps its own memory.)
#pragma once

#include <cstdint>
#include <vector>

#include "classifier/match/anchor_index.h"
#include "classifier/match/word_search.h"

namespace cxo {

// Belongs to one thread and one matcher; its content is of no meaning between calls. It grows with
// the longest text, and gives nothing back. A call that ends with an exception leaves it half used:
// then a new one has to take its place.
struct MatchWorkspace {
  WordSearch words;
  std::vector<Hit> of_text;  // the hits of one of many texts
  AnchorIndex::Workspace anchors;
  std::vector<uint32_t> possible;
  std::vector<uint32_t> probe_ends;  // by entry; all 0 between calls
  std::vector<uint32_t> next_signs;  // by entry; all 0 between calls
  std::vector<int> set_members;
};

}  // namespace cxo
