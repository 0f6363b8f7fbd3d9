// Scores from the matrix are the scores of deciding, for every kind of evidence that adds to one.
#include "classifier/eval/score_matrix.h"

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/eval/fit.h"
#include "tests/pack_text.h"
#include "tests/tuning_pack.h"

namespace cxo {
namespace {

void ExpectScoresOfDeciding(const Classifier& classifier, const std::vector<GoldRow>& rows) {
  const MatchedCorpus corpus(classifier, rows, 2);
  const ScoreMatrix matrix(classifier, corpus);
  ASSERT_EQ(matrix.rows(), rows.size());
  const Weights hand = WeightsOf(classifier.pack());
  Classifier::Session session(classifier);
  for (size_t i = 0; i < rows.size(); ++i) {
    const std::vector<double> scores = matrix.Scores(i, hand.rules, hand.decision.bias);
    const Verdict& verdict = session.Classify(rows[i].text);
    ASSERT_EQ(scores.size(), verdict.scores.size());
    for (size_t l = 0; l < scores.size(); ++l) {
      EXPECT_NEAR(scores[l], verdict.scores[l], 1e-12) << rows[i].text << ", label " << l;
    }
  }
}

TEST(ScoreMatrix, TimesTheHandWeightsIsWhatDecidingGives) {
  const auto classifier = TuningClassifier();
  ExpectScoresOfDeciding(*classifier, TuningRows());
}

TEST(ScoreMatrix, HoldsForTheShippedPackOnTheProjectsTexts) {
  const LoadedPack loaded = LoadPack(CXO_SOURCE_DIR "/rules");
  ASSERT_TRUE(loaded.pack.has_value());
  const BuiltClassifier built = BuildClassifier(*loaded.pack, {});
  for (const std::string name : {"phrases", "descriptions", "hard", "chinese"}) {
    const auto gold =
        ReadGold(CXO_SOURCE_DIR "/corpus/" + name + ".csv", {}, built.classifier->pack());
    ASSERT_TRUE(gold.ok()) << Format(gold.error());
    ExpectScoresOfDeciding(*built.classifier, gold->rows);
  }
}

TEST(ScoreMatrix, SaysWhichRuleAddsHowOftenToWhichLabel) {
  struct Case {
    std::string_view name;
    std::string text;
    std::string rule;
    LabelIndex label;
    double factor;
  };
  const std::vector<Case> cases = {
      {"once", "trial", "cro.trial", 1, 1.0},
      {"up to its cap", "packing, packing, packing", "cmo.pack", 2, 2.0},
      {"weakened", "formerly trial", "cro.trial", 1, 0.25},
      {"turned over", "buys trial", "cro.trial", 0, 1.0},
      {"turned over, negative", "buys rumour", "cro.rumour", 0, -1.0},
      {"absorbed", "mixing and packing", "cmo.pack", 3, 1.0},
  };
  const auto classifier = TuningClassifier();
  for (const Case& c : cases) {
    const std::vector<GoldRow> rows = {{.text = c.text}};
    const ScoreMatrix matrix(*classifier, MatchedCorpus(*classifier, rows, 1));
    const auto rule = FindRule(classifier->pack(), c.rule);
    ASSERT_TRUE(rule.has_value());
    double factor = 0;
    for (const ScoreMatrix::Entry& entry : matrix.Row(0)) {
      if (entry.rule == *rule && entry.label == c.label) factor += entry.factor;
    }
    EXPECT_NEAR(factor, c.factor, 1e-12) << c.name;
  }
}

TEST(ScoreMatrix, HasNoEntryForWhatAGuardScalesToNothing) {
  const auto classifier = ClassifierOf(R"([[rule]]
id = "cro.trial"
label = "CRO"
any = ["trial"]
[[guard]]
id = "past"
any = ["formerly"]
effect = "scale"
factor = 0.0
side = "after"
affects = ["*"]
)");
  const std::vector<GoldRow> rows = {{.text = "formerly trial"}, {.text = "trial"}};
  const ScoreMatrix matrix(*classifier, MatchedCorpus(*classifier, rows, 1));
  EXPECT_EQ(matrix.Row(0).size(), 0U);
  EXPECT_EQ(matrix.Row(1).size(), 1U);
}

}  // namespace
}  // namespace cxo
