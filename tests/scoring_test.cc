// Scores: bias, weights, caps, and who gets the weight of what was absorbed.
#include "classifier/decide/scoring.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/pack_text.h"

namespace cxo {
namespace {

using Scores = std::vector<double>;  // NONE, CRO, CMO, CDMO, CSO

Scores ScoresOf(const Classifier& classifier, std::string_view text) {
  Classifier::Session session(classifier);
  return session.Classify(text).scores;
}

constexpr std::string_view kScoringRules = R"(
[decision]
bias = { NONE = 0.25, CMO = -0.5 }
[[rule]]
id = "cro.twice"
label = "CRO"
any = ["xray"]
weight = 1.5
cap = 2
[[rule]]
id = "cmo.once"
label = "CMO"
any = ["yarn", "zinc"]
weight = 0.75
[[rule]]
id = "cso.minus"
label = "CSO"
any = ["minus"]
weight = -2.0
[[rule]]
id = "sig"
any = ["signal"]
weight = 100.0
[[guard]]
id = "g"
any = ["no"]
affects = ["cro.*"]
effect = "flip"
side = "after"
scope = "1 word"
)";

TEST(Scoring, SumsBiasAndWeights) {
  const auto classifier = ClassifierOf(kScoringRules);
  const struct {
    std::string_view text;
    Scores want;
  } cases[] = {
      {"", {0.25, 0, -0.5, 0, 0}},
      {"xray", {0.25, 1.5, -0.5, 0, 0}},
      {"xray xray", {0.25, 3.0, -0.5, 0, 0}},
      {"xray xray xray", {0.25, 3.0, -0.5, 0, 0}},
      {"yarn zinc", {0.25, 0, 0.25, 0, 0}},  // the cap is of the rule, not of its phrases
      {"minus", {0.25, 0, -0.5, 0, -2.0}},
      {"signal", {0.25, 0, -0.5, 0, 0}},
      {"xray yarn", {0.25, 1.5, 0.25, 0, 0}},
      {"no xray", {1.75, 0, -0.5, 0, 0}},
  };
  for (const auto& one : cases) EXPECT_EQ(ScoresOf(*classifier, one.text), one.want) << one.text;
}

TEST(Scoring, CapsInOrderOfPlace) {
  const auto classifier = ClassifierOf(kScoringRules);
  EXPECT_EQ(FatesIn(*classifier, "xray, xray, xray"),
            "cro.twice counts, cro.twice counts, cro.twice capped");
  // What is turned over counts as well, so it uses up the cap.
  EXPECT_EQ(FatesIn(*classifier, "no xray, xray, xray"),
            "cro.twice flipped by g, cro.twice counts, cro.twice capped");
  EXPECT_EQ(ScoresOf(*classifier, "no xray, xray, xray"), (Scores{1.75, 1.5, -0.5, 0, 0}));
}

// Evidence beyond the cap is alive, but what a guard has turned over is not, wherever it stands.
TEST(Scoring, WhatIsTurnedOverBeyondTheCapStaysSetAside) {
  const auto classifier = ClassifierOf(std::string(kScoringRules) + R"([[guard]]
id = "h"
any = ["never"]
affects = ["cmo.*", "cso.*"]
effect = "flip"
side = "after"
scope = "1 word"
)");
  EXPECT_EQ(FatesIn(*classifier, "never yarn, never yarn"),
            "cmo.once flipped by h, cmo.once blocked by h");
  EXPECT_EQ(FatesIn(*classifier, "yarn, never zinc"), "cmo.once counts, cmo.once blocked by h");
  EXPECT_EQ(ScoresOf(*classifier, "never yarn, never yarn"), (Scores{1.0, 0, -0.5, 0, 0}));
  Classifier::Session session(*classifier);
  const Evidence second = session.Classify("never minus, never minus").evidence.at(1);
  EXPECT_FALSE(IsAlive(second));
  EXPECT_EQ(second.label, 4);  // as other blocked evidence, with what it would add
  EXPECT_EQ(second.weight, -2.0);
}

constexpr std::string_view kScoringComposites = R"(
[[rule]]
id = "cmo.make"
label = "CMO"
any = ["make"]
weight = 2.0
[[rule]]
id = "cro.develop"
label = "CRO"
any = ["develop"]
weight = 1.0
cap = 2
[[composite]]
id = "cdmo.both"
label = "CDMO"
when = "cmo.make and cro.develop"
weight = 0.5
absorbs = ["cmo.make", "CRO"]
[[composite]]
id = "cso.all"
label = "CSO"
when = "cdmo.both and sell"
weight = 0.25
scope = "text"
absorbs = ["cdmo.both"]
[[rule]]
id = "sell"
any = ["sell"]
)";

