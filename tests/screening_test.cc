// Many texts looked at in one go before they are classified one by one.
#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/classifier.h"
#include "tests/matcher_without_memory.h"
#include "tests/pack_text.h"

namespace cxo {
namespace {

constexpr std::string_view kScreeningRules = R"(
[[rule]]
id = "cro.tox"
label = "CRO"
any = ["toxicology study~", "pre-clinical"]
weight = 2.0
[[rule]]
id = "cmo.pack"
label = "CMO"
any = ["packaging", "fill & finish", "tablets press"]
weight = 1.5
)";

TEST(Screening, SeesTextsThatHaveNoHits) {
  const struct {
    std::string_view text;
    bool silent;
  } cases[] = {
      {"", false},  // flagged for review, unlike others
      {"Nothing of the kind.", true},
      {"packaging", false},
      {"PACKAGING", false},
      {"toxicology", true},
      {"study of toxicology", true},
      {"toxicology studies", false},
      {"fill", true},
      {"& finish", false},        // might be an entity
      {"Tablets  press", false},  // two spaces: not plain, so it is left to Classify
      {" nothing", false},
      {"nothing\t", false},
      {"nichts f\xC3\xBCr ungut", false},
      {"a &amp; b", false},
  };
  const auto classifier = ClassifierOf(kScreeningRules);
  Classifier::Session session(*classifier);
  ASSERT_TRUE(session.CanScreen());
  std::vector<std::string_view> texts;
  for (int round = 0; round < 500; ++round) {  // some blocks of words
    for (const auto& one : cases) texts.push_back(one.text);
  }
  std::vector<bool> silent;
  session.Screen(texts, &silent);
  ASSERT_EQ(silent.size(), texts.size());
  for (size_t i = 0; i < texts.size(); ++i) {
    EXPECT_EQ(silent[i], cases[i % std::size(cases)].silent) << texts[i];
    if (!silent[i]) continue;
    const Verdict& verdict = session.Classify(texts[i]);
    EXPECT_EQ(verdict.label, session.silence().label);
    EXPECT_EQ(verdict.confidence, session.silence().confidence);
    EXPECT_TRUE(verdict.evidence.empty());
  }
}

// Its end is not read, so that it is not silent but truncated.
TEST(Screening, LeavesTextsThatAreTooLongToClassify) {
  const auto classifier = ClassifierOf(kScreeningRules);
  Classifier::Session session(*classifier);
  const std::string longest(kMaxText, 'x');
  const std::string longer = longest + "x";
  std::vector<bool> silent;
  session.Screen(std::vector<std::string_view>{longest, longer}, &silent);
  EXPECT_EQ(silent, (std::vector<bool>{true, false}));
  EXPECT_EQ(session.Classify(longer).status, TextStatus::kTruncated);
}

// However many texts there are, as much is looked at as places in them can be counted.
TEST(Screening, LeavesWhatIsTooMuchForOneCallToClassify) {
  const auto classifier = ClassifierOf(kScreeningRules);
  Classifier::Session session(*classifier);
  const std::string eighth(kMostScreened / 8, 'x');
  std::vector<std::string_view> texts(10, eighth);
  texts.emplace_back("nothing");  // fits into what is left
  std::vector<bool> silent;
  for (int round = 0; round < 2; ++round) {
    session.Screen(texts, &silent);
    // Seven and the line breaks behind them; the eighth needs one byte too many.
    std::vector<bool> want(11, false);
    std::fill_n(want.begin(), 7, true);
    want[10] = true;
    EXPECT_EQ(silent, want);
  }
}

// They are not screened, since they have a verdict of their own.
TEST(Screening, LeavesTextsWithNothingInThemToBeFlagged) {
  const auto classifier = ClassifierOf(kScreeningRules);
  for (const Detail detail : {Detail::kAll, Detail::kEvidence, Detail::kAnswer}) {
    Classifier::Session session(*classifier, detail);
    for (const std::string_view text : {"", "  \n", "\xC2\xA0", "\xE2\x80\x8B", "<br>"}) {
      EXPECT_EQ(session.Classify(text).label, kNone) << text;
      EXPECT_EQ(session.Classify(text).review, Review::kNoText) << text;
      EXPECT_EQ(session.Classify(text, true).review, Review::kIncomplete) << text;
    }
    EXPECT_NE(session.Classify("-").review, Review::kNoText);
    EXPECT_NE(session.Classify("packaging").review, Review::kNoText);
  }
}

TEST(Screening, SeesNothingIfMatchingRunsOutOfMemory) {
  const auto classifier =
      Classifier::Create(PackOf(kScreeningRules), std::make_unique<MatcherWithoutMemory>());
  ASSERT_TRUE(classifier.ok());
  Classifier::Session session(**classifier);
  std::vector<bool> silent;
  session.Screen(std::vector<std::string_view>{"nothing", "packaging"}, &silent);
  EXPECT_EQ(silent, (std::vector<bool>{false, false}));
}

}  // namespace
}  // namespace cxo
