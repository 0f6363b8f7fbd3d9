// Which phrases are near, and what else would have to go for them to count.
#include "classifier/decide/near_phrases.h"

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "tests/pack_text.h"

namespace cxo {
namespace {

constexpr std::string_view kNearRules = R"(
[[rule]]
id = "act.offer"
any = ["we offer"]
[[rule]]
id = "cmo.fill"
label = "CMO"
any = ["vial filling"]
weight = 1.0
[[rule]]
id = "cro.kept"
label = "CRO"
any = ["sample storage at sites"]
needs = "act.offer"
weight = 3.0
[[rule]]
id = "cro.spelt"
label = "CRO"
any = ["batch batch batch of crude rank", "late[ crude] batch records",
       "(animal|cell) stud(y|ies) [under glp]", "[pre-]launch"]
weight = 1.0
[[rule]]
id = "cro.trial"
label = "CRO"
any = ["trial monitoring"]
weight = 2.0
[[rule]]
id = "cro.trials"
label = "CRO"
any = ["first trial in patients"]
weight = 0.5
[[guard]]
id = "a.past"
any = ["formerly"]
affects = ["CRO"]
[[guard]]
id = "b.doubt"
any = ["perhaps"]
effect = "scale"
factor = 0.25
affects = ["CRO"]
[[guard]]
id = "c.never"
any = ["never"]
effect = "flip"
affects = ["CRO"]
[[guard]]
id = "d.both"
any = ["no"]
affects = ["CRO", "CMO"]
)";

class NearPhrasesTest : public testing::Test {
 protected:
  explicit NearPhrasesTest(std::string_view rules = kNearRules)
      : classifier_(ClassifierOf(rules)) {}

  // "vial filling lacks filling, closes; ..." of the phrases of `label` that are near in `text`.
  std::string Near(std::string_view text, std::string_view label) {
    session_.Classify(text);
    const WhyNot why = session_.AskWhyNot(FindLabel(pack(), label).value());
    std::string out;
    for (const NearPhrase& near : why.near) out += (out.empty() ? "" : "; ") + Written(near);
    return out;
  }

  std::string Written(const NearPhrase& near) const {
    std::string out = pack().patterns[near.pattern].text + " lacks";
    for (const std::string& word : near.missing) out += " " + word;
    if (near.rule_alone) out += ", rule alone";
    if (near.closes) out += ", closes";
    for (const uint32_t guard : near.guards) out += " without " + pack().guards[guard].id;
    return out + (near.unmet ? " if met" : "");
  }

  const Pack& pack() const { return classifier_->pack(); }

