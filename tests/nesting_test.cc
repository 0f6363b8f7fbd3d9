// The longest match wins, whichever labels the two speak for.
#include "classifier/decide/nesting.h"

#include <gtest/gtest.h>

#include "tests/pack_text.h"

namespace cxo {
namespace {

struct NestingCase {
  std::string_view name;
  std::string_view text;
  std::string_view want;
};

constexpr std::string_view kNestingRules = R"(
[[rule]]
id = "cdmo.b"
label = "CDMO"
any = ["beta"]
cap = 9
[[rule]]
id = "cmo.bc"
label = "CMO"
any = ["beta gamma"]
[[rule]]
id = "cro.ab"
label = "CRO"
any = ["alpha beta"]
[[rule]]
id = "cso.abc"
label = "CSO"
any = ["alpha beta gamma"]
[[rule]]
id = "none.abc"
label = "NONE"
any = ["alpha beta gamma delta", "gamma delta"]
[[rule]]
id = "free.b"
label = "CRO"
any = ["beta epsilon"]
nests = false
[[rule]]
id = "signal.b"
any = ["beta zeta"]
[[rule]]
id = "twin.one"
label = "CRO"
any = ["eta theta"]
[[rule]]
id = "twin.two"
label = "CMO"
any = ["eta theta"]
[[rule]]
id = "twin.inner"
label = "CSO"
any = ["theta"]
)";

TEST(Nesting, LetsTheLongestMatchWin) {
  const auto classifier = ClassifierOf(kNestingRules);
  const NestingCase cases[] = {
      {"alone", "beta", "cdmo.b counts"},
      {"at the end of a longer one", "alpha beta", "cro.ab counts, cdmo.b shadowed by cro.ab"},
      {"at its begin", "beta gamma", "cmo.bc counts, cdmo.b shadowed by cmo.bc"},
      {"overlap is no nesting", "gamma delta alpha beta",
       "none.abc counts, cro.ab counts, cdmo.b shadowed by cro.ab"},
      {"a chain names the outermost", "alpha beta gamma",
       "cso.abc counts, cro.ab shadowed by cso.abc, cmo.bc shadowed by cso.abc, "
       "cdmo.b shadowed by cso.abc"},
      {"a label that abstains shadows too", "alpha beta gamma delta",
       "none.abc counts, cso.abc shadowed by none.abc, cro.ab shadowed by none.abc, "
       "cmo.bc shadowed by none.abc, cdmo.b shadowed by none.abc, none.abc shadowed by none.abc"},
      {"a rule that does not nest shadows nothing", "beta epsilon", "free.b counts, cdmo.b counts"},
      {"neither does a signal", "beta zeta", "signal.b feeds, cdmo.b counts"},
      {"equal spans both stay and shadow what is inside", "eta theta",
       "twin.one counts, twin.two counts, twin.inner shadowed by twin.one"},
      {"other places are other hits", "beta, alpha beta",
       "cdmo.b counts, cro.ab counts, cdmo.b shadowed by cro.ab"},
  };
  for (const NestingCase& one : cases) {
    EXPECT_EQ(FatesIn(*classifier, one.text), one.want) << one.name;
  }
}

TEST(Nesting, ARuleThatDoesNotNestIsNotShadowed) {
  const auto classifier = ClassifierOf(R"(
[[rule]]
id = "cro.free"
label = "CRO"
any = ["beta"]
nests = false
[[rule]]
id = "cro.long"
label = "CRO"
any = ["alpha beta"]
[[rule]]
id = "signal"
any = ["alpha"]
)");
  EXPECT_EQ(FatesIn(*classifier, "alpha beta"), "cro.long counts, signal feeds, cro.free counts");
}

TEST(Nesting, BlockedEvidenceStillShadows) {
  const auto classifier = ClassifierOf(R"(
[[rule]]
id = "cro.long"
label = "CRO"
any = ["business development"]
unless = ["no"]
[[rule]]
id = "cro.short"
label = "CRO"
any = ["development"]
[[guard]]
id = "no"
any = ["no"]
)");
  EXPECT_EQ(FatesIn(*classifier, "no business development"),
            "cro.long blocked by no, cro.short shadowed by cro.long");
}

}  // namespace
}  // namespace cxo
