// Lints of names: what is nearly another facet, and lists that nobody names.
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "classifier/eval/lints.h"
#include "tests/pack_text.h"

namespace cxo {
namespace {

TEST(NameLints, AFacetThatIsNearlyAnotherIsToldIfNothingElseNamesIt) {
  constexpr std::string_view kRules = R"([[rule]]
id = "cro.a"
label = "CRO.clincal"
any = ["xray"]
[[rule]]
id = "cro.b"
label = "CRO.preclinical"
any = ["yeast"]
[[rule]]
id = "cmo.a"
label = "CMO.clinica"
any = ["zinc"]
)";
  EXPECT_EQ(Formatted(LintNames(PackOf(kRules))),
            "rules.toml:1:1: warning: cro.a alone has the facet CRO.clincal; was CRO.clinical "
            "meant?\n"
            "  [[rule]]\n"
            "  ^");
  constexpr std::string_view kTwice =
      "[[rule]]\nid = \"cro.c\"\nlabel = \"CRO.clincal\"\nany = [\"iron\"]\n";
  EXPECT_EQ(Formatted(LintNames(PackOf(std::string(kRules) + std::string(kTwice)))), "");
  constexpr std::string_view kNamed =
      "[[composite]]\nid = \"both\"\nwhen = \"CRO.clincal and cmo.a\"\n";
  EXPECT_EQ(Formatted(LintNames(PackOf(std::string(kRules) + std::string(kNamed)))), "");
  constexpr std::string_view kInProfile =
      "[profile.a]\nrelabel = { \"cmo.a\" = \"CRO.clincal\" }\n";
  EXPECT_EQ(Formatted(LintNames(PackOf(std::string(kRules) + std::string(kInProfile)))), "");
}

TEST(NameLints, AListThatNoPhraseNamesIsTold) {
  EXPECT_EQ(Formatted(LintNames(PackOf(R"([[list]]
name = "left"
words = ["xray"]
[[list]]
name = "inner"
words = ["yeast"]
[[list]]
name = "outer"
words = ["zinc", "<inner>"]
[[rule]]
id = "a"
any = ["for <outer>"]
)"))),
            "rules.toml:1:1: warning: no phrase names the list <left>\n"
            "  [[list]]\n"
            "  ^");
}

}  // namespace
}  // namespace cxo
