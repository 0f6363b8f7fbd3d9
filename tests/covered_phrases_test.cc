// Which phrases add nothing to their rule or guard, in tables.
#include "classifier/eval/covered_phrases.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/error/joined.h"
#include "tests/pack_text.h"

namespace cxo {
namespace {

// "phrase < by; ...".
std::string CoveredIn(const Pack& pack) {
  std::string covered;
  for (const CoveredPhrase& one : CoveredPhrases(pack)) {
    covered += (covered.empty() ? "" : "; ") + one.phrase->text + " < " + one.by->text;
  }
  return covered;
}

struct Case {
  std::vector<std::string> phrases;  // of one rule
  std::string_view want;
};

void Expect(std::span<const Case> cases) {
  for (const Case& c : cases) {
    const std::string any = Joined(c.phrases, "\", \"");
    const Pack pack =
        PackOf("[[rule]]\nid = \"cro.x\"\nlabel = \"CRO\"\nany = [\"" + any + "\"]\n");
    EXPECT_EQ(CoveredIn(pack), c.want) << any;
  }
}

TEST(CoveredPhrases, AreToldByTheirLetters) {
  const Case cases[] = {
      {{"zork quux", "zork*"}, ""},
      {{"Zork", "zork*"}, "Zork < zork*"},
      {{"zork~", "zork*"}, "zork~ < zork*"},
      {{"forge~", "forge*"}, ""},  // "forging"
      {{"rat study~", "rat stud*"}, "rat study~ < rat stud*"},
      {{"own  lab", "own lab~"}, "own  lab < own lab~"},
      {{"one two", "on* tw*"}, ""},  // two words are wider
      {{"a (b|c)", "a* (b|c)"}, "a (b|c) < a* (b|c)"},
      {{"d ..2 e", "d ..2 e*"}, ""},  // a nearer e* may be found
  };
  Expect(cases);
}

TEST(CoveredPhrases, HaveFewerAlternatives) {
  const Case cases[] = {
      {{"my lab", "my (lab|plant)"}, "my lab < my (lab|plant)"},
      {{"my (plant|lab)", "my (lab|mill|Plant)"}, "my (plant|lab) < my (lab|mill|Plant)"},
      {{"my (plant|mill)", "my (lab|plant)"}, ""},
      {{"my (a|b) (c|d)", "my (a|b|e) (c|d)"}, "my (a|b) (c|d) < my (a|b|e) (c|d)"},
      {{"my (a|b) (c|d)", "my (a|b|e) (c|d|f)"}, ""},  // two choices are wider
      {{"my lab", "my (lab site|plant)"}, ""},
      {{"my lab", "my [new] (lab|plant)"}, ""},
      {{"my ..2 lab", "my ..2 (lab|plant)"}, ""},  // a nearer plant may be found
      {{"(lab|plant)", "(lab|plant|mill)"}, "(lab|plant) < (lab|plant|mill)"},
      {{"lab", "(lab|plant)", "(lab|mill)"}, "lab < (lab|plant)"},
  };
  Expect(cases);
}

TEST(CoveredPhrases, HaveTheSameAlternativesInAnotherOrder) {
  const Case cases[] = {
      {{"my ..2 (lab|plant)", "my ..2 (plant|lab)"}, "my ..2 (plant|lab) < my ..2 (lab|plant)"},
      {{"(a|b) [c|d] ..1 e", "(b|a) [d|c] ..1 e"}, "(b|a) [d|c] ..1 e < (a|b) [c|d] ..1 e"},
      {{"(a|(b|c) d) e", "((c|b) d|a) e"}, "((c|b) d|a) e < (a|(b|c) d) e"},
      {{"stud(y|ies) x", "stud(ies|y) x"}, "stud(ies|y) x < stud(y|ies) x"},
      {{"(a|b) ..1 e", "(b|a) ..2 e"}, ""},
  };
  Expect(cases);
}

TEST(CoveredPhrases, StandInOneRuleOrInOneRoleOfAGuard) {
  EXPECT_EQ(CoveredIn(PackOf(R"~([[rule]]
id = "cro.x"
label = "CRO"
any = ["zork*", "my (lab|plant)"]
[[rule]]
id = "cro.y"
label = "CRO"
any = ["zorkish", "my lab"]
[[guard]]
id = "g"
any = ["nor", "not (a|b)"]
not = ["no*", "not (b|a)"]
affects = ["CRO"]
)~")),
            "");
}

}  // namespace
}  // namespace cxo
