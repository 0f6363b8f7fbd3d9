// Which examples of the pack a choice of suggestions is held to, and that what is left in the end
// keeps them, however many rounds that takes.
#include "classifier/eval/suggestion_choice.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/eval/suggest.h"
#include "tests/pack_text.h"

namespace cxo {
namespace {

constexpr LabelIndex kCso = 4;

constexpr std::string_view kChoiceTables = R"([[rule]]
id = "cro.trial"
label = "CRO"
any = ["clinical trial~"]
weight = 3
[[rule]]
id = "cmo.pack"
label = "CMO"
any = ["packing"]
weight = 4
)";

void AddRows(LabelIndex label, const std::string& text, size_t count, std::vector<GoldRow>* rows) {
  for (size_t i = 0; i < count; ++i) rows->push_back({.text = text, .label = label});
}

std::string PhrasesOf(const Suggestions& found) {
  std::string all;
  for (const Suggestion& one : found.best) all += (all.empty() ? "" : "|") + one.phrase;
  return all;
}

// What an example gets instead of its label is another matter.
TEST(SuggestionChoice, BlamesNobodyForAnExampleThatFailsAlready) {
  const auto classifier = ClassifierOf(std::string(kChoiceTables) + R"([[example]]
text = "ward rounds by a hospital"
label = "CMO"
)");
  std::vector<GoldRow> rows;
  AddRows(kCro, "ward rounds", 3, &rows);
  AddRows(kNone, "a bakery in town", 6, &rows);
  const Suggestions found = Suggest(*classifier, rows, {});
  EXPECT_EQ(PhrasesOf(found), "ward rounds");
  EXPECT_TRUE(found.contradictions.empty());
}

// Any two of the phrases break the example, so that each round takes out one of three and another
// comes in its place, until nothing is filled up any more. The two that are left break it as well.
TEST(SuggestionChoice, IsProvedAgainAfterTheLastRound) {
  std::vector<GoldRow> rows;
  std::string example = "packing";
  const std::vector<std::string> phrases = {
      "alpha rounds", "beta tides", "gamma halls",  "delta roofs", "eta posts", "theta lamps",
      "iota nets",    "kappa jars", "lambda kilns", "sigma domes", "tau spars", "omega sails"};
  for (size_t i = 0; i < phrases.size(); ++i) {
    AddRows(kCro, phrases[i], 4 + phrases.size() - i, &rows);
    example += ", " + phrases[i];
  }
  AddRows(kNone, "a bakery in town", 300, &rows);
  const auto classifier = ClassifierOf(std::string(kChoiceTables) + "[[example]]\ntext = \"" +
                                       example + "\"\nlabel = \"CMO\"\n");
  const Suggestions found = Suggest(*classifier, rows, {.top = 3});
  EXPECT_EQ(PhrasesOf(found), "alpha rounds");
  ASSERT_EQ(found.contradictions.size(), 9u);
  EXPECT_EQ(found.contradictions.front().phrase, "gamma halls");
  EXPECT_EQ(found.contradictions.back().phrase, "beta tides");
  EXPECT_FALSE(found.contradictions.back().alone);
  // The examples of its own are those of the last proof alone.
  ASSERT_EQ(found.best.size(), 1u);
  EXPECT_EQ(found.best[0].rule.hit.size(), 1u);
  EXPECT_EQ(found.best[0].rule.miss.size(), 1u);
}

// Beside `sigma domes` a guard keeps `alpha rounds` from counting in a row, which becomes an
// example of it. When that neighbour has to leave, the example must go as well: it would fail now.
TEST(SuggestionChoice, IsNotProvedOnExamplesOfAnEarlierRound) {
  std::vector<GoldRow> rows;
  std::string example = "packing";
  const std::vector<std::string> phrases = {
      "alpha rounds", "beta tides", "gamma halls", "delta roofs",  "eta posts",
      "theta lamps",  "iota nets",  "kappa jars",  "lambda kilns", "sigma domes"};
  for (size_t i = 0; i < phrases.size(); ++i) {
    const LabelIndex label = phrases[i] == "sigma domes" ? kCso : kCro;
    AddRows(label, phrases[i], 4 + phrases.size() - i, &rows);
    example += ", " + phrases[i];
  }
  AddRows(kNone, "a bakery in town", 300, &rows);
  AddRows(kNone, "alpha rounds near sigma domes", 1, &rows);
  const auto classifier = ClassifierOf(std::string(kChoiceTables) + R"([[guard]]
id = "near"
any = ["near"]
side = "before"
affects = ["cro.*"]
needs = "CSO"
[[example]]
text = ")" + example + "\"\nlabel = \"CMO\"\n");
  const Suggestions found = Suggest(*classifier, rows, {.top = 3});
  EXPECT_EQ(PhrasesOf(found), "alpha rounds");
  ASSERT_EQ(found.contradictions.size(), 9u);
  EXPECT_EQ(found.contradictions[7].phrase, "sigma domes");
  EXPECT_EQ(found.contradictions[8].phrase, "beta tides");
}

}  // namespace
}  // namespace cxo
