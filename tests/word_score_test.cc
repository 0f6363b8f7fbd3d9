// What words and signals add to scores.
#include "classifier/decide/word_score.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/text/terms.h"
#include "tests/pack_text.h"

namespace cxo {
namespace {

using Scores = std::vector<double>;  // NONE, CRO, CMO, CDMO, CSO

constexpr std::string_view kServiceRules = R"(
[[rule]]
id = "cro.study"
label = "CRO"
any = ["study"]
weight = 1.5
[[rule]]
id = "sig"
any = ["signal"]
[[guard]]
id = "g"
any = ["no"]
affects = ["cro.*"]
side = "after"
[[guard]]
id = "t"
any = ["never"]
affects = ["cro.*"]
effect = "flip"
side = "after"
)";

constexpr std::string_view kServiceWords = R"(
labels = ["CRO", "NONE"]
signal = '''
cro.study: 100 0
cro.study off: -100 300
gone: 1 1
'''
word = '''
toll: -50 200
on behalf: 400 -100
'''
)";

std::unique_ptr<const Classifier> WithWords() { return ClassifierOf(kServiceRules, kServiceWords); }

void ExpectScores(const Scores& got, const Scores& want, std::string_view text) {
  ASSERT_EQ(got.size(), want.size()) << text;
  for (size_t l = 0; l < want.size(); ++l) EXPECT_NEAR(got[l], want[l], 1e-12) << text << " " << l;
}

TEST(WordScore, AddsWeightsByTheRootOfHowManyThereAre) {
  const auto classifier = WithWords();
  Classifier::Session session(*classifier);
  const double two = std::sqrt(2.0);
  const struct {
    std::string_view text;
    Scores want;
  } cases[] = {
      {"nothing", {0, 0, 0, 0, 0}},
      {"toll", {2.0, -0.5, 0, 0, 0}},
      {"Toll, toll", {2.0, -0.5, 0, 0, 0}},                 // each word once
      {"toll on behalf", {1.0 / two, 3.5 / two, 0, 0, 0}},  // a pair
      {"a study", {0, 1.5 + 1.0, 0, 0, 0}},                 // rule and signal
      {"no study", {3.0, -1.0, 0, 0, 0}},                   // set aside
      {"toll study", {2.0, -0.5 + 1.5 + 1.0, 0, 0, 0}},     // words apart from signals
      {"signal", {0, 0, 0, 0, 0}},
  };
  for (const auto& one : cases) ExpectScores(session.Classify(one.text).scores, one.want, one.text);
}

// Columns are added up eight at a time.
TEST(WordScore, HasAsManyColumnsAsItIsAskedFor) {
  for (const size_t columns : {1, 2, 5, 7, 8, 9, 16, 20}) {
    std::vector<uint64_t> terms = {TermNumber("toll"), TermNumber("bulk"), TermNumber("vials")};
    std::ranges::sort(terms);
    std::vector<int16_t> weights;
    Scores want(columns);
    for (size_t i = 0; i < terms.size() * columns; ++i) {
      weights.push_back(static_cast<int16_t>(i % 2 == 0 ? 32767 - i : i - 32767));
      want[i % columns] += weights.back() / 100.0 / std::sqrt(3.0);
    }
    const WordWeights words{.terms = terms, .term_weights = weights};
    WordScorer::Workspace workspace;
    Scores got;
    std::vector<Term> room;
    const std::span<const Term> found = FindTerms("bulk vials: toll", &room);
    WordScorer(Pack(), words, columns).Score(found, {}, &workspace, &got);
    ASSERT_EQ(got.size(), columns);
    for (size_t c = 0; c < columns; ++c) EXPECT_NEAR(got[c], want[c], 1e-9) << columns << " " << c;
  }
}

// Terms are looked for in groups, by marks that some of them share.
TEST(WordScore, HasTheTermsThatHaveWeightsAndNoOthers) {
  for (const size_t count : {0, 1, 2, 100, 5000}) {
    std::vector<uint64_t> terms;
    std::vector<uint64_t> others = {1, UINT64_MAX};
    for (size_t i = 0; i < count; ++i) {
      terms.push_back(TermNumber("w" + std::to_string(i)));
      others.insert(others.end(), {TermNumber("o" + std::to_string(i)), terms[i] - 1, terms[i] + 1,
                                   terms[i] ^ 1U << 20U});
    }
    std::ranges::sort(terms);
    const WordWeights words{.terms = terms,
                            .term_weights = std::vector<int16_t>(count),
                            .signals = {"gone"},
                            .signal_weights = {1}};
    const WordScorer scorer(Pack(), words, 1);
    for (const uint64_t term : terms) EXPECT_TRUE(scorer.Has({.number = term})) << term;
    for (const uint64_t term : others) EXPECT_FALSE(scorer.Has({.number = term})) << term;
  }
}

