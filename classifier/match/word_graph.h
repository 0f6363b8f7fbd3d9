// A pattern as a graph of words: what the fast matcher runs instead of the expression itself.
//
//   \bdrug ?[-/ \n] ?(?:product|substance)(?:s)?\b
//
//   [0] --drug--> [1] --space, product | products | substance | substances--> [2] accepts
//
// Every way through the graph from the first node to one that accepts is a wording of the pattern,
// and every wording is a way. Nodes stand behind whole words, never inside one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/match/separators.h"
#include "classifier/match/lexicon.h"

namespace cxo {

// The graphs of many patterns in one.
struct WordGraphs {
  struct Edge {
    WordId word = kUnknownWord;
    uint32_t to = 0;  // index into nodes
    Joint joint = 0;  // how the word follows the last one; of no meaning for a first word
  };
  struct Node {
    uint32_t first_edge = 0;  // into edges
    uint32_t edges = 0;
    uint32_t pattern = 0;
    bool accepts = false;
  };

  std::vector<Node> nodes;
  std::vector<Edge> edges;
  std::vector<uint32_t> starts;  // first nodes, one for each pattern that has a graph
  Lexicon lexicon;
  Separators separators;
};

// Adds the graph of `regex`, an expression that RE2 accepts, under the number `pattern`. Returns
// the empty string, or in a few words why there is none: the expression says more than a bounded
// number of wordings, or something that hangs on more than words and what stands between them.
std::string_view AddWordGraph(std::string_view regex, uint32_t pattern, WordGraphs* graphs);

}  // namespace cxo
