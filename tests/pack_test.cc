// Looking things up in a pack, the meaning of names, profiles, and errors at a place of a pack.
#include "classifier/pack/pack.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "classifier/pack/circle.h"
#include "tests/small_pack.h"

namespace cxo {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Pack Small() { return ParsePack(SmallPack(), "rules").pack.value_or(Pack()); }

std::vector<std::string> IdsOf(const Pack& pack, std::string_view name) {
  std::vector<std::string> ids;
  for (const uint32_t rule : ResolveName(pack, name)) ids.push_back(pack.rules[rule].id);
  return ids;
}

TEST(Pack, ReadsALabelThatSomebodyHasTyped) {
  const Pack pack = Small();
  EXPECT_EQ(ReadTypedLabel(pack, "cmo").value(), 2);
  EXPECT_EQ(Format(ReadTypedLabel(pack, "CMP").error()),
            "`CMP` is no label of the pack; did you mean `CMO`?");
  EXPECT_EQ(Format(ReadTypedLabel(pack, "other").error()),
            "`other` is no label of the pack; there are NONE, CRO, CMO");
}

TEST(Pack, FindsByName) {
  const Pack pack = Small();
  EXPECT_EQ(FindLabel(pack, "NONE"), kNone);
  EXPECT_EQ(FindLabel(pack, "CMO"), 2);
  EXPECT_EQ(FindLabel(pack, "cmo"), std::nullopt);
  EXPECT_EQ(FindTypedLabel(pack, "cmo"), 2);
  EXPECT_EQ(FindTypedLabel(pack, "None"), kNone);
  EXPECT_EQ(FindTypedLabel(pack, "cmp"), std::nullopt);
  EXPECT_EQ(FindRule(pack, "both"), 0u);
  EXPECT_EQ(FindRule(pack, "offer"), 3u);
  EXPECT_EQ(FindRule(pack, "off"), std::nullopt);
  EXPECT_EQ(FindRule(pack, "zzz"), std::nullopt);
  EXPECT_EQ(FindGuard(pack, "negation"), 0u);
  EXPECT_EQ(FindGuard(pack, "offer"), std::nullopt);
  EXPECT_EQ(FindProfile(pack, "article"), 0u);
  EXPECT_EQ(FindProfile(pack, ""), 0u);
  EXPECT_EQ(FindProfile(pack, "all-cro"), 1u);
  EXPECT_EQ(FindProfile(pack, "none"), std::nullopt);
  EXPECT_EQ(FindProfile(Pack(), ""), std::nullopt);
  EXPECT_EQ(ProfileInForce(pack, ""), "article");
  EXPECT_EQ(ProfileInForce(pack, "all-cro"), "all-cro");
  EXPECT_EQ(ProfileInForce(Pack(), ""), "");
}

TEST(Pack, ResolvesNamesToRules) {
  const Pack pack = Small();
  EXPECT_THAT(IdsOf(pack, "cro.tox"), ElementsAre("cro.tox"));
  EXPECT_THAT(IdsOf(pack, "cro.*"), ElementsAre("cro.tox"));
  EXPECT_THAT(IdsOf(pack, "CMO"), ElementsAre("both", "cmo.make"));
  EXPECT_THAT(IdsOf(pack, "CRO.lab"), ElementsAre("cro.tox"));
  EXPECT_THAT(IdsOf(pack, "CXO"), ElementsAre("both", "cmo.make", "cro.tox"));
  EXPECT_THAT(IdsOf(pack, "*"), ElementsAre("both", "cmo.make", "cro.tox"));
  EXPECT_THAT(IdsOf(pack, "offer"), ElementsAre("offer"));
  for (const char* nothing : {"", "cr.*", "c*", ".*", "CRO.", "CRO.x", "NONE", "CSO", "cro"}) {
    EXPECT_THAT(IdsOf(pack, nothing), IsEmpty()) << nothing;
  }
}

TEST(ApplyProfile, ChangesLabelsWeightsAndBiasAndTakesRulesOut) {
  const auto changed = ApplyProfile(Small(), "all-cro");
  ASSERT_TRUE(changed.ok());
  EXPECT_EQ(FindRule(*changed, "both"), std::nullopt);
  const Rule& make = changed->rules[*FindRule(*changed, "cmo.make")];
  EXPECT_EQ(make.label, 1);
  EXPECT_EQ(make.facet, "made");
  EXPECT_EQ(make.weight, 1.75);
  const Rule& tox = changed->rules[*FindRule(*changed, "cro.tox")];
  EXPECT_EQ(tox.weight, 0.5);
  EXPECT_EQ(tox.subtype, "preclinical+clinical");
  EXPECT_THAT(changed->decision.bias, ElementsAre(0.0, 0.25, -3.0));
}

TEST(ApplyProfile, KeepsPatternsWithTheirOwners) {
  const auto owned = [](const Pack& pack) {
    std::vector<std::string> texts;
    for (const Pattern& pattern : pack.patterns) {
      const bool rule = pattern.role == PatternRole::kEvidence;
      texts.push_back((rule ? pack.rules[pattern.owner].id : pack.guards[pattern.owner].id) + ": " +
                      pattern.text);
    }
    return texts;
  };
  Pack pack = Small();
  pack.profiles[0].changes.push_back({"cmo.make", std::nullopt, "", std::nullopt, true, {}});
  const auto changed = ApplyProfile(pack, "");
  ASSERT_TRUE(changed.ok());
  std::vector<std::string> want = owned(pack);
  want.erase(want.begin());
  EXPECT_EQ(owned(*changed), want);
  EXPECT_EQ(changed->rules.size(), pack.rules.size() - 1);
}

TEST(ApplyProfile, DropsTheSubtypeOfAnotherLabel) {
  Pack pack = Small();
  pack.profiles[0].changes.push_back({"cro.tox", 2, "", std::nullopt, false, {}});
  const auto changed = ApplyProfile(pack, "article");
  ASSERT_TRUE(changed.ok());
  EXPECT_EQ(changed->rules[2].label, 2);
  EXPECT_EQ(changed->rules[2].subtype, "");
}

TEST(ApplyProfile, RefusesAnUnknownNameAndSaysWhichAreKnown) {
  const auto unknown = ApplyProfile(Small(), "artikel");
  ASSERT_FALSE(unknown.ok());
  EXPECT_EQ(
      Format(unknown.error()),
      "there is no profile `artikel`; this pack has `article`, `all-cro`; did you mean `article`?");
  const auto none = ApplyProfile(Pack(), "x");
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(Format(none.error()), "there is no profile `x`; this pack has none");
  EXPECT_TRUE(ApplyProfile(Pack(), "").ok());
}

TEST(ErrorAt, ShowsTheLineOfThePlace) {
  const Pack pack = Small();
  const Rule& rule = pack.rules[2];
  EXPECT_EQ(Format(ErrorAt(pack, rule.at, "wrong", 8)),
            "rules.toml:7:1: wrong\n  [[rule]]\n  ^^^^^^^^");
  EXPECT_EQ(Format(ErrorAt(pack, {0, 999, 1}, "wrong")), "decision.toml:999:1: wrong");
  EXPECT_EQ(Format(ErrorAt(pack, {99, 1, 1}, "wrong")), "wrong");
}

TEST(ErrorAt, ShowsNoCaretBehindWhatItShowsOfALongLine) {
  Pack pack;
  pack.files = {{"a.toml", "# a\n" + std::string(500, 'x') + "\n"}};
  EXPECT_EQ(Format(ErrorAt(pack, {0, 2, 475}, "wrong", 3)), "a.toml:2:475: wrong");
  EXPECT_EQ(
      Format(ErrorAt(pack, {0, 2, 299}, "wrong", 9)),
      "a.toml:2:299: wrong\n  " + std::string(300, 'x') + "\n  " + std::string(298, ' ') + "^^");
}

TEST(FindCircles, SeesNoneInAPackWhereGuardsAreSpared) {
  Pack pack = Small();
  EXPECT_TRUE(FindCircles(pack).empty());
  pack.guards[0].condition = *ParseCondition("cmo.make");
  // The guard bears on cro.tox, which depends on cmo.make; cmo.make itself is spared.
  EXPECT_TRUE(FindCircles(pack).empty());
  pack.rules[1].despite.clear();
  const auto circles = FindCircles(pack);
  ASSERT_EQ(circles.size(), 1U);
  EXPECT_EQ(circles[0].story, "`negation` -> `cmo.make` -> `negation`");
}

TEST(FindCircles, TellsOneOfThoseThatHangTogether) {
  Pack pack;
  const std::pair<const char*, const char*> conditions[] = {
      {"a", "b"}, {"b", "a or c"}, {"c", "b"}, {"d", "nobody"}, {"e", "f"}, {"f", "e"}};
  for (const auto& [id, condition] : conditions) {
    Rule rule;
    rule.id = id;
    rule.composite = true;
    rule.condition = *ParseCondition(condition);
    pack.rules.push_back(std::move(rule));
  }
  const auto circles = FindCircles(pack);
  ASSERT_EQ(circles.size(), 2U);
  EXPECT_EQ(circles[0].story, "`a` -> `b` -> `a`");
  EXPECT_EQ(circles[1].story, "`e` -> `f` -> `e`");
}

}  // namespace
}  // namespace cxo
