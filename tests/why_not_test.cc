// Why a label was not given. Changes are applied, not believed.
#include "classifier/decide/why_not.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/decide/outcome.h"
#include "tests/pack_text.h"

namespace cxo {
namespace {

constexpr std::string_view kRules = R"(
[decision]
threshold = { CSO = 1.5 }
[[list]]
name = "dosage-forms"
words = ["pellet", "granule"]
[[rule]]
id = "cmo.big"
label = "CMO"
any = ["bulk"]
weight = 2.5
[[rule]]
id = "cmo.form"
label = "CMO"
any = ["<dosage-forms> coating"]
[[rule]]
id = "cmo.mid"
label = "CMO"
any = ["tablet"]
weight = 1.5
[[rule]]
id = "cmo.small"
label = "CMO"
any = ["pack"]
weight = 0.5
[[rule]]
id = "cro.develop"
label = "CRO"
any = ["develop", "develop assays for sponsors", "study design of complex trials"]
weight = 1.0
[[rule]]
id = "cro.trial"
label = "CRO"
any = ["trial", "trial monitoring services"]
weight = 2.0
cap = 2
[[rule]]
id = "cso.sell"
label = "CSO"
any = ["sell"]
weight = 1.25
[[rule]]
id = "cso.reps"
label = "CSO"
any = ["pack detailing"]
weight = 4.0
[[composite]]
id = "cdmo.both"
label = "CDMO"
when = "cro.develop and CMO"
weight = 0.75
absorbs = ["cro.develop", "CMO"]
[[guard]]
id = "no"
any = ["no"]
scope = "1 word"
side = "after"
affects = ["CRO"]
[[guard]]
id = "turn"
any = ["instead of"]
effect = "flip"
scope = "1 word"
side = "after"
affects = ["CRO"]
)";

class WhyNotTest : public testing::Test {
 protected:
  // Explains why `text` does not get `label`.
  const WhyNot& Ask(std::string_view text, std::string_view label) {
    verdict_ = &session_.Classify(text);
    why_ = ExplainWhyNot(pack(), *verdict_, session_.normal().text(), Find(label));
    return why_;
  }

  LabelIndex Find(std::string_view label) const { return FindLabel(pack(), label).value(); }
  const Pack& pack() const { return classifier_->pack(); }

  // "restore cro.trial, remove cmo.big".
  std::string Changes() const {
    std::string out;
    for (const EvidenceChange& change : why_.smallest) {
      out += (out.empty() ? "" : ", ") + std::string(change.restore ? "restore " : "remove ") +
             pack().rules[verdict_->evidence[change.evidence].rule].id;
    }
    return out;
  }

  std::string Near() const {
    std::string out;
    for (const NearPhrase& near : why_.near) {
      out += (out.empty() ? "" : "; ") + pack().patterns[near.pattern].text + " lacks";
      for (const std::string& word : near.missing) out += " " + word;
      out += near.closes ? ", closes" : "";
    }
    return out;
  }

