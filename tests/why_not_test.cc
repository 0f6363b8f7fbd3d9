// Why a label was not given. Changes are applied, not believed.
#include "classifier/decide/why_not.h"

#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/decide/second_look.h"
#include "tests/pack_text.h"

namespace cxo {
namespace {

constexpr std::string_view kWhyNotRules = R"(
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
any = ["pack", "lines that are yours"]
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
any = ["sell", "territor* managers"]
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
id = "a.much"
any = ["formerly"]
effect = "scale"
factor = 0.2
affects = ["CRO"]
[[guard]]
id = "b.little"
any = ["perhaps"]
effect = "scale"
factor = 0.8
affects = ["CRO"]
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
  explicit WhyNotTest(std::unique_ptr<const Classifier> classifier = ClassifierOf(kWhyNotRules))
      : classifier_(std::move(classifier)) {}

  // Explains why `text` does not get `label`.
  const WhyNot& Ask(std::string_view text, std::string_view label) {
    verdict_ = &session_.Classify(text);
    why_ = session_.AskWhyNot(Find(label));
    return why_;
  }

  // The verdict on the text last asked about after these changes.
  Verdict After(const std::vector<EvidenceChange>& changes) const {
    const std::string_view normal = session_.normal().text();
    Segments segments;
    segments.Assign(normal);
    std::vector<Hit> hits;
    classifier_->matcher().MatchOnce(normal, &hits);
    const DecidingText text{normal, &segments};
    return SecondLook(classifier_->plan(), text, hits).After(changes);
  }

  LabelIndex Find(std::string_view label) const { return FindLabel(pack(), label).value(); }
  const Pack& pack() const { return classifier_->pack(); }

  // "restore cro.trial, remove cmo.big, remove guard no".
  std::string Changes() const {
    using Kind = EvidenceChange::Kind;
    std::string out;
    for (const EvidenceChange& change : why_.smallest) {
      out += (out.empty() ? "" : ", ") +
             std::string(change.kind == Kind::kCount ? "restore " : "remove ") +
             (change.kind == Kind::kWithoutGuard ? "guard " + pack().guards[change.index].id
                                                 : pack().rules[change.index].id);
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

  std::unique_ptr<const Classifier> classifier_;
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
      {"whichever guard weakens it", "tablet, formerly perhaps trial", "CRO",
       "remove guard a.much"},
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
      EXPECT_EQ(After({}).scores, verdict_->scores) << text;
      if (why_.smallest.empty()) continue;
      ++named;
      several += why_.smallest.size() > 1;
      EXPECT_LE(why_.smallest.size(), 5U);
      EXPECT_EQ(After(why_.smallest).label, label) << text;
      // None of them is idle: without the last one the label is not given.
      why_.smallest.pop_back();
      EXPECT_NE(After(why_.smallest).label, label) << text;
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
      {"one for each rule, what would help most first", "design of complex assays, monitoring",
       "CRO",
       "trial monitoring services lacks trial services, closes; "
       "study design of complex trials lacks study trials, closes"},
      {"whether it would do", "design, bulk", "CRO",
       "study design of complex trials lacks study of complex trials"},
      {"the name of a list is no word", "coating", "CMO", ""},
      {"a piece of a word is no word", "redesigned complexes", "CRO", ""},
      {"a beginning is one of many", "territories", "CSO", "territor* managers lacks managers"},
      {"function words alone bring nothing near", "know that ours are yours", "CMO", ""},
      {"they lack like others", "these lines", "CMO",
       "lines that are yours lacks that are yours, closes"},
      {"enough for a threshold", "pack", "CSO", "pack detailing lacks detailing, closes"},
  };
  for (const auto& one : cases) {
    Ask(one.text, one.label);
    EXPECT_EQ(Near(), one.want) << one.name;
  }
  EXPECT_EQ(Ask("pack", "CSO").near.at(0).weight, 4.0);
}

TEST_F(WhyNotTest, SaysWhatANewRuleWouldHaveToWeigh) {
  const struct {
    std::string_view name, text, label;
    double want, most;
  } cases[] = {
      {"an earlier label wins a tie", "bulk, pack", "CRO", 3.0, 3.0},
      {"a later one does not", "trial", "CMO", 2.01, 2.01},
      {"to the threshold", "sell", "CSO", 0.25, 1.5},
      {"nothing at hand", "", "CMO", 0.01, 0.01},
      {"NONE", "bulk", "NONE", 2.5, 2.5},
      {"more, if it shadows what speaks for the label", "pack, trial", "CMO", 1.51, 2.01},
  };
  for (const auto& one : cases) {
    Ask(one.text, one.label);
    EXPECT_EQ(why_.weight_needed, one.want) << one.name;
    EXPECT_EQ(why_.weight_needed_most, one.most) << one.name;
  }
}

// A pack in which words and signals say more than rules.
constexpr std::string_view kWordRules = R"(
[[rule]]
id = "act.assay"
any = ["assay"]
[[rule]]
id = "act.more"
any = ["more"]
[[rule]]
id = "act.test"
any = ["test"]
[[rule]]
id = "cmo.fill"
label = "CMO"
any = ["filling"]
weight = 1.0
[[rule]]
id = "cro.study"
label = "CRO"
any = ["study"]
weight = 1.5
[[rule]]
id = "cro.trial"
label = "CRO"
any = ["clinical trial site"]
weight = 1.0
[[composite]]
id = "cro.assays"
label = "CRO"
when = "act.assay"
weight = 3.5
[[guard]]
id = "no"
any = ["no"]
side = "after"
affects = ["act.*"]
)";

constexpr std::string_view kWhyNotWords = R"(
labels = ["CRO", "CMO"]
signal = '''
act.more: 250 0
act.test: 250 0
cmo.fill: 0 200
cro.trial: 300 0
'''
word = '''
toll: -100 150
'''
)";

