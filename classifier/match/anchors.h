// What a pattern cannot match without: literal pieces of text that must be there.
#pragma once

#include <string>
#include <vector>

#include "classifier/match/regex_tree.h"

namespace cxo {

// One of these pieces must occur in every text that the pattern matches.
using AnchorGroup = std::vector<std::string>;

// The shortest piece that is looked for, in bytes.
inline constexpr size_t kShortestAnchor = 3;

// What every text has in which an expression matches.
struct TextNeeds {
  char sign = 0;                     // FindRequiredSign
  std::vector<AnchorGroup> anchors;  // FindAnchors
};

// Both at once.
TextNeeds FindTextNeeds(const ParsedRegex& regex);

// Groups that hold together for every text in which `regex`, an RE2 expression, matches: each of
// them has a piece that occurs in the text, byte for byte. The best four groups (long pieces, few
// of them) come first; none if nothing can be said.
std::vector<AnchorGroup> FindAnchors(const ParsedRegex& regex);

// An ASCII sign (no letter, digit, "_" or white space) that occurs in every text in which `regex`
// matches; 0 if none is known.
char FindRequiredSign(const ParsedRegex& regex);

}  // namespace cxo