  std::unique_ptr<const Classifier> classifier_ = ClassifierOf(kRules);
  Classifier::Session session_{*classifier_};
  const Verdict* verdict_ = nullptr;
  WhyNot why_;
};

TEST_F(WhyNotTest, SaysWhenTheLabelIsGiven) {
  EXPECT_TRUE(Ask("bulk", "CMO").given);
  EXPECT_TRUE(why_.smallest.empty() && why_.near.empty() && why_.set_aside.empty());
}

TEST_F(WhyNotTest, MeasuresTheGap) {
  const struct {
    std::string_view name, text, label;
    double gap;
  } cases[] = {
      {"to the best label", "bulk, pack", "CRO", 3.0},
      {"from its own score", "bulk, trial", "CRO", 0.5},
      {"to its threshold", "sell", "CSO", 0.25},
      {"of NONE", "bulk", "NONE", 2.5},
      {"nothing but the order of labels", "", "CMO", 0.0},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(Ask(one.text, one.label).gap, one.gap) << one.name;
  }
}

TEST_F(WhyNotTest, ListsWhatWasSetAside) {
  Ask("bulk, no trial, instead of trial, develop", "CRO");
  EXPECT_EQ(Fates(pack(), *verdict_),
            "cmo.big absorbed by cdmo.both, cro.trial blocked by no, cro.trial flipped by turn, "
            "cro.develop absorbed by cdmo.both, cdmo.both counts");
  EXPECT_EQ(why_.set_aside, (std::vector<uint32_t>{1, 2, 3}));
}

TEST_F(WhyNotTest, FindsTheSmallestChange) {
  const struct {
    std::string_view name, text, label, want;
  } cases[] = {
      {"remove one", "bulk, trial", "CRO", "remove cmo.big"},
      {"restore what is blocked", "tablet, no trial", "CRO", "restore cro.trial"},
      {"restore what is turned over", "instead of trial", "CRO", "restore cro.trial"},
      {"not beyond the cap", "bulk, tablet, pack, trial, trial, no trial", "CRO",
       "remove cmo.small"},
      {"without the composite its parts speak", "develop, bulk", "CMO", "remove cdmo.both"},
      {"two at once", "bulk, tablet, trial", "CRO", "remove cmo.big"},
      {"the heaviest first, the least last", "bulk, tablet, pack", "NONE",
       "remove cmo.big, remove cmo.mid, remove cmo.small"},
      {"remove and restore", "bulk, tablet, no trial, pack", "CRO",
       "remove cmo.big, restore cro.trial"},
      {"nothing to be done", "bulk", "CSO", ""},
      {"a threshold stands", "sell", "CSO", ""},
      {"to abstain", "bulk", "NONE", "remove cmo.big"},
  };
  for (const auto& one : cases) {
    Ask(one.text, one.label);
    EXPECT_EQ(Changes(), one.want) << one.name;
  }
}

TEST_F(WhyNotTest, EveryChangeThatIsNamedGivesTheLabel) {
  const std::vector<std::string> words = {
      "bulk",     "tablet",           "pack", "develop", "trial",
      "no trial", "instead of trial", "sell", ";",       "no develop"};
  uint32_t state = 3;
  size_t named = 0;
  size_t several = 0;
  for (int round = 0; round < 400; ++round) {
    std::string text;
    for (int i = 0; i < 7; ++i) {
      state = state * 1664525 + 1013904223;
      text += words[(state >> 16) % words.size()] + " ";
    }
    for (LabelIndex label = 0; label < 5; ++label) {
      Ask(text, pack().labels[static_cast<size_t>(label)].name);
      EXPECT_EQ(ScoresAfter(pack(), *verdict_, {}), verdict_->scores) << text;
      if (why_.smallest.empty()) continue;
      ++named;
      several += why_.smallest.size() > 1;
      EXPECT_LE(why_.smallest.size(), 5U);
      EXPECT_EQ(LabelFor(pack(), ScoresAfter(pack(), *verdict_, why_.smallest)), label) << text;
      // None of them is idle: without the last one the label is not given.
      why_.smallest.pop_back();
      EXPECT_NE(LabelFor(pack(), ScoresAfter(pack(), *verdict_, why_.smallest)), label) << text;
    }
  }
  EXPECT_GT(named, 400U);
  EXPECT_GT(several, 50U);
}

// A change as a person would make it: words taken out of the text, or a guard's cue.
TEST_F(WhyNotTest, ChangesHoldOnTheTextItself) {
  const struct {
    std::string_view text, label, changed;
  } cases[] = {
      {"bulk, trial", "CRO", ", trial"},
      {"tablet, no trial", "CRO", "tablet, trial"},
      {"instead of trial", "CRO", "trial"},
      {"bulk, tablet, no trial, pack", "CRO", ", tablet, trial, pack"},
      {"bulk, tablet, pack", "NONE", ""},
  };
  for (const auto& one : cases) {
    EXPECT_FALSE(Ask(one.text, one.label).smallest.empty()) << one.text;
    EXPECT_EQ(session_.Classify(one.changed).label, Find(one.label)) << one.changed;
  }
}

TEST_F(WhyNotTest, NamesTheNearestPhraseOfEachRule) {
  const struct {
    std::string_view name, text, label, want;
  } cases[] = {
      {"words of under four letters do not count", "for sale of one", "CRO", ""},
      {"whole phrases are not near", "sell", "CSO", ""},
      {"one for each rule, with more words there first", "design of complex assays, monitoring",
       "CRO",
       "study design of complex trials lacks study trials, closes; "
       "trial monitoring services lacks trial services, closes"},
      {"whether it would do", "design, bulk", "CRO",
       "study design of complex trials lacks study complex trials"},
      {"the name of a list is no word", "coating", "CMO", ""},
      {"enough for a threshold", "pack", "CSO", "pack detailing lacks detailing, closes"},
  };
  for (const auto& one : cases) {
    Ask(one.text, one.label);
    EXPECT_EQ(Near(), one.want) << one.name;
  }
  EXPECT_EQ(Ask("pack", "CSO").near.at(0).weight, 4.0);
}

}  // namespace
}  // namespace cxo