  std::unique_ptr<const Classifier> classifier_;
  Classifier::Session session_{*classifier_};
};

TEST_F(NearPhrasesTest, SayWhatElseWouldHaveToGo) {
  const struct {
    std::string_view name, text, want;
  } cases[] = {
      {"nothing", "monitoring", "trial monitoring lacks trial, closes"},
      {"a guard that blocks", "formerly monitoring",
       "trial monitoring lacks trial, closes without a.past"},
      {"one that turns over", "never monitoring",
       "trial monitoring lacks trial, closes without c.never"},
      {"one that weakens too much", "perhaps monitoring, vial filling",
       "trial monitoring lacks trial, closes without b.doubt"},
      {"not one that weakens a little", "perhaps monitoring",
       "trial monitoring lacks trial, closes"},
      {"one after the other", "perhaps formerly monitoring, vial filling",
       "trial monitoring lacks trial, closes without a.past without b.doubt"},
      {"what it needs", "storage at sites", "sample storage at sites lacks sample, closes if met"},
      {"what it needs stands there", "we offer storage at sites",
       "sample storage at sites lacks sample, closes"},
      {"both", "formerly storage at sites",
       "sample storage at sites lacks sample, closes without a.past if met"},
      {"what helps no more than others", "no monitoring and vial filling",
       "trial monitoring lacks trial, closes without d.both"},
      {"not enough", "formerly patients, vial filling",
       "first trial in patients lacks first trial in without a.past"},
  };
  for (const auto& one : cases) EXPECT_EQ(Near(one.text, "CRO"), one.want) << one.name;
}

// A guard that lets a label go lets its rivals go as well.
TEST_F(NearPhrasesTest, AreEnoughOnlyWhereTheGuardIsOffForAll) {
  EXPECT_EQ(Near("no patients and vial filling", "CRO"),
            "first trial in patients lacks first trial in without d.both");
}

TEST_F(NearPhrasesTest, AreNotShadowedByWordsThatTheyGoBeyond) {
  EXPECT_EQ(Near("first trial in patients, vial filling", "CRO"),
            "trial monitoring lacks monitoring, closes");
}

TEST_F(NearPhrasesTest, ThatNothingHindersComeFirst) {
  EXPECT_EQ(Near("monitoring; storage at sites", "CRO"),
            "trial monitoring lacks trial, closes; "
            "sample storage at sites lacks sample, closes if met");
}

TEST_F(NearPhrasesTest, AreNearInTheirNearestSpelling) {
  const struct {
    std::string_view name, text, want;
  } cases[] = {
      {"an alternative", "cell banks", "(animal|cell) stud(y|ies) [under glp] lacks study, closes"},
      {"the first of equals", "studies",
       "(animal|cell) stud(y|ies) [under glp] lacks animal, closes"},
      {"all words of one", "studies of a cell", ""},
      {"a word that stands twice counts once", "late batch",
       "late[ crude] batch records lacks records, closes"},
  };
  for (const auto& one : cases) EXPECT_EQ(Near(one.text, "CRO"), one.want) << one.name;
}

class ShortWordsTest : public NearPhrasesTest {
 protected:
  ShortWordsTest()
      : NearPhrasesTest(R"(
[[rule]]
id = "cmo.line"
label = "CMO"
any = ["r&d with pilot ..2 line", "one-stop depot of any lot"]
[[rule]]
id = "cro.lab"
label = "CRO"
any = ["(lab in|laboratory) testing"]
)") {}
};

TEST_F(ShortWordsTest, AreLackedLikeOthersAndBringNoPhraseNear) {
  const struct {
    std::string_view name, text, label, want;
  } cases[] = {
      {"all that is not there", "pilot", "CMO",
       "r&d with pilot ..2 line lacks r&d with line, closes"},
      {"some of it", "a depot of ours", "CMO",
       "one-stop depot of any lot lacks one stop any lot, closes"},
      {"short words alone are not near", "one r&d lot of any", "CMO", ""},
      {"the spelling that really lacks least", "testing", "CRO",
       "(lab in|laboratory) testing lacks laboratory, closes"},
  };
  for (const auto& one : cases) EXPECT_EQ(Near(one.text, one.label), one.want) << one.name;
}

// What the missing words say besides the phrase.
class MissingWordsTest : public NearPhrasesTest {
 protected:
  MissingWordsTest()
      : NearPhrasesTest(R"(
[[rule]]
id = "cmo.fill"
label = "CMO"
any = ["vial filling"]
weight = 1.0
[[rule]]
id = "cmo.other"
label = "CMO"
any = ["control group"]
weight = 3.0
[[rule]]
id = "cro.plan"
label = "CRO"
any = ["study control"]
weight = 2.0
[[rule]]
id = "cro.start"
label = "CRO"
any = ["first patient"]
weight = 0.5
[[rule]]
id = "cro.visit"
label = "CRO"
any = ["patient visits"]
weight = 0.75
)") {}
};

TEST_F(MissingWordsTest, AreHeardInTheTextWithThem) {
  const struct {
    std::string_view name, text, want;
  } cases[] = {
      {"they help", "first visits, vial filling",
       "first patient lacks patient, closes; patient visits lacks patient, closes"},
      {"they speak for another label", "a study group", "study control lacks control"},
  };
  for (const auto& one : cases) EXPECT_EQ(Near(one.text, "CRO"), one.want) << one.name;
}

class ScatteredWordsTest : public NearPhrasesTest {
 protected:
  ScatteredWordsTest()
      : NearPhrasesTest(
            "[[rule]]\nid = \"cro.all\"\nlabel = \"CRO\"\nweight = 1.0\n"
            "any = [\"early study design\"]\n") {}
};

TEST_F(ScatteredWordsTest, LeaveTheRuleAlone) {
  EXPECT_EQ(Near("design; early", "CRO"), "early study design lacks study, rule alone, closes");
  EXPECT_EQ(Near("early design", "CRO"), "early study design lacks study, closes");
}

// Eight rules that count already, and are nearer than the one that does not.
std::string ManyRules() {
  std::string rules;
  for (int i = 0; i < 8; ++i) {
    const std::string n = std::to_string(i);
    rules += "[[rule]]\nid = \"cro.a" + n + "\"\nlabel = \"CRO\"\nany = [\"storage\", " +
             "\"sample storage unit" + n + "\"]\nweight = 0.1\n";
  }
  return rules +
         "[[rule]]\nid = \"cro.z\"\nlabel = \"CRO\"\nany = [\"sample testing\"]\n"
         "weight = 3.0\n[decision]\nbias = { NONE = 2.0 }\n";
}

class ManyNearPhrasesTest : public NearPhrasesTest {
 protected:
  ManyNearPhrasesTest() : NearPhrasesTest(ManyRules()) {}
};

TEST_F(ManyNearPhrasesTest, ThatChangeNothingTakeNoPlace) {
  EXPECT_EQ(Near("sample storage", "CRO"), "sample testing lacks testing, closes");
}

}  // namespace
}  // namespace cxo
