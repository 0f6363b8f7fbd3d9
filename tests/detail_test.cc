// What a verdict holds beside the answer, as more or less of it is wanted.
#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>

#include <gtest/gtest.h>

#include "classifier/classifier.h"
#include "tests/pack_text.h"

namespace cxo {
namespace {

constexpr std::string_view kDetailRules = R"(
[[rule]]
id = "cmo.pack"
label = "CMO"
any = ["packaging"]
weight = 1.5
[[rule]]
id = "offer"
any = ["we offer"]
[[composite]]
id = "short"
when = "words <= 4"
[[composite]]
id = "short.offer"
when = "short and offer"
[[composite]]
id = "quiet"
when = "not short and not offer"
[[composite]]
id = "cso.quiet"
label = "CSO"
when = "quiet and cso.field"
weight = 0.5
[[rule]]
id = "cso.field"
label = "CSO"
any = ["field force"]
needs = "short.offer or quiet"
[[guard]]
id = "long"
any = ["formerly"]
side = "after"
scope = "text"
affects = ["cmo.pack"]
needs = "not short"
)";

// What does not depend on the detail that was asked for.
auto AnswerOf(const Verdict& v) {
  return std::tuple(v.label, v.confidence, v.margin, v.known, v.runner_up, v.abstained, v.review,
                    v.status, v.scores, v.leaning, v.also, v.subtypes);
}

// What was concluded for nobody is all that is missing.
TEST(Detail, LeavesOutSignalsThatNothingAsksFor) {
  const auto classifier = ClassifierOf(kDetailRules);
  const Pack& pack = classifier->pack();
  const struct {
    std::string_view text;
    std::string_view all;  // signals without patterns that hold
    std::string_view asked;
  } cases[] = {
      {"", "short", ""},
      {"packaging", "short", ""},
      {"we offer field force", "short short.offer", "short short.offer"},
      {"a field force in every one of the towns", "quiet cso.quiet", "quiet cso.quiet"},
      {"formerly packaging", "short", "short"},
      {"formerly known as a house of packaging", "quiet", ""},
      {"packaging again; we offer field force", "quiet", "quiet"},
  };
  const auto composites = [&](const Verdict& verdict) {
    std::string ids;
    for (const Evidence& one : verdict.evidence) {
      if (one.pattern != Evidence::kNobody) continue;
      ids += (ids.empty() ? "" : " ") + pack.rules[one.rule].id;
    }
    return ids;
  };
  const auto labelled = [&](Verdict verdict) {
    std::erase_if(verdict.evidence, [](const Evidence& one) { return one.label == kSignal; });
    return Fates(pack, verdict);
  };
  Classifier::Session all(*classifier, Detail::kAll);
  Classifier::Session asked(*classifier, Detail::kEvidence);
  for (const auto& one : cases) {
    const Verdict want = all.Classify(one.text);
    const Verdict got = asked.Classify(one.text);
    EXPECT_EQ(composites(want), one.all) << one.text;
    EXPECT_EQ(composites(got), one.asked) << one.text;
    EXPECT_EQ(labelled(got), labelled(want)) << one.text;
    EXPECT_EQ(AnswerOf(got), AnswerOf(want)) << one.text;
  }
}

TEST(Detail, MayBeTheAnswerAlone) {
  const auto classifier = ClassifierOf(kDetailRules);
  Classifier::Session all(*classifier, Detail::kAll);
  Classifier::Session answer(*classifier, Detail::kAnswer);
  for (const std::string_view text :
       {"", "packaging", "we offer field force", "formerly packaging", "packaging and packaging",
        "PACKAGING\xC2\xA0"
        "again; we offer \xFF field force"}) {
    const Verdict got = answer.Classify(text);
    EXPECT_EQ(AnswerOf(got), AnswerOf(all.Classify(text))) << text;
    EXPECT_TRUE(got.evidence.empty() && got.weakenings.empty() && got.asides.empty()) << text;
  }
}

}  // namespace
}  // namespace cxo