TEST(WordScore, SharesAddUpToTheLeaning) {
  const auto classifier = WithWords();
  Classifier::Session session(*classifier);
  for (const std::string_view text :
       {"toll on behalf, a study", "no study; toll", "never study, never study", "x", "+"}) {
    const Scores leaning = session.Classify(text).leaning;
    Scores sum(leaning.size());
    for (const WordShare& share : session.Shares()) {
      for (size_t l = 0; l < sum.size(); ++l) sum[l] += share.adds[l];
    }
    ExpectScores(sum, leaning, text);
  }
}

constexpr std::string_view kPairRules = R"(
[[rule]]
id = "ours"
any = ["our"]
[[rule]]
id = "make"
any = ["make~"]
[[rule]]
id = "client"
any = ["clients"]
[[composite]]
id = "both"
when = "ours and client"
[[guard]]
id = "g"
any = ["no"]
affects = ["client"]
side = "after"
)";

constexpr std::string_view kPairs = R"(
labels = ["CRO", "NONE"]
pair = '''
ours + make: -200 200
make + client: 400 0
gone + make: 900 900
client + both: 0 50
'''
)";

// Two rules, both alive, in one clause; and their pairs by the root of how many there are.
TEST(WordScore, AddsWhatSignalsSaySideBySide) {
  const auto classifier = ClassifierOf(kPairRules, kPairs);
  Classifier::Session session(*classifier);
  const double two = std::sqrt(2.0);
  const double three = std::sqrt(3.0);
  const struct {
    std::string_view text;
    Scores want;
    std::string_view shares;
  } cases[] = {
      {"we make", {0, 0, 0, 0, 0}, ""},
      {"our making", {2, -2, 0, 0, 0}, "make+ours;"},
      {"make our own, make our own; our making", {2, -2, 0, 0, 0}, "make+ours;"},  // once
      {"ours; we make", {0, 0, 0, 0, 0}, ""},                                      // two clauses
      {"we make for clients", {0, 4, 0, 0, 0}, "client+make;"},
      {"we make for no clients", {0, 0, 0, 0, 0}, ""},  // set aside
      {"our clients", {0.5, 0, 0, 0, 0}, "both+client;"},
      {"making for clients; making our own", {2 / two, 2 / two, 0, 0, 0}, "client+make;make+ours;"},
      {"we make for our clients",
       {2.5 / three, 2 / three, 0, 0, 0},
       "both+client;client+make;make+ours;"},
  };
  for (const auto& one : cases) {
    ExpectScores(session.Classify(one.text).leaning, one.want, one.text);
    std::string said;
    Scores sum(one.want.size());
    for (const WordShare& share : session.Shares()) {
      said += classifier->pack().rules[share.rule].id + "+" +
              classifier->pack().rules[share.with].id + ";";
      for (size_t l = 0; l < sum.size(); ++l) sum[l] += share.adds[l];
    }
    EXPECT_EQ(said, one.shares) << one.text;
    ExpectScores(sum, one.want, one.text);
  }
}

TEST(WordScore, SharesNameTheirWordsInTheText) {
  const auto classifier = WithWords();
  Classifier::Session session(*classifier);
  const std::string_view text = "Toll work <b>on</b> behalf: no study";
  session.Classify(text);
  std::string said;
  for (const WordShare& share : session.Shares()) {
    const std::string words(text.substr(share.span.begin, share.span.size()));
    said += (!share.IsSignal() ? words : classifier->pack().rules[share.rule].id) +
            (share.set_aside ? " off;" : ";");
  }
  EXPECT_EQ(said, "Toll;on</b> behalf;cro.study off;");
}

// A word and its beginning are one to a reader; that the text begins with it is another matter.
TEST(WordScore, SharesTellTheBeginningOfTheTextFromItsFirstWord) {
  const auto classifier = ClassifierOf(kServiceRules, R"(
labels = ["CRO", "NONE"]
word = '''
packaging: 100 0
packa*: 50 0
^ packa*: -100 400
^ a: 0 100
a packa*: 0 200
'''
)");
  Classifier::Session session(*classifier);
  const struct {
    std::string_view text, want;
  } cases[] = {
      {"packaging", "packaging +;^packaging -;"},
      {"1. packaging", "packaging +;^packaging -;"},
      {"a packaging", "^a 0;packaging +;a packaging 0;"},
      {"packs, packaging", "packaging +;"},
  };
  for (const auto& one : cases) {
    session.Classify(one.text);
    std::string said;
    for (const WordShare& share : session.Shares()) {
      const double adds = share.adds[1];  // to CRO
      said += share.begins_text ? "^" : "";
      said += one.text.substr(share.span.begin, share.span.size());
      said += adds > 0 ? " +;" : adds < 0 ? " -;" : " 0;";
    }
    EXPECT_EQ(said, one.want) << one.text;
  }
}

TEST(WordScore, IsNothingWithoutWeights) {
  const auto classifier = ClassifierOf(kServiceRules);
  Classifier::Session session(*classifier);
  EXPECT_TRUE(session.Classify("toll").leaning.empty());
  EXPECT_TRUE(session.Shares().empty());
}

}  // namespace
}  // namespace cxo
