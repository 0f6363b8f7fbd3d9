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

#include "classifier/match/lexicon.h"
#include "classifier/match/regex_tree.h"
#include "classifier/match/separator_runs.h"
#include "classifier/match/separators.h"

namespace cxo {

// The longest sign behind the last word of a wording, in bytes.
inline constexpr size_t kLongestSign = 6;

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
    bool accepts = false;   // a wording ends here
    bool is_probe = false;  // a wording may begin with the words up to here
    // A wording ends behind one of these signs, if the word has one behind it ("clients'").
    std::vector<std::string> signs;
  };

  std::vector<Node> nodes;
  std::vector<Edge> edges;
  std::vector<uint32_t> starts;  // first nodes, one for each pattern that has a graph
  Lexicon lexicon;
  Separators separators;
  SeparatorRuns runs;  // of `separators`
};

// How much of a pattern its graph says.
enum class GraphKind : uint8_t {
  kWhole,  // every wording, and no more
  kProbe,  // the first words: where one of them stands, and nowhere else, the pattern may begin
  kNone,   // nothing: it has no graph
};

struct AddedGraph {
  GraphKind kind = GraphKind::kNone;
  std::string_view why;  // unless kWhole: what the graph cannot say, in a few words
};

// Adds the graph of `regex`, an expression that RE2 accepts, under the number `pattern`.
AddedGraph AddWordGraph(const ParsedRegex& regex, uint32_t pattern, WordGraphs* graphs);

}  // namespace cxo
