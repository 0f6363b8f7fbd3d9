// Guards: scopes, sides, terminators, pseudo-cues, effects, and whom they bear on.
#include "classifier/decide/guarding.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/pack_text.h"

namespace cxo {
namespace {

struct GuardCase {
  std::string_view name;
  std::string_view guard;  // keys beside id and any
  std::string_view text;
  std::string_view want;
};

// "xray" and "yarn" under a guard "g" whose cue is "no way".
std::unique_ptr<const Classifier> GuardedBy(std::string_view guard) {
  return ClassifierOf(R"(
[[rule]]
id = "cro.x"
label = "CRO"
any = ["xray"]
weight = 2.0
cap = 9
[[rule]]
id = "cso.y"
label = "CSO"
any = ["yarn"]
weight = -1.5
[[guard]]
id = "g"
any = ["no way"]
affects = ["*"]
)" + std::string(guard));
}

void ExpectFates(const GuardCase& one) {
  EXPECT_EQ(FatesIn(*GuardedBy(one.guard), one.text), one.want) << one.name;
}

TEST(Guarding, ReachesOverItsScope) {
  const GuardCase cases[] = {
      {"clause by default", "", "no way xray; yarn", "cro.x blocked by g, cso.y counts"},
      {"clause, before the cue", "", "xray no way; yarn", "cro.x blocked by g, cso.y counts"},
      {"sentence", "scope = \"sentence\"", "yarn; no way; xray",
       "cso.y blocked by g, cro.x blocked by g"},
      {"sentence ends", "scope = \"sentence\"", "No way. Xray.", "cro.x counts"},
      {"text", "scope = \"text\"", "Xray. No way. Yarn.", "cro.x blocked by g, cso.y blocked by g"},
      {"words after", "scope = \"2 words\"", "no way one xray", "cro.x blocked by g"},
      {"words after, too far", "scope = \"2 words\"", "no way one two xray", "cro.x counts"},
      {"words before", "scope = \"2 words\"", "xray one no way", "cro.x blocked by g"},
      {"words before, too far", "scope = \"2 words\"", "xray one two no way", "cro.x counts"},
      {"words stay in their sentence", "scope = \"2 words\"", "No way. Xray.", "cro.x counts"},
      {"but not in their clause", "scope = \"2 words\"", "no way; xray", "cro.x blocked by g"},
      {"no cue", "", "xray", "cro.x counts"},
      {"two cues reach as far as either", "scope = \"1 word\"", "no way xray no way yarn",
       "cro.x blocked by g, cso.y blocked by g"},
      {"and no farther", "scope = \"1 word\"", "no way a xray a no way yarn",
       "cro.x counts, cso.y blocked by g"},
  };
  for (const GuardCase& one : cases) ExpectFates(one);
}

TEST(Guarding, KeepsToItsSide) {
  const GuardCase cases[] = {
      {"after", "side = \"after\"", "yarn no way xray", "cso.y counts, cro.x blocked by g"},
      {"before", "side = \"before\"", "yarn no way xray", "cso.y blocked by g, cro.x counts"},
      {"both", "side = \"both\"", "yarn no way xray", "cso.y blocked by g, cro.x blocked by g"},
      {"after, by words", "side = \"after\"\nscope = \"1 word\"", "yarn no way xray",
       "cso.y counts, cro.x blocked by g"},
      {"before, in the text", "side = \"before\"\nscope = \"text\"", "Yarn. No way. Xray.",
       "cso.y blocked by g, cro.x counts"},
  };
  for (const GuardCase& one : cases) ExpectFates(one);
}

TEST(Guarding, EndsAtTerminators) {
  constexpr std::string_view kUntil = "until = [\"except\", \"save for\", \"for\"]";
  const GuardCase cases[] = {
      {"after the cue", kUntil, "no way yarn except xray", "cso.y blocked by g, cro.x counts"},
      {"before the cue", kUntil, "yarn except xray no way", "cso.y counts, cro.x blocked by g"},
      {"the nearest counts", kUntil, "no way except yarn except xray",
       "cso.y counts, cro.x counts"},
      {"one inside another", kUntil, "xray save for yarn no way",
       "cro.x counts, cso.y blocked by g"},
      {"none", kUntil, "no way yarn and xray", "cso.y blocked by g, cro.x blocked by g"},
      {"another cue begins anew", kUntil, "no way yarn except no way xray",
       "cso.y blocked by g, cro.x blocked by g"},
  };
  for (const GuardCase& one : cases) ExpectFates(one);
}

TEST(Guarding, IsSilentUnderAPseudoCue) {
  constexpr std::string_view kNot = "not = [\"no way but\", \"in no way\", \"no way\"]";
  const GuardCase cases[] = {
      {"longer at the end", "not = [\"no way only\"]", "no way only xray", "cro.x counts"},
      {"longer at the begin", "not = [\"in no way\"]", "in no way xray", "cro.x counts"},
      {"of the same span", kNot, "no way xray", "cro.x counts"},
      {"elsewhere", "not = [\"no way only\"]", "no way xray, no way only", "cro.x blocked by g"},
      {"overlapping the cue only in part", "not = [\"way out\"]", "no way out xray",
       "cro.x blocked by g"},
  };
  for (const GuardCase& one : cases) ExpectFates(one);
}

TEST(Guarding, HasItsEffect) {
  const GuardCase cases[] = {
      {"block", "effect = \"block\"", "no way xray", "cro.x blocked by g"},
      {"flip", "effect = \"flip\"", "no way xray", "cro.x flipped by g"},
      {"scale", "effect = \"scale\"\nfactor = 0.25", "no way xray", "cro.x counts at 0.50 by g"},
      {"scale of a negative weight", "effect = \"scale\"\nfactor = 0.5", "no way yarn",
       "cso.y counts at -0.75 by g"},
      {"two cues of one guard weaken once", "effect = \"scale\"\nfactor = 0.5",
       "no way xray no way", "cro.x counts at 1.00 by g"},
      {"also where their reaches are apart", "effect = \"scale\"\nfactor = 0.5\nscope = \"1 word\"",
       "no way a, no way xray", "cro.x counts at 1.00 by g"},
      {"needs that do not", "needs = \"words > 9\"", "no way xray", "cro.x counts"},
  };
  for (const GuardCase& one : cases) ExpectFates(one);
}

TEST(Guarding, IsOnOnlyWhereItsConditionHolds) {
  const auto classifier = ClassifierOf(R"(
[[rule]]
id = "cro.x"
label = "CRO"
any = ["xray"]
[[rule]]
id = "own"
any = ["our own"]
[[guard]]
id = "g"
any = ["no"]
affects = ["CRO"]
needs = "own"
)");
  EXPECT_EQ(FatesIn(*classifier, "no xray"), "cro.x counts");
  EXPECT_EQ(FatesIn(*classifier, "No xray. Our own."), "cro.x blocked by g, own feeds");
}

TEST(Guarding, FlippedEvidenceCountsForNone) {
  const auto classifier = GuardedBy("effect = \"flip\"");
  Classifier::Session session(*classifier);
  const Verdict& verdict = session.Classify("no way xray yarn");
  EXPECT_EQ(verdict.scores, (std::vector<double>{3.5, 0, 0, 0, 0}));  // 2.0 and |-1.5|
  EXPECT_EQ(verdict.label, kNone);
}

constexpr std::string_view kThree = R"(
[[rule]]
id = "cro.x"
label = "CRO"
any = ["xray"]
[[rule]]
id = "sig"
any = ["zinc"]
unless = ["turn"]
[[guard]]
id = "a.half"
any = ["half"]
effect = "scale"
factor = 0.5
affects = ["*"]
[[guard]]
id = "b.third"
any = ["third"]
effect = "scale"
factor = 0.1
affects = ["*"]
[[guard]]
id = "turn"
any = ["turn"]
effect = "flip"
affects = ["*"]
[[guard]]
id = "y.off"
any = ["off"]
affects = ["*"]
[[guard]]
id = "z.off"
any = ["out"]
affects = ["*"]
)";

TEST(Guarding, LetsTheStrongestOfSeveralWin) {
  const auto classifier = ClassifierOf(kThree);
  const struct {
    std::string_view text, want;
  } cases[] = {
      {"half third xray", "cro.x counts at 0.05 by a.half and b.third"},
      {"half xray, third xray",
       "cro.x counts at 0.05 by a.half and b.third, cro.x capped at 0.05 by a.half and b.third"},
      {"Half xray. Third xray.", "cro.x counts at 0.50 by a.half, cro.x capped at 0.10 by b.third"},
      {"third off half xray", "cro.x blocked by y.off at 0.05 by a.half and b.third"},
      {"turn off xray", "cro.x blocked by y.off"},
      {"off turn xray", "cro.x blocked by y.off"},
      {"out off xray", "cro.x blocked by y.off"},  // the first by id
      {"half turn xray", "cro.x flipped by turn at 0.50 by a.half"},
      {"turn zinc", "sig blocked by turn"},  // a signal has nothing to turn over
  };
  for (const auto& one : cases) EXPECT_EQ(FatesIn(*classifier, one.text), one.want) << one.text;
}

TEST(Guarding, CoversEvidenceThatItsCueOverlaps) {
  const auto classifier = ClassifierOf(R"(
[[rule]]
id = "cro.x"
label = "CRO"
any = ["third party xray"]
[[guard]]
id = "g"
any = ["from third party"]
affects = ["*"]
side = "after"
scope = "1 words"
[[guard]]
id = "h"
regex = 'one; two'
affects = ["*"]
)");
  EXPECT_EQ(FatesIn(*classifier, "from third party xray"), "cro.x blocked by g");
  // A cue that runs over the border of its clause reaches as far as itself.
  EXPECT_EQ(FatesIn(*classifier, "third party xray one; two"), "cro.x blocked by h");
  EXPECT_EQ(FatesIn(*classifier, "one; two third party xray"), "cro.x counts");
}

TEST(Guarding, BearsOnWhomItIsToldTo) {
  const auto classifier = ClassifierOf(R"(
[[rule]]
id = "cro.despite"
label = "CRO"
any = ["delta"]
despite = ["wide"]
[[rule]]
id = "cro.plain"
label = "CRO"
any = ["plain"]
[[rule]]
id = "cro.unless"
label = "CRO"
any = ["uniform"]
unless = ["narrow"]
[[rule]]
id = "none.n"
label = "NONE"
any = ["november"]
[[guard]]
id = "narrow"
any = ["nein"]
[[guard]]
id = "wide"
any = ["wein"]
affects = ["*"]
)");
  EXPECT_EQ(FatesIn(*classifier, "nein delta plain uniform november"),
            "cro.despite counts, cro.plain counts, cro.unless blocked by narrow, none.n counts");
  EXPECT_EQ(FatesIn(*classifier, "wein delta plain uniform november"),
            "cro.despite counts, cro.plain blocked by wide, cro.unless blocked by wide, "
            "none.n counts");
}

TEST(Guarding, ScopesAreSortedAndApart) {
  const Pack pack = PackOf(kThree);
  Segments segments;
  const std::string_view normal = "off; half off off; off";
  segments.Assign(normal);
  const BuiltMatcher matcher = BuildReferenceMatcher(pack);
  std::vector<Hit> hits;
  matcher.matcher->MatchOnce(normal, &hits);
  const Result<Plan> plan = BuildPlan(pack);
  ASSERT_TRUE(plan.ok());
  GuardScopes scopes(*plan);
  scopes.Find({normal, &segments}, hits);  // what it finds does not stay
  scopes.Find({normal, &segments}, hits);
  EXPECT_EQ(scopes.all(), (std::vector<GuardScope>{{0, {5, 19}}, {3, {0, 22}}}));
}

}  // namespace
}  // namespace cxo
