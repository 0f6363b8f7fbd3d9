// What a pattern cannot match without: literal pieces of text that must be there.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "classifier/match/match_places.h"
#include "classifier/match/regex_tree.h"

namespace cxo {

// One of these pieces occurs, byte for byte, and begins at a place that is not farther from the
// beginning and the end of the text than this.
struct AnchorGroup {
  std::vector<std::string> pieces;
  uint64_t most_before = kAnywhere;  // bytes of the text before the piece
  uint64_t most_after = kAnywhere;   // bytes of the text from where the piece begins

  friend bool operator==(const AnchorGroup&, const AnchorGroup&) = default;
};

// What every match of one alternative has: a piece of each of these groups.
using AnchorWay = std::vector<AnchorGroup>;

// The shortest piece that is looked for, in bytes.
inline constexpr size_t kShortestAnchor = 3;

// What every text has in which an expression matches.
struct TextNeeds {
  char sign = 0;                // FindRequiredSign
  std::vector<AnchorWay> ways;  // FindAnchors
};

// Both at once.
TextNeeds FindTextNeeds(const ParsedRegex& regex);

// Ways to match, of which one at least holds for every text in which `regex`, an RE2 expression,
// matches: its groups all have a piece in the text. Of each way the best four groups (near an edge
// of the text, long pieces, few of them) come first; no way at all if nothing can be said.
std::vector<AnchorWay> FindAnchors(const ParsedRegex& regex);

// An ASCII sign (no letter, digit, "_" or white space) that occurs in every text in which `regex`
// matches; 0 if none is known.
char FindRequiredSign(const ParsedRegex& regex);

}  // namespace cxo