class WhyNotWithWordsTest : public WhyNotTest {
 protected:
  WhyNotWithWordsTest() : WhyNotTest(ClassifierOf(kWordRules, kWhyNotWords)) {}
};

TEST_F(WhyNotWithWordsTest, FindsTheSmallestChange) {
  const struct {
    std::string_view name, text, label, want;
  } cases[] = {
      {"the signal of a rule goes with it", "filling, study", "CRO", "remove cmo.fill"},
      {"conditions are asked anew", "filling, no assay", "CRO", "restore act.assay"},
      {"a signal alone", "no test", "CRO", "restore act.test"},
      {"a guard with all that it blocks", "filling, no test more", "CRO", "remove guard no"},
      {"two at once", "filling, no test", "CRO", "remove cmo.fill, restore act.test"},
      {"the words stand", "toll filling", "CRO", ""},
  };
  for (const auto& one : cases) {
    Ask(one.text, one.label);
    EXPECT_EQ(Changes(), one.want) << one.name;
    EXPECT_EQ(After(why_.smallest).label == Find(one.label), !one.want.empty()) << one.name;
  }
}

TEST_F(WhyNotWithWordsTest, NamesTheWordsThatSpeakAgainstTheLabel) {
  const std::string_view text = "\xC3\x89 toll filling";
  Ask(text, "CRO");
  EXPECT_EQ(why_.gap, 5.5);
  EXPECT_EQ(why_.weight_needed, 5.5);
  EXPECT_EQ(why_.rival, Find("CMO"));
  ASSERT_EQ(why_.against.size(), 1U);
  EXPECT_EQ(text.substr(why_.against[0].span.begin, why_.against[0].span.size()), "toll");
  EXPECT_EQ(why_.against[0].adds, -2.5);
  EXPECT_EQ(why_.gap_without_words, 3.0);
  EXPECT_TRUE(Ask("filling, study", "CRO").against.empty());  // a change gives it
}

TEST_F(WhyNotWithWordsTest, ANearRuleBringsItsSignal) {
  Ask("filling, clinical", "CRO");
  ASSERT_EQ(why_.near.size(), 1U);
  EXPECT_EQ(Near(), "clinical trial site lacks trial site, closes");
  EXPECT_EQ(why_.gap, 3.0);
  EXPECT_NEAR(why_.near[0].lead, 1 / std::sqrt(2.0), 1e-12);  // 1 + 3/sqrt(2) - (1 + 2/sqrt(2))
}

}  // namespace
}  // namespace cxo
