// The screen of `cxo explain`: marks in the text, and why a label was not given.
#include <string>

#include <gtest/gtest.h>

#include "classifier/cli/explanation.h"
#include "tests/pack_text.h"

namespace cxo {
namespace {

constexpr std::string_view kRules = R"(
[[rule]]
id = "cmo.contract"
label = "CMO"
any = ["contract packaging"]
weight = 2.0
[[rule]]
id = "cmo.label"
label = "CMO"
any = ["packaging and labelling", "labelling of blister packs"]
weight = 1.0
[[rule]]
id = "cro.labelling"
label = "CRO"
any = ["labelling stud*"]
weight = 1.5
[[guard]]
id = "no"
any = ["no"]
affects = ["CRO"]
)";

// A screen with what was wrapped in one line again.
std::string Unwrapped(std::string screen) {
  constexpr std::string_view kBreak = "\n    ";
  for (size_t at = 0; (at = screen.find(kBreak, at)) != std::string::npos;) {
    screen.replace(at, kBreak.size(), " ");
  }
  return screen;
}

std::string Screen(std::string_view text, std::string_view why_not) {
  const auto classifier = ClassifierOf(kRules);
  Classifier::Session session(*classifier);
  Explanation it{&classifier->pack(), text, &session.Classify(text), {}, std::nullopt};
  if (!why_not.empty()) {
    it.why_not = session.AskWhyNot(FindLabel(classifier->pack(), why_not).value());
  }
  return ExplanationText(it, false);
}

// The n-th paragraph of a screen.
std::string Paragraph(std::string screen, int n) {
  for (; n > 0; --n) screen.erase(0, screen.find("\n\n") + 2);
  return screen.substr(0, screen.find("\n\n"));
}

TEST(ExplanationText, JoinsMarksOfOneLabelThatTouch) {
  const struct {
    std::string_view text, want;
  } cases[] = {
      {"our contract packaging.", "  our [contract packaging]."},
      {"contract packaging and labelling", "  [contract packaging and labelling]"},
      {"packaging and labelling studies", "  [packaging and labelling][ studies]"},
      {"contract packaging, labelling studies", "  [contract packaging], [labelling studies]"},
      {"nothing", "  nothing"},
  };
  for (const auto& one : cases) EXPECT_EQ(Paragraph(Screen(one.text, ""), 1), one.want);
}

TEST(ExplanationText, CutsLongEvidenceBetweenCharacters) {
  std::string text = "contract";
  for (int i = 0; i < 30; ++i) text += "\u2003";  // a wide space, three bytes
  const std::string screen = Screen(text + "packaging", "");
  EXPECT_NE(screen.find("\u2003...\""), std::string::npos) << screen;
  EXPECT_EQ(screen.find("\\x"), std::string::npos) << screen;
}

TEST(ExplanationText, SaysWhatIsNotKnown) {
  const auto classifier = ClassifierOf(kRules);
  Classifier::Session session(*classifier);
  const std::string text = "packging rest\x1b";
  const auto shown = [&](std::optional<Ignorance> ignorance) {
    Explanation it{&classifier->pack(), text, &session.Classify(text), {}, std::nullopt, {}};
    it.ignorance = std::move(ignorance);
    return Paragraph(ExplanationText(it, false), 3);
  };
  const Ignorance many{1, std::vector<UnknownWord>(9, {{9, 13}, ""})};
  const struct {
    std::optional<Ignorance> ignorance;
    std::string_view want;
  } cases[] = {
      {std::nullopt, "Scores (log-odds)\n  NONE +0.00 CRO +0.00 CMO +0.00 CDMO +0.00 CSO +0.00\n"},
      {Ignorance{0, {}},
       "What is not known: all; numbers, signs and words of one or two letters say nothing"},
      {Ignorance{2, {{{0, 8}, "packaging"}, {{9, 14}, ""}}},
       "What is not known: 2 of 4 words\n"
       "  \"packging\"; did you mean \"packaging\"?\n"
       "  \"rest\\x1b\""},
      {many,
       "What is not known: 9 of 10 words\n"
       "  \"rest\"\n  \"rest\"\n  \"rest\"\n  \"rest\"\n  \"rest\"\n  \"rest\"\n  \"rest\"\n  "
       "\"rest\"\n"
       "  ..."},
  };
  for (const auto& one : cases) EXPECT_EQ(shown(one.ignorance), one.want);
}

// Both explanations of `text`, the screen and the JSON.
std::string Both(const Classifier& classifier, std::string_view text, LabelIndex why_not) {
  Classifier::Session session(classifier);
  Explanation it{.pack = &classifier.pack(), .text = text, .verdict = &session.Classify(text)};
  it.shares = session.Shares();
  it.why_not = session.AskWhyNot(why_not);
  return Unwrapped(ExplanationText(it, false)) + ExplanationJson(it);
}

void ExpectHolds(const std::string& shown, std::string_view piece) {
  EXPECT_NE(shown.find(piece), std::string::npos) << piece << " is not in\n" << shown;
}

TEST(ExplanationText, TellsTheBeginningOfTheTextFromItsFirstWord) {
  const auto classifier = ClassifierOf(kRules, R"(
labels = ["NONE", "CRO"]
word = '''
toll: 200 0
^ toll: 300 -100
'''
)");
  const std::string shown = Both(*classifier, "toll", 1);
  ExpectHolds(shown, "  +2.12  \"toll\" at the beginning of the text\n  +1.41  \"toll\"\n");
  ExpectHolds(shown,
              "Words against it and for NONE: -2.83 \"toll\" at the beginning of the text, -1.41 "
              "\"toll\"; without them");
  ExpectHolds(shown, R"({"words": "toll", "begin": 0, "end": 4, "adds": {"NONE": 1.4142,)");
  ExpectHolds(shown, R"({"words": "toll", "begin": 0, "end": 4, "begins_text": true, "adds": {)");
  ExpectHolds(shown, R"("end": 4, "begins_text": true, "adds": -2.8284})");
}

TEST(ExplanationText, NamesBothSignalsOfAPair) {
  const auto classifier = ClassifierOf(R"(
[[rule]]
id = "make"
any = ["make"]
[[rule]]
id = "ours"
any = ["our"]
)",
                                       R"(
labels = ["NONE", "CRO"]
pair = '''
make + ours: 200 -100
'''
)");
  const std::string shown = Both(*classifier, "we make our own", 1);
  ExpectHolds(shown, "  +2.00  make + ours\n");
  ExpectHolds(shown,
              R"({"signal": "make", "with": "ours", "set_aside": false, "adds": {"NONE": 2)");
}