TEST(Scoring, GivesAbsorbedWeightToTheAbsorber) {
  const auto classifier = ClassifierOf(kScoringComposites);
  EXPECT_EQ(FatesIn(*classifier, "make, develop"),
            "cmo.make absorbed by cdmo.both, cro.develop absorbed by cdmo.both, cdmo.both counts");
  EXPECT_EQ(ScoresOf(*classifier, "make, develop"), (Scores{0, 0, 0, 3.5, 0}));
  // Only what overlaps the scope is absorbed.
  EXPECT_EQ(ScoresOf(*classifier, "make, develop; develop"), (Scores{0, 1, 0, 3.5, 0}));
}

TEST(Scoring, FollowsChainsOfAbsorption) {
  const auto classifier = ClassifierOf(kScoringComposites);
  EXPECT_EQ(FatesIn(*classifier, "make, develop. We sell."),
            "cmo.make absorbed by cdmo.both, cro.develop absorbed by cdmo.both, sell feeds, "
            "cdmo.both absorbed by cso.all, cso.all counts");
  EXPECT_EQ(ScoresOf(*classifier, "make, develop. We sell."), (Scores{0, 0, 0, 0, 3.75}));
}

TEST(Scoring, CapsWhatIsAbsorbedAndWhoAbsorbs) {
  const auto classifier = ClassifierOf(kScoringComposites);
  // Two clauses: the second composite is beyond its cap, as is the second "make"; the second
  // "develop" is within its own cap and goes where its absorber would have gone.
  EXPECT_EQ(FatesIn(*classifier, "make, develop; make, develop"),
            "cmo.make absorbed by cdmo.both, cro.develop absorbed by cdmo.both, cmo.make capped, "
            "cro.develop absorbed by cdmo.both, cdmo.both counts, cdmo.both capped");
  EXPECT_EQ(ScoresOf(*classifier, "make, develop; make, develop"), (Scores{0, 0, 0, 4.5, 0}));
}

TEST(Scoring, ScoresBeginAtBiasPlusLeaning) {
  const Pack pack = PackOf(kScoringRules);
  Scores scores;
  StartScores(pack, {}, &scores);
  EXPECT_EQ(scores, (Scores{0.25, 0, -0.5, 0, 0}));
  StartScores(pack, {1, 2, 3, 4, 5}, &scores);
  EXPECT_EQ(scores, (Scores{1.25, 2, 2.5, 4, 5}));
}

TEST(Scoring, EvidenceForIsWhatStandsAboveTheBeginning) {
  const Pack pack = PackOf(kScoringRules);
  EXPECT_EQ(EvidenceFor(pack, {}, {0.25, 1.5, 0.25, 0, -2}, 0), 0.0);
  EXPECT_EQ(EvidenceFor(pack, {}, {0.25, 1.5, 0.25, 0, -2}, 2), 0.75);
  EXPECT_EQ(EvidenceFor(pack, {}, {0.25, 1.5, 0.25, 0, -2}, 4), -2.0);
  EXPECT_EQ(EvidenceFor(pack, {1, 2, 3, 4, 5}, {0.25, 1.5, 3.25, 0, -2}, 2), 0.75);
}

}  // namespace
}  // namespace cxo
