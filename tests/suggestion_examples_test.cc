// Which piece of a row becomes an example, and that rows of a megabyte cost no more than their
// length.
#include "classifier/eval/suggestion_examples.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "tests/pack_text.h"
#include "tests/processor_time.h"

namespace cxo {
namespace {

constexpr std::string_view kExampleTables = R"([[rule]]
id = "cro.rounds"
label = "CRO"
any = ["ward rounds"]
weight = 3
[[guard]]
id = "no"
any = ["no"]
affects = ["*"]
)";

std::string Repeated(const std::string& words, size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += words;
  return text;
}

FoundExamples Find(const std::vector<std::string>& texts, ExampleWish wish) {
  const auto classifier = ClassifierOf(kExampleTables);
  std::vector<GoldRow> rows;
  for (const std::string& text : texts) rows.push_back({.text = text});
  wish.rule = "cro.rounds";
  wish.phrase = "ward rounds";
  return FindExamples(*classifier, MatchedCorpus(*classifier, rows, 1), wish);
}

TEST(SuggestionExamples, TakeTheSmallestPieceInWhichTheRuleCounts) {
  struct Case {
    std::string name, text, want;
  };
  const std::vector<Case> cases = {
      {"words around", "aa bb cc dd ee ff gg ward rounds hh ii jj kk ll mm nn",
       "bb cc dd ee ff gg ward rounds hh ii jj kk ll mm"},
      {"of one clause", "old halls; our ward rounds; new halls", "our ward rounds;"},
      {"out of a long row", Repeated("aa ", 1000) + "ward rounds" + Repeated(" bb", 1000),
       "aa aa aa aa aa aa ward rounds bb bb bb bb bb bb"},
      {"white space evened out", "our \t ward\n   rounds", "our ward rounds"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(Find({c.text}, {.hit = {0}}).hit, std::vector<std::string>{c.want}) << c.name;
  }
}

TEST(SuggestionExamples, AreNoneWhereAGuardBlocksThemAll) {
  EXPECT_TRUE(Find({"no ward rounds"}, {.hit = {0}}).hit.empty());
  EXPECT_EQ(Find({"no ward rounds"}, {.near = {0}}).miss,
            std::vector<std::string>{"no ward rounds"});
}

// Were the row cut out for each of the finds in it, this would take many minutes.
TEST(SuggestionExamples, AreLookedForInLongRowsInLinearTime) {
  const std::string text = Repeated("no old ward rounds ", size_t{1} << 20);
  const ProcessorTime time;
  const FoundExamples found = Find({text}, {.hit = {0}, .near = {0}});
  EXPECT_TRUE(found.hit.empty());
  EXPECT_TRUE(found.miss.empty());
  EXPECT_LT(time.Taken(), kMostSeconds);
}

}  // namespace
}  // namespace cxo
