// How large an automaton of words may become.
#include "classifier/match/word_automaton.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "classifier/match/word_graph.h"
#include "classifier/pack/phrase.h"

namespace cxo {
namespace {

void Add(const std::string& phrase, uint32_t pattern, WordGraphs* graphs) {
  const Result<std::string> regex = PhraseToRegex(phrase);
  ASSERT_TRUE(regex.ok()) << phrase;
  ASSERT_EQ(AddWordGraph(ParseRegex(*regex), pattern, graphs).kind, GraphKind::kWhole);
}

// n phrases by a beginning, and n words that begin so: each of these can follow in n states.
WordGraphs Beginnings(uint32_t n) {
  WordGraphs graphs;
  for (uint32_t i = 0; i < n; ++i) {
    const std::string number = std::to_string(i);
    Add("w" + number + " co*", 2 * i, &graphs);
    Add("co" + number, 2 * i + 1, &graphs);
  }
  return graphs;
}

TEST(WordAutomaton, IsRefusedBeyondItsSteps) {
  const WordGraphs graphs = Beginnings(100);
  const size_t steps = 200 + 100 * 101;  // of first words; in each of 100 states for 101 words
  WordTableWriter refused;
  EXPECT_FALSE(WriteWordAutomaton(graphs, &refused, steps - 1));
  EXPECT_EQ(std::move(refused).Finish(), WordTableWriter().Finish());
  WordTableWriter whole;
  EXPECT_TRUE(WriteWordAutomaton(graphs, &whole, steps));
}

TEST(WordAutomaton, IsRefusedWhereItWouldGrowWithTheSquareOfThePack) {
  WordTableWriter writer;
  EXPECT_FALSE(WriteWordAutomaton(Beginnings(2100), &writer));
}

}  // namespace
}  // namespace cxo
