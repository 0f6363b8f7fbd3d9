// Lints: each message whole, and none about a pack that is in order.
#include "classifier/eval/lints.h"

#include <gtest/gtest.h>

#include "tests/pack_text.h"

namespace cxo {
namespace {

TEST(Lints, HaveNothingToSayAboutAPackInOrder) {
  const auto classifier = ClassifierOf(R"([[rule]]
id = "cro.x"
label = "CRO"
any = ["xray", "same"]
needs = "signal"
[[rule]]
id = "cmo.x"
label = "CMO"
any = ["same"]
[[rule]]
id = "signal"
any = ["same"]
[[guard]]
id = "g"
any = ["same"]
affects = ["*"]
)");
  EXPECT_EQ(Formatted(LintPack(*classifier)), "");
}

TEST(Lints, LeaveASignalAloneThatHasWeights) {
  constexpr std::string_view kSignal = "[[rule]]\nid = \"signal\"\nany = [\"zinc\"]\n";
  constexpr std::string_view kWords = "labels = [\"CRO\"]\nsignal = '''\nsignal: 1\n'''\n";
  EXPECT_EQ(LintPack(*ClassifierOf(kSignal)).size(), 1u);
  EXPECT_EQ(Formatted(LintPack(*ClassifierOf(kSignal, kWords))), "");
}

TEST(Lints, AnExpressionThatLooksAlongAWholeLineIsTold) {
  const auto classifier = ClassifierOf(
      "[[rule]]\nid = \"cro.x\"\nlabel = \"CRO\"\nregex = '\\bwe\\b.*xray'\n"
      "[[rule]]\nid = \"cro.y\"\nlabel = \"CRO\"\nregex = '\\bwe\\b.{0,99}xray'\n");
  EXPECT_EQ(Formatted(LintPack(*classifier)),
            "rules.toml:4:9: warning: `\\bwe\\b.*xray` looks along the whole of a long line from "
            "each place where it may begin, which is slow: bound what is repeated without end "
            "(`.{0,200}`), or begin with `\\A`\n"
            "  regex = '\\bwe\\b.*xray'\n"
            "          ^");
}

TEST(Lints, AMissingDecisionIsToldWithWhatItWouldSay) {
  constexpr std::string_view kRule =
      "[[rule]]\nid = \"cro.x\"\nlabel = \"CRO\"\nany = [\"xray\"]\n";
  const auto missing = [](std::string_view tables, std::string_view words) {
    const auto lint = LintDecision(ClassifierOf(tables, words)->pack());
    return lint ? Format(*lint) : "";
  };
  EXPECT_EQ(missing(kRule, "labels = [\"CRO\"]\n"),
            "decision.toml: warning: there is no [decision], in this file or another: no label has "
            "a bias, no score is too low for its label, confidence is not calibrated, no answer is "
            "flagged as uncertain");
  EXPECT_EQ(
      missing(kRule, "labels = [\"CRO\"]\nbias = { CRO = -1.0 }\ncalibration = { slope = 0.5 }\n"),
      "decision.toml: warning: there is no [decision], in this file or another: no score is "
      "too low for its label, no answer is flagged as uncertain");
  EXPECT_EQ(missing(std::string(kRule) + "[decision]\nalso = 1.0\n", "labels = [\"CRO\"]\n"), "");
}

TEST(Lints, ABiasOfAProfileThatReplacesAFittedOneIsTold) {
  std::vector<PackFile> files = PackFilesOf(R"([decision]
bias = { CRO = -1.0 }
[profile.wide]
bias = { CRO = 0.5, CMO = 0.0 }
)");
  const auto lints = [&] { return Formatted(LintProfiles(ParsePack(files, "").pack.value())); };
  EXPECT_EQ(lints(), "");  // over weights by hand it does what it is for
  files.push_back(
      {"words.toml", "labels = [\"CRO\"]\nbias = { CRO = -0.25 }\nword = '''\nlab: 10\n'''\n"});
  EXPECT_EQ(lints(),
            "rules.toml:3:10: warning: the profile wide sets the bias of CRO to 0.5, in place of "
            "-0.25, which is fitted together with the words of words.toml\n"
            "  [profile.wide]\n"
            "           ^");
}

TEST(Lints, ARuleThatWordsHaveHeardForAnotherLabelIsTold) {
  std::vector<PackFile> files = PackFilesOf(R"([[rule]]
id = "cro.x"
label = "CRO"
any = ["xray"]
)");
  const auto lints = [&](std::string_view heard) {
    files.resize(2);
    files.push_back({"words.toml", "labels = [\"CRO\"]\nvoice = 0.5\n[heard]\n" +
                                       std::string(heard) + "\"cro.x\" = 1\n"});
    return Formatted(LintHeard(ParsePack(files, "").pack.value()));
  };
  EXPECT_EQ(lints(""), "");
  EXPECT_EQ(lints("CRO."), "");
  EXPECT_EQ(lints("CMO."),
            "rules.toml:1:1: warning: cro.x has been heard for CMO by words.toml: it counts in "
            "full, and the words still say CMO until they are fitted anew\n"
            "  [[rule]]\n"
            "  ^");
}

TEST(Lints, AKeyOfTheDecisionThatWordsStandAboveIsTold) {
  std::vector<PackFile> files = PackFilesOf(R"([decision]
temperature = 2.0
bias = { NONE = 1.0, CRO = 50.0 }
threshold = { CRO = 0.5 }
calibration = { slope = 0.5 }
also = 1.0
)");
  files.push_back({"words.toml", R"(labels = ["CRO"]
temperature = 1.0
bias = { CRO = -0.25, CMO = -1.0 }
calibration = { slope = 0.4, intercept = 0.1 }
)"});
  const std::string without =
      " is without effect: words.toml has its own, fitted together with its words\n";
  EXPECT_EQ(Formatted(LintNumbers(ParsePack(files, "").pack.value())),
            "rules.toml:2:1: warning: `temperature`" + without +
                "  temperature = 2.0\n  ^^^^^^^^^^^\nrules.toml:3:1: warning: `bias` of CRO" +
                without +
                "  bias = { NONE = 1.0, CRO = 50.0 }\n  ^^^^\n"
                "rules.toml:5:1: warning: `calibration`" +
                without + "  calibration = { slope = 0.5 }\n  ^^^^^^^^^^^");
}

TEST(Lints, ABiasAboveThatOfTheAbstainingLabelIsTold) {
  const auto lints = [](std::string_view decision) {
    return Formatted(LintNumbers(PackOf("[decision]\n" + std::string(decision))));
  };
  EXPECT_EQ(lints("bias = { CRO = 0.0, CMO = -1.0 }"), "");
  EXPECT_EQ(lints("bias = { CRO = 2.0 }\nthreshold = { CRO = 2.5 }"), "");
  EXPECT_EQ(lints("bias = { CMO = 1.5, CRO = 2.0 }\nthreshold = { CRO = 1.0 }"),
            "rules.toml:2:21: warning: a text without evidence is CRO: its bias, 2, is above that "
            "of NONE, 0\n"
            "  bias = { CMO = 1.5, CRO = 2.0 }\n"
            "                      ^^^");
  EXPECT_EQ(lints("bias = { NONE = -1.0 }"),
            "rules.toml:2:10: warning: a text without evidence is CRO: its bias, 0, is above that "
            "of NONE, -1\n"
            "  bias = { NONE = -1.0 }\n"
            "           ^^^^");
  // The only profile is the default one.
  EXPECT_EQ(lints("bias = { CRO = 2.0 }\n[profile.a]\nbias = { CRO = -1.0 }\n"), "");
  EXPECT_EQ(lints("bias = { CRO = -1.0 }\n[profile.a]\nbias = { CRO = 2.0 }\n"),
            "rules.toml:3:10: warning: a text without evidence is CRO: its bias, 2, is above that "
            "of NONE, 0\n"
            "  [profile.a]\n"
            "           ^");
}

TEST(Lints, AProfileThatGivesARuleItsOwnLabelIsTold) {
  const Pack pack = PackOf(R"([[rule]]
id = "cro.x"
label = "CRO.lab"
any = ["xray"]
[[rule]]
id = "cro.y"
label = "CRO.lab"
any = ["yeast"]
[profile.a]
relabel = { "cro.y" = "CRO", "cro.x" = "CRO.lab" }
)");
  EXPECT_EQ(Formatted(LintProfiles(pack)),
            "rules.toml:14:30: warning: the profile a gives cro.x the label that it has\n"
            "  relabel = { \"cro.y\" = \"CRO\", \"cro.x\" = \"CRO.lab\" }\n"
            "                               ^^^^^^^");
}

TEST(Lints, NamePartsThatCanDoNothing) {
  const auto classifier = ClassifierOf(R"([[rule]]
id = "cro.b"
label = "CRO"
any = ["xray", "drug-product"]
hit = ["-"]
miss = ["-"]
[[rule]]
id = "cro.a"
label = "CRO.lab"
any = ["yarn", "Drug-Product"]
weight = 0
hit = ["-"]
miss = ["-"]
[[rule]]
id = "signal"
any = ["zinc"]
hit = ["-"]
miss = ["-"]
[[guard]]
id = "g"
any = ["no"]
not = ["no"]
hit = ["-"]
miss = ["-"]
)");
  EXPECT_EQ(Formatted(LintPack(*classifier)),
            "rules.toml:4:16: warning: cro.b and cro.a (rules.toml:10) have the same phrase: "
            "`drug-product`\n"
            "  any = [\"xray\", \"drug-product\"]\n"
            "                 ^\n"
            "rules.toml:7:1: warning: cro.a has weight 0 and decides nothing\n"
            "  [[rule]]\n"
            "  ^\n"
            "rules.toml:14:1: warning: no condition looks at the signal signal\n"
            "  [[rule]]\n"
            "  ^\n"
            "rules.toml:19:1: warning: the guard g bears on no rule\n"
            "  [[guard]]\n"
            "  ^\n"
            "rules.toml:22:8: warning: g has the phrase `no` twice, here and at rules.toml:21\n"
            "  not = [\"no\"]\n"
            "         ^");
  EXPECT_EQ(LintPack(*classifier, "my-rules/").at(0).message,
            "warning: cro.b and cro.a (my-rules/rules.toml:10) have the same phrase: "
            "`drug-product`");
}

TEST(Lints, NamePhrasesThatAnotherOneCovers) {
  const auto classifier = ClassifierOf(R"([[rule]]
id = "cro.x"
label = "CRO"
any = ["zork quux", "zork*", "zork"]
)");
  EXPECT_EQ(Formatted(LintPack(*classifier)),
            "rules.toml:4:30: warning: `zork` finds nothing that `zork*` does not find "
            "(rules.toml:4)\n"
            "  any = [\"zork quux\", \"zork*\", \"zork\"]\n"
            "                               ^");
}

// A guard of one of the labels tells them no more apart than one of both.
TEST(Lints, NamePatternsThatSpeakForTwoLabels) {
  const auto classifier = ClassifierOf(R"([[rule]]
id = "cmo.x"
label = "CMO"
any = ["same", "elsewhere", "against", "guarded"]
regex = "xray"
[[rule]]
id = "cmo.z"
label = "CMO"
any = ["lily"]
needs = "zinc"
[[rule]]
id = "cro.a"
label = "CRO"
any = ["against"]
weight = -1
[[rule]]
id = "cro.b"
label = "CRO"
any = ["elsewhere"]
needs = "zinc"
[[rule]]
id = "cro.c"
label = "CRO"
any = ["guarded"]
despite = ["g"]
[[rule]]
id = "cro.x"
label = "CRO.lab"
any = ["Same"]
regex = "xray"
[[rule]]
id = "cro.z"
label = "CRO"
any = ["lily"]
needs = "zinc"
[[rule]]
id = "zinc"
any = ["same"]
[[guard]]
id = "g"
any = ["no"]
affects = ["CMO", "cro.c"]
)");
  EXPECT_EQ(
      Formatted(LintPack(*classifier)),
      "rules.toml:39:8: warning: `Same` speaks for CMO as well, in cmo.x (rules.toml:4), and "
      "no condition tells the two apart\n"
      "  any = [\"Same\"]\n"
      "         ^\n"
      "rules.toml:40:9: warning: `xray` speaks for CMO as well, in cmo.x (rules.toml:5), and "
      "no condition tells the two apart\n"
      "  regex = \"xray\"\n"
      "          ^\n"
      "rules.toml:46:8: warning: `lily` speaks for CMO as well, in cmo.z (rules.toml:11), and "
      "no condition tells the two apart\n"
      "  any = [\"lily\"]\n"
      "         ^");
}

TEST(Lints, ASignalIsUsedByAnyCondition) {
  const auto classifier = ClassifierOf(R"([[rule]]
id = "one"
any = ["a"]
[[rule]]
id = "two"
any = ["b"]
[[rule]]
id = "cro.x"
label = "CRO"
any = ["c"]
needs = 'not (count(one) >= 2)'
[[guard]]
id = "g"
any = ["d"]
affects = ["CRO"]
needs = "two"
)");
  EXPECT_EQ(Formatted(LintPack(*classifier)), "");
}

TEST(Lints, ASignalIsUsedByWeightsOfLabelsOrSubtypes) {
  const auto classifier = ClassifierOf(R"([[rule]]
id = "of-labels"
any = ["a"]
[[rule]]
id = "of-labels-set-aside"
any = ["d"]
[[rule]]
id = "of-subtypes"
any = ["b"]
[[rule]]
id = "of-subtypes-set-aside"
any = ["e"]
[[rule]]
id = "cro.x"
label = "CRO.clinical"
any = ["c"]
)",
                                       R"(corpus = "abc"
labels = ["NONE", "CRO"]
signal = '''
of-labels-set-aside off: -10 10
of-labels: -10 10
'''
word = '''
a: -10 10
'''
[subtype]
names = ["CRO.clinical"]
signal = '''
of-subtypes-set-aside off: 10
of-subtypes: 10
'''
)");
  EXPECT_EQ(Formatted(LintPack(*classifier)), "");
}

}  // namespace
}  // namespace cxo
