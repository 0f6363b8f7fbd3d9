// The stages together: what becomes evidence, in which order guards, conditions and composites see
// it, and how composites absorb.
#include "classifier/decide/decider.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/pack_text.h"

namespace cxo {
namespace {

TEST(Decider, TakesTheSameWordsOnceForEachRule) {
  const auto classifier = ClassifierOf(R"(
[[rule]]
id = "cro.a"
label = "CRO"
any = ["pre-clinical", "preclinical*", "clinic*"]
regex = 'preclin\w+'
cap = 9
[[rule]]
id = "cro.b"
label = "CRO"
any = ["preclinical"]
)");
  EXPECT_EQ(FatesIn(*classifier, "preclinical"), "cro.a counts, cro.b counts");
  EXPECT_EQ(FatesIn(*classifier, "preclinical, preclinical"),
            "cro.a counts, cro.b counts, cro.a counts, cro.b capped");
}

TEST(Decider, NamesThePatternThatHit) {
  const auto classifier = ClassifierOf(R"(
[[rule]]
id = "cro.a"
label = "CRO"
any = ["alpha", "beta"]
[[composite]]
id = "cro.z"
label = "CRO"
when = "cro.a"
)");
  Classifier::Session session(*classifier);
  const Verdict& verdict = session.Classify("beta");
  ASSERT_EQ(verdict.evidence.size(), 2U);
  EXPECT_EQ(classifier->pack().patterns[verdict.evidence[0].pattern].text, "beta");
  EXPECT_EQ(verdict.evidence[1].pattern, Evidence::kNobody);
  EXPECT_EQ(verdict.evidence[1].by, Evidence::kNobody);
}

TEST(Decider, GuardsComeBeforeConditions) {
  const auto classifier = ClassifierOf(R"(
[[rule]]
id = "cro.a"
label = "CRO"
any = ["alpha"]
needs = "offer"
[[rule]]
id = "offer"
any = ["offer"]
unless = ["no"]
[[guard]]
id = "no"
any = ["no"]
scope = "1 word"
side = "after"
affects = ["cro.a"]
)");
  EXPECT_EQ(FatesIn(*classifier, "offer alpha"), "offer feeds, cro.a counts");
  EXPECT_EQ(FatesIn(*classifier, "no alpha"), "cro.a blocked by no");  // not: unmet
  EXPECT_EQ(FatesIn(*classifier, "no offer alpha"), "offer blocked by no, cro.a unmet");
}

TEST(Decider, AnUnmetRuleIsNotSeenByOthers) {
  const auto classifier = ClassifierOf(R"(
[[rule]]
id = "cro.a"
label = "CRO"
any = ["alpha"]
needs = "cro.b"
[[rule]]
id = "cro.b"
label = "CRO"
any = ["beta"]
needs = "cro.c"
[[rule]]
id = "cro.c"
label = "CRO"
any = ["gamma"]
)");
  EXPECT_EQ(FatesIn(*classifier, "alpha beta gamma"), "cro.a counts, cro.b counts, cro.c counts");
  EXPECT_EQ(FatesIn(*classifier, "alpha beta"), "cro.a unmet, cro.b unmet");
}

constexpr std::string_view kAbsorbing = R"(
[[rule]]
id = "cmo.make"
label = "CMO"
any = ["make"]
cap = 9
[[rule]]
id = "cro.develop"
label = "CRO"
any = ["develop"]
cap = 9
[[composite]]
id = "z"
label = "CDMO"
when = "cmo.make and cro.develop"
absorbs = ["CMO"]
cap = 9
)";

TEST(Decider, CompositesHoldAndAbsorbInTheirScope) {
  const struct {
    std::string_view scope, text, want;
  } cases[] = {
      {"clause", "make, develop; make",
       "cmo.make absorbed by z, cro.develop counts, "
       "cmo.make counts, z counts"},
      {"sentence", "make, develop; make",
       "cmo.make absorbed by z, cro.develop counts, "
       "cmo.make absorbed by z, z counts"},
      {"clause", "make; develop", "cmo.make counts, cro.develop counts"},
      {"sentence", "make; develop", "cmo.make absorbed by z, cro.develop counts, z counts"},
      {"sentence", "Make. Develop.", "cmo.make counts, cro.develop counts"},
      {"text", "Make. Develop.", "cmo.make absorbed by z, cro.develop counts, z counts"},
      {"clause", "make develop; make develop",
       "cmo.make absorbed by z, cro.develop counts, cmo.make absorbed by z, cro.develop counts, "
       "z counts, z counts"},
  };
  for (const auto& one : cases) {
    const auto classifier =
        ClassifierOf(std::string(kAbsorbing) + "scope = \"" + std::string(one.scope) + "\"");
    EXPECT_EQ(FatesIn(*classifier, one.text), one.want) << one.scope << ": " << one.text;
  }
}

TEST(Decider, GuardedCompositesAbsorbNothing) {
  const auto classifier = ClassifierOf(std::string(kAbsorbing) + R"(
[[guard]]
id = "g"
any = ["never"]
affects = ["z"]
)");
  EXPECT_EQ(FatesIn(*classifier, "never make, develop"),
            "cmo.make counts, cro.develop counts, z blocked by g");
}

TEST(Decider, SignalsOfConditionsMayBeComposites) {
  const auto classifier = ClassifierOf(R"(
[[rule]]
id = "a"
any = ["alpha"]
[[composite]]
id = "short"
when = "words <= 3"
scope = "text"
[[composite]]
id = "cro.z"
label = "CRO"
when = "a and short"
)");
  EXPECT_EQ(FatesIn(*classifier, "alpha"), "a feeds, short feeds, cro.z counts");
  EXPECT_EQ(FatesIn(*classifier, "alpha and three more"), "a feeds");
  EXPECT_EQ(FatesIn(*classifier, "none"), "short feeds");
}

TEST(Decider, LeavesOutOneRuleAsIfThePackHadItNot) {
  const auto classifier = ClassifierOf(std::string(kAbsorbing) + "scope = \"text\"");
  Decider decider(classifier->plan());
  const std::string_view normal = "make, develop";
  Segments segments;
  segments.Assign(normal);
  std::vector<Hit> hits;
  BuildReferenceMatcher(classifier->pack()).matcher->MatchOnce(normal, &hits);
  const struct {
    uint32_t rule;
    std::string_view want;
  } cases[] = {
      {Evidence::kNobody, "cmo.make absorbed by z, cro.develop counts, z counts"},
      {FindRule(classifier->pack(), "cro.develop").value(), "cmo.make counts"},
      {FindRule(classifier->pack(), "z").value(), "cmo.make counts, cro.develop counts"},
      {Evidence::kNobody, "cmo.make absorbed by z, cro.develop counts, z counts"},
  };
  for (const auto& one : cases) {
    Verdict verdict;
    decider.LeaveOut(one.rule);
    decider.Decide({normal, &segments}, hits, &verdict);
    EXPECT_EQ(Fates(classifier->pack(), verdict), one.want) << one.rule;
  }
}

// The work is in proportion to the text: a megabyte of evidence, guards and clauses takes the time
// of many small texts, not of their square, which would be minutes.
TEST(Decider, LongTextsAreDecidedLikeShortOnes) {
  const auto classifier = ClassifierOf(std::string(kAbsorbing) + R"(
[[guard]]
id = "g"
any = ["not"]
not = ["not only"]
until = ["but"]
affects = ["cmo.make"]
side = "after"
)");
  std::string text;
  constexpr size_t kTimes = 20'000;
  for (size_t i = 0; i < kTimes; ++i) text += "make, develop; not make; not only make, develop; ";
  Classifier::Session session(*classifier);
  const Verdict& verdict = session.Classify(text);
  EXPECT_EQ(verdict.evidence.size(), kTimes * 7);
  EXPECT_EQ(verdict.scores, (std::vector<double>{0, 9, 0, 18, 0}));
}

}  // namespace
}  // namespace cxo
