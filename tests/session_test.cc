// What a session keeps from text to text, and when it begins anew.
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/classifier.h"
#include "tests/matcher_without_memory.h"
#include "tests/pack_text.h"

namespace cxo {
namespace {

// Leaves a mark in the workspace, says whether it found that of the last text, and throws at
// "full".
class MarkingMatcher : public Matcher {
 public:
  explicit MarkingMatcher(bool* found) : found_(*found) {}

  MatchStatus Match(std::string_view normal, MatchWorkspace* workspace,
                    std::vector<Hit>* hits) const override {
    hits->clear();
    found_ = !workspace->possible.empty();
    workspace->possible = {1};
    if (normal == "full") throw std::bad_alloc();
    return MatchStatus::kOk;
  }

 private:
  bool& found_;
};

class SessionTest : public testing::Test {
 protected:
  // True if `text` is classified in the workspace of the one before.
  bool GoesOn(std::string_view text) {
    session_.Classify(text);
    return found_;
  }

  bool found_ = false;
  std::unique_ptr<const Classifier> classifier_ =
      Classifier::Create(PackOf("[[rule]]\nid = \"cro.tox\"\nlabel = \"CRO\"\nany = [\"tox\"]\n"),
                         std::make_unique<MarkingMatcher>(&found_))
          .value();
  Classifier::Session session_{*classifier_};
};

TEST_F(SessionTest, KeepsItsWorkspaces) {
  EXPECT_FALSE(GoesOn("one"));
  EXPECT_TRUE(GoesOn("two"));
  EXPECT_TRUE(GoesOn(std::string(kUsualText, 'x')));
  EXPECT_TRUE(GoesOn("three"));
}

TEST_F(SessionTest, BeginsAnewAfterAnException) {
  EXPECT_FALSE(GoesOn("one"));
  EXPECT_THROW(session_.Classify("full"), std::bad_alloc);
  EXPECT_FALSE(GoesOn("two"));
  EXPECT_TRUE(GoesOn("three"));
  std::vector<bool> silent;
  ASSERT_TRUE(session_.CanScreen());
  EXPECT_THROW(session_.Screen(std::vector<std::string_view>{"full"}, &silent), std::bad_alloc);
  session_.Screen(std::vector<std::string_view>{"two"}, &silent);
  EXPECT_FALSE(found_);
  EXPECT_TRUE(GoesOn("three"));
}

TEST_F(SessionTest, GivesBackWhatLongTextsTook) {
  const std::string longer(kUsualText + 1, 'x');
  EXPECT_FALSE(GoesOn("one"));
  EXPECT_TRUE(GoesOn(longer));
  EXPECT_TRUE(GoesOn(longer));
  EXPECT_FALSE(GoesOn("two"));
  EXPECT_TRUE(GoesOn("three"));
  std::vector<bool> silent;
  session_.Screen(std::vector<std::string_view>{"four", longer}, &silent);
  EXPECT_FALSE(GoesOn("five"));
  EXPECT_TRUE(GoesOn("six"));
}

// What its rules would say is not known, so that no change to them is named.
TEST(Session, SaysWhyNotThatTheTextWasNotRead) {
  constexpr std::string_view kRules = R"([[rule]]
id = "cro.trial"
label = "CRO"
any = ["trial monitoring services"]
)";
  const auto classifier =
      Classifier::Create(PackOf(kRules), std::make_unique<MatcherWithoutMemory>());
  ASSERT_TRUE(classifier.ok());
  Classifier::Session session(**classifier);
  session.Classify("trial monitoring");
  for (const LabelIndex label : {kNone, LabelIndex{1}}) {
    const WhyNot why = session.AskWhyNot(label);
    EXPECT_TRUE(why.unread);
    EXPECT_EQ(why.label, label);
    EXPECT_EQ(why.given, label == kNone);
    EXPECT_TRUE(why.near.empty());
    EXPECT_EQ(why.weight_needed, 0.0);
  }
}

// In doubles -1 + 0.8 + 0.2 is a hair above 0.
TEST(Session, TakesWhatRoundingPutsAheadForATieWhereItSaysWhyNot) {
  const auto classifier = ClassifierOf(R"([decision]
bias = { CMO = -1.0 }
[[rule]]
id = "cmo.small"
label = "CMO"
any = ["pack"]
weight = 0.8
)");
  Classifier::Session session(*classifier);
  session.Classify("pack");
  EXPECT_EQ(session.AskWhyNot(kCmo).weight_needed, 0.21);
}

}  // namespace
}  // namespace cxo
