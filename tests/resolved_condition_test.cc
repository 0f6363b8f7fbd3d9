// Conditions in fewer questions.
#include "classifier/decide/resolved_condition.h"

#include <string>

#include <gtest/gtest.h>

#include "classifier/decide/plan.h"
#include "tests/pack_text.h"

namespace cxo {
namespace {

constexpr std::string_view kPack = R"(
[[rule]]
id = "a"
any = ["alpha"]
[[rule]]
id = "b"
any = ["beta"]
[[rule]]
id = "c"
any = ["gamma"]
[[composite]]
id = "z"
when = "a"
)";

// "[a b]" is a set, "!" not, "&(" and "|(" with their parts, "#" a count, "=" a measure.
std::string Shown(const Pack& pack, const ResolvedCondition& it) {
  std::string rules;
  it.rules.VisitRules(
      [&](uint32_t rule) { rules += (rules.empty() ? "" : " ") + pack.rules[rule].id; });
  std::string parts;
  for (const ResolvedCondition& part : it.parts) {
    parts += (parts.empty() ? "" : " ") + Shown(pack, part);
  }
  switch (it.op) {
    case Condition::Op::kAlways: return "always";
    case Condition::Op::kName: return "[" + rules + "]";
    case Condition::Op::kCount: return "#" + rules;
    case Condition::Op::kMeasure: return "=";
    case Condition::Op::kNot: return "!" + parts;
    case Condition::Op::kAnd: return "&(" + parts + ")";
    case Condition::Op::kOr: return "|(" + parts + ")";
  }
  return "";
}

TEST(ResolvedCondition, IsSimplified) {
  const struct {
    std::string_view written;
    std::string_view want;
  } cases[] = {
      {"a", "[a]"},
      {"a or b or c", "[a b c]"},
      {"a or (b or c)", "[a b c]"},
      {"a and (b and c)", "&([a] [b] [c])"},
      {"not a and not b", "![a b]"},
      {"c and not (a or b)", "&([c] ![a b])"},
      {"not (a or words > 3) and not b", "&(![a b] !=)"},
      {"not not a", "[a]"},
      {"not (a and b)", "!&([a] [b])"},
      {"count(a) >= 1", "[a]"},
      {"count(a) > 0", "[a]"},
      {"count(a) < 1", "![a]"},
      {"count(a) == 0", "![a]"},
      {"count(a) <= 0", "![a]"},
      {"count(a) >= 0", "#a"},
      {"count(a) < 0", "#a"},
      {"count(a) >= 2", "#a"},
      {"count(a) == 1", "#a"},
      {"(a or b) and not c and words <= 3", "&(= [a b] ![c])"},  // what is cheap comes first
      {"(count(a) > 1 or b) and c", "&([c] |([b] #a))"},
  };
  for (const auto& one : cases) {
    Pack pack = PackOf(kPack);
    pack.rules[3].condition = ParseCondition(one.written).value();
    const Result<Plan> plan = BuildPlan(pack);
    ASSERT_TRUE(plan.ok());
    EXPECT_EQ(Shown(pack, plan->rule_conditions[3]), one.want) << one.written;
  }
}

}  // namespace
}  // namespace cxo
