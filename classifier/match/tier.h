// How a pattern is looked for, and why not faster.
#pragma once

#include <cstdint>
#include <string_view>

#include "classifier/match/anchors.h"
#include "classifier/match/regex_tree.h"
#include "classifier/match/word_graph.h"

namespace cxo {

enum class Tier : uint8_t {
  kWords,    // the automaton of words knows all of it
  kProbed,   // the automaton finds its first words, RE2 says whether it matches there
  kForeign,  // it needs a character beyond ASCII: RE2 is asked of texts alone that have one
  kLiteral,  // RE2 is asked of every text that has the literals that it needs
  kRest,     // RE2 is asked of every text
};

// "words", "probed", "foreign", "literal" or "rest".
std::string_view NameOf(Tier tier);

struct TierOfPattern {
  Tier tier = Tier::kRest;
  std::string_view why;  // it is not kWords, in a few words; empty if it is
};

// The tier of an expression that RE2 accepts.
TierOfPattern TierOf(std::string_view regex);

struct TierAndNeeds {
  Tier tier = Tier::kRest;
  TextNeeds needs;  // of kProbed, whose places are known, the sign alone; of kWords nothing
};

// The tier of an expression of which it is known how much its graph says, and what RE2 then has to
// know of it.
TierAndNeeds FindTier(GraphKind graph, const ParsedRegex& regex);

}  // namespace cxo
