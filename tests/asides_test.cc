// Sentences that guards of the effect aside set aside: which, and that nothing of them is heard.
#include "classifier/decide/asides.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "tests/pack_text.h"

namespace cxo {
namespace {

std::unique_ptr<const Classifier> Example() {
  return ClassifierOf(R"(
[[rule]]
id = "cmo.pack"
label = "CMO"
any = ["packaging"]
[[rule]]
id = "none.shop"
label = "NONE"
any = ["shop"]
[[rule]]
id = "place"
any = ["basel"]
[[composite]]
id = "cmo.short"
label = "CMO"
when = "words <= 2"
scope = "text"
[[guard]]
id = "block.place"
any = ["basel"]
affects = ["cmo.pack"]
scope = "text"
[[guard]]
id = "firm"
effect = "aside"
any = ["founded in", "based in"]
not = ["to order"]
needs = "words <= 20"
)");
}

// What is set aside of `text`, each sentence in brackets.
std::string AsidesIn(const Classifier& classifier, const std::string& text) {
  Classifier::Session session(classifier);
  std::string found;
  for (const Aside& one : session.Classify(text).asides) {
    found += "[" + text.substr(one.span.begin, one.span.size()) + "]";
  }
  return found;
}

TEST(Asides, AreSentencesWithACueAndNothingThatIsOffered) {
  const auto classifier = Example();
  const struct {
    const char* text;
    const char* want;
  } cases[] = {
      {"Packaging. It was founded in 1990.", "[It was founded in 1990.]"},
      {"Founded in 1990. Packaging.", "[Founded in 1990. ]"},
      {"It is based in Bern. Packaging. It was founded in 1990.",
       "[It is based in Bern. ][It was founded in 1990.]"},
      {"Packaging, founded in 1990.", ""},
      {"Lunch. Packaging was founded in 1990.", ""},
      {"Packaging. The shop was founded in 1990.", "[The shop was founded in 1990.]"},
      {"Packaging. It was founded in 1990, to order.", ""},
      {"It was founded in 1990. It is based in Bern.", ""},
      {"It was founded in 1990.", ""},
      {"Packaging. It has been there for one, two, three, four, five, six, seven, eight, nine, ten "
       "years, and was founded in 1990.",
       ""},
      {"", ""},
  };
  for (const auto& one : cases) EXPECT_EQ(AsidesIn(*classifier, one.text), one.want) << one.text;
}

TEST(Asides, AreNotHeard) {
  const auto classifier = Example();
  EXPECT_EQ(FatesIn(*classifier, "Packaging. It is in Basel."),
            "cmo.pack blocked by block.place, place feeds");
  EXPECT_EQ(FatesIn(*classifier, "Packaging. It is based in Basel."),
            "cmo.pack counts, cmo.short counts");
}

TEST(Asides, LeaveTheSameVerdictAsATextWithoutThem) {
  const auto classifier = Example();
  Classifier::Session session(*classifier);
  const Verdict without = session.Classify("We do packaging here. Lunch at noon.");
  const Verdict with = session.Classify(
      "Founded in 1990. We do packaging here. It is based in Basel. Lunch at noon.");
  EXPECT_EQ(with.asides.size(), 2u);
  EXPECT_EQ(with.scores, without.scores);
  EXPECT_EQ(with.confidence, without.confidence);
  ASSERT_EQ(with.evidence.size(), without.evidence.size());
  EXPECT_EQ(with.evidence[0].span.begin, without.evidence[0].span.begin + 17);
}

// Of the scope "cue" the words of the cue go alone, also from a text of one sentence.
TEST(Asides, AreCuesAloneWhereTheGuardSaysSo) {
  const auto classifier = ClassifierOf(R"(
[[rule]]
id = "cmo.pack"
label = "CMO"
any = ["packaging", "menu packaging"]
[[guard]]
id = "firm"
effect = "aside"
any = ["founded in"]
not = ["home"]
[[guard]]
id = "page"
effect = "aside"
scope = "cue"
any = ["home", "home page", "page menu", "menu"]
not = ["founded"]
)");
  const struct {
    const char* text;
    const char* want;
  } cases[] = {
      {"Home packaging", "[Home]"},
      {"Packaging home, menu", "[home][menu]"},
      {"Home page menu packaging", ""},                   // a phrase of a label is in it
      {"Packaging. Home page menu", "[Home page menu]"},  // what overlaps is one
      {"Packaging. Founded in 1990.", "[Founded in 1990.]"},
      {"Packaging. Menu: founded in 1990.", "[Menu: founded in 1990.]"},
      {"Packaging. Home, founded in 1990.", "[Home]"},  // each guard by its own `not`
      {"Home", ""},
  };
  for (const auto& one : cases) EXPECT_EQ(AsidesIn(*classifier, one.text), one.want) << one.text;
}

// A pack may leave its guard without a limit, and a text have tens of thousands of such sentences.
TEST(Asides, AreFoundInLinearTime) {
  const auto classifier = ClassifierOf(R"(
[[rule]]
id = "cmo.pack"
label = "CMO"
any = ["packaging"]
[[guard]]
id = "firm"
effect = "aside"
any = ["founded in"]
)");
  constexpr size_t kTimes = 20'000;
  std::string text;
  for (size_t i = 0; i < kTimes; ++i) text += "It was founded in 1990. Packaging. ";
  Classifier::Session session(*classifier);
  EXPECT_EQ(session.Classify(text).asides.size(), kTimes);
  std::string sentence;
  for (size_t i = 0; i < kTimes; ++i) sentence += "founded in packaging ";
  EXPECT_TRUE(session.Classify("Lunch. " + sentence).asides.empty());
}

TEST(Asides, EndWithTheirText) {
  const auto classifier = Example();
  Classifier::Session session(*classifier);
  EXPECT_EQ(session.Classify("Packaging. Founded in 1990.").asides.size(), 1u);
  EXPECT_TRUE(session.Classify("Packaging.").asides.empty());
  EXPECT_TRUE(session.Classify("").asides.empty());
}

// A phrase that is nearly there would bring its sentence back; what is said of the text as it is
// knows nothing of that.
TEST(Asides, AddNoWordsToWhyALabelWasNotGiven) {
  const auto classifier = ClassifierOf(R"(
[[rule]]
id = "cmo.fill"
label = "CMO"
any = ["filling"]
[[rule]]
id = "cro.trial"
label = "CRO"
any = ["clinical trial site"]
[[guard]]
id = "firm"
effect = "aside"
any = ["founded"]
)",
                                       R"(
labels = ["CRO", "CMO"]
word = '''
founded: -300 100
toll: -100 150
'''
)");
  const std::string_view text = "Toll filling. It was founded for clinical rooms.";
  Classifier::Session session(*classifier);
  EXPECT_EQ(session.Classify(text).asides.size(), 1u);
  const WhyNot why = session.AskWhyNot(FindLabel(classifier->pack(), "CRO").value());
  EXPECT_EQ(why.near.size(), 1u);
  ASSERT_EQ(why.against.size(), 1u);
  EXPECT_EQ(text.substr(why.against[0].span.begin, why.against[0].span.size()), "Toll");
  EXPECT_EQ(why.against[0].adds, -2.5);
  EXPECT_EQ(why.gap, 3.5);
  EXPECT_EQ(why.gap_without_words, 1.0);
}

}  // namespace
}  // namespace cxo