TEST(ExplanationText, NamesAllGuardsThatWeaken) {
  const auto classifier = ClassifierOf(std::string(kRules) + R"([[guard]]
id = "once"
any = ["formerly"]
effect = "scale"
factor = 0.5
affects = ["*"]
[[guard]]
id = "perhaps"
any = ["perhaps"]
effect = "scale"
factor = 0.5
affects = ["*"]
)");
  const std::string shown = Both(*classifier, "formerly, perhaps, contract packaging", kNone);
  ExpectHolds(shown, "\"contract packaging\"  weakened by once, perhaps\n");
  ExpectHolds(shown, R"("weakened_by": ["once", "perhaps"])");
}

TEST(ExplanationText, SaysWhatElseWouldHaveToGoForANearPhrase) {
  const auto classifier = ClassifierOf(std::string(kRules) + R"([[rule]]
id = "act.site"
any = ["our site"]
[[rule]]
id = "cro.assay"
label = "CRO"
any = ["assay validation", "cell line banking"]
needs = "act.site"
[[guard]]
id = "once"
any = ["once"]
effect = "scale"
factor = 0.0
affects = ["CRO"]
)");
  const struct {
    std::string_view text, screen, json;
  } cases[] = {
      {"assay", "enough if it met `act.site`)",
       R"("closes": false, "if_met": "act.site", "closes_then": true})"},
      {"no assay; contract packaging",
       "not enough, even without guard no and if it met `act.site`)",
       R"("closes": false, "without_guards": ["no"], "if_met": "act.site", "closes_then": false})"},
      {"our site once had no assay", "enough without guards no, once)",
       R"("closes": false, "without_guards": ["no", "once"], "closes_then": true})"},
      {"assay at our site", "enough)", R"("closes": true})"},
      {"banking; cell", ", rule alone: enough if it met `act.site`) lacks \"line\"",
       R"("closes": false, "rule_alone": true, "if_met": "act.site", "closes_then": true})"},
  };
  const LabelIndex cro = FindLabel(classifier->pack(), "CRO").value();
  for (const auto& one : cases) {
    const std::string shown = Both(*classifier, one.text, cro);
    ExpectHolds(shown, one.screen);
    ExpectHolds(shown, one.json);
  }
}

TEST(ExplanationText, SaysThatTheTextWasNotRead) {
  const auto classifier = ClassifierOf(kRules);
  Verdict verdict;
  verdict.scores.resize(classifier->pack().labels.size());
  Explanation it{.pack = &classifier->pack(), .text = "packs", .verdict = &verdict};
  it.why_not = WhyNot{.label = 1, .unread = true};
  const std::string shown = ExplanationText(it, false) + ExplanationJson(it);
  ExpectHolds(shown,
              "Why not CRO\n  The text was not read: it could not be matched within its memory.\n");
  ExpectHolds(shown, R"("why_not": {"label": "CRO", "given": false, "unread": true}})");
}

TEST(ExplanationText, SaysWhatWouldGiveALabel) {
  EXPECT_EQ(Unwrapped(Paragraph(Screen("contract packaging", "NONE"), 4)),
            "Why not NONE\n"
            "  It lacks 2.00 of evidence; a new rule of NONE that counts here needs a weight of "
            "2.00 if it shadows nothing and no condition asks for it.\n"
            "  Smallest change that would give it: without cmo.contract \"contract packaging\"\n");
  EXPECT_EQ(
      Unwrapped(Paragraph(
          Screen("contract packaging, packaging and labelling; no labelling studies", "CRO"), 5)),
      "Why not CRO\n"
      "  It lacks 3.00 of evidence; a new rule of CRO that counts here needs a weight of 3.00 if "
      "it shadows nothing and no condition asks for it.\n"
      "  Smallest change that would give it: without cmo.contract \"contract packaging\"; "
      "count cro.labelling \"labelling studies\"\n");
  EXPECT_EQ(
      Unwrapped(Paragraph(Screen("packs", "CMO"), 4)),
      "Why not CMO\n"
      "  It lacks 0.00 of evidence; a new rule of CMO that counts here needs a weight of 0.01 if "
      "it shadows nothing and no condition asks for it.\n"
      "  No change of up to 5 of the rules and guards at hand was found that gives it.\n"
      "  Near: \"labelling of blister packs\" of cmo.label (+1.00, lead +0.00 to +1.00, enough) "
      "lacks "
      "\"labelling\", \"of\", \"blister\"\n");
}

}  // namespace
}  // namespace cxo
