// Conditions over evidence: connectives, counts, measures, scopes.
#include "classifier/decide/conditions.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/pack_text.h"

namespace cxo {
namespace {

struct Case {
  std::string_view condition;
  std::string_view text;
  bool holds;
};

// Each condition is the `when` of a composite over the signals a, b, c and the rule cro.x.
std::unique_ptr<const Classifier> Asking(std::string_view condition, std::string_view scope) {
  return ClassifierOf(R"(
[[rule]]
id = "a"
any = ["alpha"]
[[rule]]
id = "b"
any = ["beta"]
[[rule]]
id = "c"
any = ["gamma"]
[[rule]]
id = "cro.x"
label = "CRO.lab"
any = ["xray"]
unless = ["no"]
cap = 1
[[guard]]
id = "no"
any = ["no"]
scope = "1 word"
side = "after"
[[composite]]
id = "z"
when = ")" + std::string(condition) +
                      "\"\nscope = \"" + std::string(scope) + "\"");
}

size_t HoldsTimes(std::string_view condition, std::string_view scope, std::string_view text) {
  const auto classifier = Asking(condition, scope);
  Classifier::Session session(*classifier);
  size_t times = 0;
  for (const Evidence& one : session.Classify(text).evidence) {
    times += classifier->pack().rules[one.rule].id == "z";
  }
  return times;
}

TEST(Conditions, HoldInAText) {
  const Case cases[] = {
      {"a", "alpha", true},
      {"a", "beta", false},
      {"not a", "beta", true},
      {"not a", "alpha", false},
      {"not not a", "alpha", true},
      {"not not a", "beta", false},
      {"a and b", "alpha beta", true},
      {"a and b", "alpha", false},
      {"a and b and c", "gamma beta alpha", true},
      {"a and b and c", "gamma beta", false},
      {"a or b", "beta", true},
      {"a or b", "gamma", false},
      {"a or b and c", "alpha", true},
      {"(a or b) and c", "alpha", false},
      {"not (a or b)", "gamma", true},
      {"not (a and b)", "beta", true},
      {"a and not b", "alpha beta", false},
      {"count(a) >= 2", "alpha alpha", true},
      {"count(a) >= 2", "alpha", false},
      {"count(a) > 2", "alpha alpha", false},
      {"count(a) <= 1", "alpha alpha", false},
      {"count(a) <= 1", "beta", true},
      {"count(a) < 2", "alpha", true},
      {"count(a) < 1", "alpha", false},
      {"count(a) == 2", "alpha alpha", true},
      {"count(a) == 2", "alpha alpha alpha", false},
      {"count(cro.*) >= 2", "xray and xray", true},  // the cap limits scores, not counts
      {"words <= 3", "one two three", true},
      {"words <= 3", "one two three four", false},
      {"words > 3", "pre-clinical two three", true},
      {"clauses == 2", "one; two", true},
      {"sentences >= 2", "One two. Three four.", true},
      {"sentences >= 2", "One two; three four.", false},
      {"CRO", "xray", true},
      {"CXO", "xray", true},
      {"CRO.lab", "xray", true},
      {"CRO", "no xray", false},  // blocked evidence is not alive
      {"not CRO", "no xray", true},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(HoldsTimes(one.condition, "text", one.text), one.holds ? 1U : 0U)
        << one.condition << " in \"" << one.text << '"';
  }
}

TEST(Conditions, HoldOncePerScope) {
  const struct {
    std::string_view condition, scope, text;
    size_t times;
  } cases[] = {
      {"a and b", "clause", "alpha; beta", 0},
      {"a and b", "sentence", "alpha; beta", 1},
      {"a and b", "sentence", "Alpha. Beta.", 0},
      {"a and b", "text", "Alpha. Beta.", 1},
      {"a", "clause", "alpha; beta; alpha alpha", 2},
      {"a", "sentence", "Alpha; alpha. Alpha.", 2},
      {"not a", "clause", "alpha; beta; gamma", 2},
      {"count(a) >= 2", "clause", "alpha; alpha", 0},
      {"count(a) >= 2", "sentence", "alpha; alpha", 1},
      {"count(a) <= 1", "clause", "alpha alpha; alpha", 1},
      {"a and clauses == 2", "clause", "alpha; beta", 1},  // measures are of the whole text
      {"words >= 3", "clause", "one two; three", 2},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(HoldsTimes(one.condition, one.scope, one.text), one.times)
        << one.condition << " per " << one.scope << " in \"" << one.text << '"';
  }
}

TEST(Conditions, SeeCompositesOfTheTextFromEveryClause) {
  const auto classifier = ClassifierOf(R"(
[[rule]]
id = "cro.x"
label = "CRO"
any = ["xray"]
needs = "whole"
[[rule]]
id = "cro.y"
label = "CRO"
any = ["yarn"]
needs = "part"
[[rule]]
id = "s"
any = ["signal"]
[[composite]]
id = "whole"
when = "s"
scope = "text"
[[composite]]
id = "part"
when = "s"
)");
  EXPECT_EQ(FatesIn(*classifier, "xray; yarn; signal"),
            "cro.x counts, cro.y unmet, s feeds, whole feeds, part feeds");
  EXPECT_EQ(FatesIn(*classifier, "xray; yarn signal"),
            "cro.x counts, cro.y counts, s feeds, whole feeds, part feeds");
  EXPECT_EQ(FatesIn(*classifier, "xray; yarn"), "cro.x unmet, cro.y unmet");
}

TEST(Conditions, LookAtTheScopeAroundTheHit) {
  const auto classifier = ClassifierOf(R"(
[[rule]]
id = "s"
any = ["signal"]
[[rule]]
id = "cro.clause"
label = "CRO"
any = ["xray"]
needs = "s"
[[rule]]
id = "cro.sentence"
label = "CRO"
any = ["yarn"]
needs = "s"
scope = "sentence"
[[rule]]
id = "cro.text"
label = "CRO"
any = ["zinc"]
needs = "s"
scope = "text"
)");
  EXPECT_EQ(FatesIn(*classifier, "xray yarn zinc signal"),
            "cro.clause counts, cro.sentence counts, cro.text counts, s feeds");
  EXPECT_EQ(FatesIn(*classifier, "xray yarn zinc; signal"),
            "cro.clause unmet, cro.sentence counts, cro.text counts, s feeds");
  EXPECT_EQ(FatesIn(*classifier, "Xray yarn zinc. Signal."),
            "cro.clause unmet, cro.sentence unmet, cro.text counts, s feeds");
}

TEST(Conditions, CountTheWordsOfAHitThatRunsOverABorder) {
  const auto classifier = ClassifierOf(R"(
[[rule]]
id = "s"
any = ["beta"]
[[rule]]
id = "cro.x"
label = "CRO"
regex = 'alpha; beta'
needs = "s"
)");
  EXPECT_EQ(FatesIn(*classifier, "alpha; beta"), "cro.x counts, s feeds");
}

// The cheap first look may only say no where every part of the text says no.
TEST(Conditions, MayHoldSomewhereIsAnUpperBound) {
  const Pack pack = PackOf(R"(
[[rule]]
id = "a"
any = ["alpha"]
[[rule]]
id = "b"
any = ["beta"]
[[composite]]
id = "z"
when = "a"
)");
  Segments segments;
  segments.Assign("alpha; beta");
  PlacedEvidence placed;
  placed.Start(pack.rules.size(), segments);
  placed.evidence().push_back({.rule = 0, .span = {0, 5}, .state = Evidence::State::kFeeds});
  placed.Place();
  const struct {
    std::string_view condition;
    bool may;
  } cases[] = {
      {"a", true},
      {"b", false},
      {"not a", true},
      {"not b", true},
      {"a and b", false},
      {"a or b", true},
      {"not (a or b)", true},
      {"b and not a", false},
      {"count(a) >= 1", true},
      {"count(a) >= 2", false},
      {"count(a) > 1", false},
      {"count(a) < 1", true},
      {"count(a) <= 0", true},
      {"count(a) == 0", true},
      {"words >= 9", false},
      {"not words >= 9", true},
  };
  for (const auto& one : cases) {
    Pack changed = pack;
    changed.rules[2].condition = ParseCondition(one.condition).value();
    const Result<Plan> plan = BuildPlan(changed);
    ASSERT_TRUE(plan.ok());
    EXPECT_EQ(MayHoldSomewhere(plan->rule_conditions[2], placed, segments), one.may)
        << one.condition;
  }
}

}  // namespace
}  // namespace cxo
