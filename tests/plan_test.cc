// Names resolved to rules, guards bound to rules, steps in order, circles.
#include "classifier/decide/plan.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "tests/pack_text.h"

namespace cxo {
namespace {

std::string RulesOf(const Pack& pack, const RuleSet& set) {
  std::string out;
  for (size_t r = 0; r < set.size(); ++r) {
    if (set[r]) out += (out.empty() ? "" : " ") + pack.rules[r].id;
  }
  return out;
}

std::string GuardsOn(const Pack& pack, const Plan& plan, std::string_view rule) {
  std::string out;
  for (const uint32_t guard : plan.guards_on_rule[FindRule(pack, rule).value()]) {
    out += (out.empty() ? "" : " ") + pack.guards[guard].id;
  }
  return out;
}

std::string StepsOf(const Pack& pack, const Plan& plan) {
  std::string out;
  for (const Plan::Step step : plan.steps) {
    out += (out.empty() ? "" : " ") +
           (step.is_guard ? pack.guards[step.index].id : pack.rules[step.index].id);
  }
  return out;
}

constexpr std::string_view kNames = R"(
[[rule]]
id = "a.lab"
label = "CRO.lab"
any = ["a"]
[[rule]]
id = "a.make"
label = "CMO"
any = ["b"]
[[rule]]
id = "none"
label = "NONE"
any = ["c"]
[[rule]]
id = "signal"
any = ["d"]
)";

TEST(Plan, ResolvesEveryKindOfName) {
  const struct {
    std::string_view name;
    std::string_view want;
  } cases[] = {
      {"a.lab", "a.lab"}, {"a.*", "a.lab a.make"}, {"CRO", "a.lab"},        {"CRO.lab", "a.lab"},
      {"NONE", "none"},   {"signal", "signal"},    {"CXO", "a.lab a.make"},
  };
  for (const auto& one : cases) {
    const Pack pack = PackOf(std::string(kNames) + "[[composite]]\nid = \"z\"\nwhen = \"" +
                             std::string(one.name) + "\"");
    const Result<Plan> plan = BuildPlan(pack);
    ASSERT_TRUE(plan.ok());
    EXPECT_EQ(RulesOf(pack, plan->rule_conditions[FindRule(pack, "z").value()].rules), one.want)
        << one.name;
  }
}

// Packs are checked for circles when they are read; the packs of these tests are bent afterwards.
Condition Needs(std::string_view text) { return ParseCondition(text).value(); }

TEST(Plan, LeavesARuleOutOfItsOwnCondition) {
  Pack pack = PackOf(R"(
[[rule]]
id = "cro.a"
label = "CRO"
any = ["a"]
[[rule]]
id = "cro.b"
label = "CRO"
any = ["b"]
[[composite]]
id = "cro.z"
label = "CRO"
when = "cro.a"
absorbs = ["cro.*"]
)");
  pack.rules[0].condition = Needs("cro.a or count(cro.a) >= 1");
  const Result<Plan> plan = BuildPlan(pack);
  ASSERT_TRUE(plan.ok()) << Format(plan.error());
  EXPECT_EQ(RulesOf(pack, plan->rule_conditions[0].rules), "");
  EXPECT_EQ(RulesOf(pack, plan->absorbed_by_rule[2]), "cro.a cro.b");
}

constexpr std::string_view kGuarded = R"(
[[rule]]
id = "cmo.a"
label = "CMO"
any = ["a"]
[[rule]]
id = "cmo.b"
label = "CMO"
any = ["b"]
unless = ["own", "all"]
despite = ["labels"]
[[rule]]
id = "none.c"
label = "NONE"
any = ["c"]
unless = ["own"]
[[rule]]
id = "signal"
any = ["s"]
[[composite]]
id = "z.whole"
label = "CMO"
when = "cmo.a"
[[guard]]
id = "all"
any = ["x"]
affects = ["*"]
[[guard]]
id = "labels"
any = ["y"]
affects = ["CMO", "signal"]
[[guard]]
id = "named"
any = ["v"]
affects = ["z.whole"]
[[guard]]
id = "own"
any = ["w"]
)";

TEST(Plan, BindsGuardsToTheRulesThatTheyBearOn) {
  const Pack pack = PackOf(kGuarded);
  const Result<Plan> plan = BuildPlan(pack);
  ASSERT_TRUE(plan.ok());
  EXPECT_EQ(GuardsOn(pack, *plan, "cmo.a"), "all labels");
  EXPECT_EQ(GuardsOn(pack, *plan, "cmo.b"), "all own");
  EXPECT_EQ(GuardsOn(pack, *plan, "none.c"), "own");
  EXPECT_EQ(GuardsOn(pack, *plan, "signal"), "labels");
  EXPECT_EQ(GuardsOn(pack, *plan, "z.whole"), "named");  // "*" and labels leave composites alone
}

TEST(Plan, OrdersStepsAfterWhatTheyLookAt) {
  const Pack pack = PackOf(R"(
[[rule]]
id = "a"
label = "CRO"
any = ["a"]
needs = "c"
[[rule]]
id = "b"
any = ["b"]
[[composite]]
id = "c"
when = "d and b"
[[rule]]
id = "d"
any = ["d"]
unless = ["g"]
[[rule]]
id = "e"
label = "CMO"
any = ["e"]
[[guard]]
id = "g"
any = ["x"]
needs = "e"
)");
  const Result<Plan> plan = BuildPlan(pack);
  ASSERT_TRUE(plan.ok());
  EXPECT_EQ(StepsOf(pack, *plan), "b e g d c a");
}

TEST(Plan, NamesTheCircle) {
  const std::string_view tables = R"([[rule]]
id = "a"
any = ["a"]
[[rule]]
id = "b"
any = ["b"]
unless = ["g"]
[[guard]]
id = "g"
any = ["x"]
)";
  Pack pack = PackOf(tables);
  pack.rules[0].condition = Needs("b");
  pack.guards[0].condition = Needs("a");
  EXPECT_EQ(Format(BuildPlan(pack).error()),
            "rules.toml:1:1: conditions depend on each other in a circle: a -> b -> g -> a\n"
            "  [[rule]]\n"
            "  ^");
  pack.rules[0].condition = {};
  pack.guards[0].condition = Needs("b");
  EXPECT_EQ(Format(BuildPlan(pack).error()),
            "rules.toml:6:1: conditions depend on each other in a circle: b -> g -> b\n"
            "  [[rule]]\n"
            "  ^");
}

}  // namespace
}  // namespace cxo
