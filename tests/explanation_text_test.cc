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

TEST(ExplanationText, SaysWhatWouldGiveALabel) {
  EXPECT_EQ(Paragraph(Screen("contract packaging", "NONE"), 4),
            "Why not NONE\n"
            "  It lacks 2.00 of evidence; a new rule of NONE that counts here needs a weight of "
            "2.00 if it shadows nothing and no condition asks for it.\n"
            "  Smallest change that would give it: without cmo.contract \"contract packaging\"\n");
  EXPECT_EQ(
      Paragraph(Screen("contract packaging, packaging and labelling; no labelling studies", "CRO"),
                5),
      "Why not CRO\n"
      "  It lacks 3.00 of evidence; a new rule of CRO that counts here needs a weight of 3.00 if "
      "it shadows nothing and no condition asks for it.\n"
      "  Smallest change that would give it: without cmo.contract \"contract packaging\"; "
      "count cro.labelling \"labelling studies\"\n");
  EXPECT_EQ(
      Paragraph(Screen("packs", "CMO"), 4),
      "Why not CMO\n"
      "  It lacks 0.00 of evidence; a new rule of CMO that counts here needs a weight of 0.01 if "
      "it shadows nothing and no condition asks for it.\n"
      "  No change of up to 5 of the rules and guards at hand was found that gives it.\n"
      "  Near: \"labelling of blister packs\" of cmo.label (+1.00, lead +0.00 to +1.00, enough) "
      "lacks "
      "\"labelling\", \"blister\"\n");
}

}  // namespace
}  // namespace cxo
