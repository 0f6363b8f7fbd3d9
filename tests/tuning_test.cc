// Tuning as a whole: what it refuses, what it leaves alone, that it is the same for every number of
// threads, and that the file it writes decides as it says.
#include "classifier/eval/tuning.h"

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "classifier/eval/weights_file.h"
#include "tests/tuning_pack.h"

namespace cxo {
namespace {

GoldFile RuleGold() { return {.name = "gold.csv", .rows = TuningRows(), .notes = {}}; }

WeightsOrigin Origin(const TuningOptions& options) {
  return {.gold = "gold.csv", .corpus = ContentDigest("x"), .rows = 120, .options = options};
}

std::string FileOf(const Classifier& classifier, const TuningOptions& options) {
  const Result<Tuning> tuning = Tune(classifier, RuleGold(), options);
  return WeightsToml(classifier.pack(), *tuning, Origin(options));
}

TEST(Tuning, HelpsWhereTheHandWeightsAreWrong) {
  const auto classifier = TuningClassifier();
  const Result<Tuning> tuning = Tune(*classifier, RuleGold(), {});
  ASSERT_TRUE(tuning.ok());
  EXPECT_TRUE(tuning->helps());
  EXPECT_TRUE(tuning->is_certain());
  ASSERT_EQ(tuning->methods.size(), 5u);
  EXPECT_GT(tuning->methods[1].metrics.macro_f1, tuning->methods[0].metrics.macro_f1 + 0.1);
  EXPECT_LT(*tuning->methods[1].log_loss, *tuning->methods[0].log_loss);
  EXPECT_NEAR(tuning->difference.macro_f1_gain,
              tuning->methods[1].metrics.macro_f1 - tuning->methods[0].metrics.macro_f1, 1e-12);
}

// However few texts of NONE the labelled ones have: whoever says nothing offers nothing.
TEST(Tuning, LeavesTextsWithoutEvidenceToTheAbstainingLabel) {
  const auto classifier = TuningClassifier();
  GoldFile gold{.name = "gold.csv", .rows = {}, .notes = {}};
  const auto add = [&](int times, const std::string& text, LabelIndex label) {
    for (int i = 0; i < times; ++i) {
      gold.rows.push_back({.text = text + " " + std::to_string(gold.rows.size()), .label = label});
    }
  };
  add(80, "lunch", 2);  // no rule finds anything
  add(20, "lunch", 0);
  add(20, "trial", 1);
  add(30, "packing", 2);  // weighs too little by hand, so that fitting helps
  const Result<Tuning> tuning = Tune(*classifier, gold, {});
  ASSERT_TRUE(tuning.ok());
  const std::vector<double>& bias = tuning->fitted.decision.bias;
  EXPECT_GT(bias[2], tuning->hand.decision.bias[2]) << "CMO is not fitted at all";
  for (size_t l = 1; l < bias.size(); ++l) EXPECT_LE(bias[l], bias[kNone]) << l;
}

TEST(Tuning, AnswersNoRowByAFitOnItsTwin) {
  const auto classifier = TuningClassifier();
  // Of each text there are many; without them nothing tells that packing is to weigh more.
  GoldFile gold{.name = "gold.csv", .rows = {}, .notes = {}};
  for (int i = 0; i < 30; ++i) {
    gold.rows.push_back({.text = "packing", .label = 2});
    gold.rows.push_back({.text = "lunch", .label = 0});
  }
  const Result<Tuning> tuning = Tune(*classifier, gold, {});
  ASSERT_TRUE(tuning.ok());
  EXPECT_EQ(tuning->methods[1].metrics.accuracy, tuning->methods[0].metrics.accuracy);
}

TEST(Tuning, DoesNotHelpWhereNothingIsWrong) {
  const auto classifier = TuningClassifier();
  GoldFile gold{.name = "gold.csv", .rows = {}, .notes = {}};
  for (int i = 0; i < 20; ++i) {
    gold.rows.push_back({.text = "trial " + std::to_string(i), .label = 1});
    gold.rows.push_back({.text = "lunch " + std::to_string(i), .label = 0});
  }
  const Result<Tuning> tuning = Tune(*classifier, gold, {});
  ASSERT_TRUE(tuning.ok());
  EXPECT_FALSE(tuning->helps());
  EXPECT_FALSE(tuning->penalties.has_value());
  EXPECT_EQ(tuning->fitted.rules, tuning->hand.rules);
  EXPECT_EQ(tuning->fitted.decision.bias, tuning->hand.decision.bias);
}

TEST(Tuning, HelpsOnlyIfItShows) {
  Tuning tuning;
  tuning.difference.macro_f1_gain = 0.0004;
  EXPECT_FALSE(tuning.helps());
  tuning.difference.macro_f1_gain = 0.0005;
  EXPECT_FALSE(tuning.helps()) << "may be chance";
  tuning.difference.macro_f1.low = 0.0001;
  EXPECT_TRUE(tuning.helps());
  tuning.difference = {};
  tuning.surer = true;
  EXPECT_TRUE(tuning.helps()) << "by log-loss alone";
  tuning.difference.macro_f1.high = -0.01;
  EXPECT_FALSE(tuning.helps()) << "macro-F1 falls";
}

TEST(Answers, AreClearlySurerByMoreThanChance) {
  EXPECT_TRUE(IsClearlyLower({0.5, 0.6, 0.7}, {0.2, 0.31, 0.39}));
  EXPECT_FALSE(IsClearlyLower({0.5, 0.6, 0.7}, {0.1, 0.9, 0.7}));
  EXPECT_FALSE(IsClearlyLower({0.5, 0.5}, {0.5, 0.5}));
}

TEST(Tuning, IsTheSameForEveryNumberOfThreadsAndEveryRun) {
  const auto classifier = TuningClassifier();
  const std::string one = FileOf(*classifier, {.threads = 1, .folds = 3});
  EXPECT_EQ(FileOf(*classifier, {.threads = 2, .folds = 3}), one);
  EXPECT_EQ(FileOf(*classifier, {.threads = 7, .folds = 3}), one);
  EXPECT_EQ(FileOf(*classifier, {.threads = 1, .folds = 3}), one);
}

TEST(Tuning, GivesReadableNumbers) {
  const auto classifier = TuningClassifier();
  const Result<Tuning> tuning = Tune(*classifier, RuleGold(), {});
  const auto is_multiple = [](double value, double parts) {
    return std::abs(value * parts - std::round(value * parts)) < 1e-9;
  };
  size_t moved = 0;
  for (size_t r = 0; r < tuning->hand.rules.size(); ++r) {
    const double fitted = tuning->fitted.rules[r];
    if (fitted == tuning->hand.rules[r]) continue;
    ++moved;
    EXPECT_TRUE(is_multiple(fitted, 20)) << fitted;
    EXPECT_GT(std::abs(fitted - tuning->hand.rules[r]), 0.07);
    EXPECT_GE(fitted * tuning->hand.rules[r], 0);
  }
  EXPECT_GT(moved, 0u);
  for (const double bias : tuning->fitted.decision.bias) EXPECT_TRUE(is_multiple(bias, 20));
  EXPECT_TRUE(is_multiple(tuning->fitted.decision.temperature, 20));
  EXPECT_TRUE(is_multiple(tuning->fitted.decision.slope, 100));
  EXPECT_TRUE(is_multiple(tuning->fitted.decision.intercept, 100));
}

TEST(Tuning, ItsFileDecidesAsItSays) {
  const auto classifier = TuningClassifier();
  const Result<Tuning> tuning = Tune(*classifier, RuleGold(), {});
  std::vector<PackFile> files = TuningPackFiles();
  files.push_back({"weights.toml", WeightsToml(classifier->pack(), *tuning, Origin({}))});
  LoadedPack loaded = ParsePack(files, "");
  for (const Error& error : loaded.errors) ADD_FAILURE() << Format(error);
  ASSERT_TRUE(loaded.pack.has_value());
  EXPECT_EQ(loaded.pack->weights_corpus, ContentDigest("x"));
  const Weights read = WeightsOf(*loaded.pack);
  EXPECT_EQ(read.rules, tuning->fitted.rules);
  EXPECT_EQ(read.decision.bias, tuning->fitted.decision.bias);
  EXPECT_EQ(read.decision.threshold, tuning->fitted.decision.threshold);
  EXPECT_EQ(read.decision.temperature, tuning->fitted.decision.temperature);
  EXPECT_EQ(read.decision.slope, tuning->fitted.decision.slope);
  EXPECT_EQ(read.decision.intercept, tuning->fitted.decision.intercept);
  const BuiltClassifier fitted = BuildClassifier(*std::move(loaded.pack), {});
  const std::vector<GoldRow> rows = TuningRows();
  const ScoreMatrix matrix(*classifier, MatchedCorpus(*classifier, rows, 1));
  Classifier::Session session(*fitted.classifier);
  for (size_t i = 0; i < rows.size(); ++i) {
    const std::vector<double> scores =
        matrix.Scores(i, tuning->fitted.rules, tuning->fitted.decision.bias);
    const Verdict& verdict = session.Classify(rows[i].text);
    for (size_t l = 0; l < scores.size(); ++l) EXPECT_NEAR(scores[l], verdict.scores[l], 1e-12);
  }
}

TEST(Tuning, LeavesToTheProfileWhatTheProfileSets) {
  LoadedPack loaded = ParsePack(TuningPackFiles(), "");
  const BuiltClassifier built = BuildClassifier(*std::move(loaded.pack), {.profile = "light"});
  const Result<Tuning> tuning = Tune(*built.classifier, RuleGold(), {.profile = "light"});
  ASSERT_TRUE(tuning.ok());
  const uint32_t trial = FindRule(built.classifier->pack(), "cro.trial").value();
  EXPECT_EQ(tuning->fitted.rules[trial], 1.0);
  EXPECT_EQ(tuning->fitted.decision.bias[2], -2.0);
  const uint32_t locked = FindRule(built.classifier->pack(), "cro.locked").value();
  EXPECT_EQ(tuning->fitted.rules[locked], 2.0);
}

TEST(Tuning, NamesLabelsThatAreTooThin) {
  const auto classifier = TuningClassifier();
  const Result<Tuning> tuning = Tune(*classifier, RuleGold(), {});
  EXPECT_EQ(tuning->thin, std::vector<LabelIndex>{3});  // CDMO has 6 rows
  EXPECT_EQ(tuning->fitted.decision.bias[3], -1.0);
  EXPECT_EQ(tuning->fitted.decision.threshold[3], tuning->hand.decision.threshold[3]);
}

TEST(Tuning, RefusesRowsThatAreTooFew) {
  struct Case {
    std::string_view name;
    std::vector<size_t> rows;  // per label
    size_t folds;
    std::string_view want;
  };
  const std::vector<Case> cases = {
      {"one label",
       {30, 0},
       5,
       "every row has the same label (NONE 30): there is nothing to tell apart"},
      {"one label is thin",
       {30, 9},
       5,
       "too few rows to fit on: at least two labels with 10 rows each are needed, there are NONE "
       "30, CRO 9"},
      {"more folds ask for more rows",
       {30, 19, 1},
       10,
       "too few rows to fit on: at least two labels with 20 rows each are needed, there are NONE "
       "30, CRO 19, CMO 1"},
  };
  const auto classifier = TuningClassifier();
  for (const Case& c : cases) {
    GoldFile gold{.name = "gold.csv", .rows = {}, .notes = {}};
    for (size_t l = 0; l < c.rows.size(); ++l) {
      for (size_t i = 0; i < c.rows[l]; ++i) {
        gold.rows.push_back({.text = "x", .label = static_cast<LabelIndex>(l)});
      }
    }
    const Result<Tuning> tuning = Tune(*classifier, gold, {.folds = c.folds});
    ASSERT_FALSE(tuning.ok()) << c.name;
    EXPECT_EQ(Format(tuning.error()), "gold.csv: " + std::string(c.want)) << c.name;
  }
}

TEST(WeightsToml, WritesOnlyWhatDiffers) {
  const auto classifier = TuningClassifier();
  Tuning tuning;
  tuning.hand = WeightsOf(classifier->pack());
  tuning.fitted = tuning.hand;
  tuning.fitted.rules[FindRule(classifier->pack(), "cmo.pack").value()] = 1.35;
  tuning.fitted.rules[FindRule(classifier->pack(), "cro.rumour").value()] = 0;
  // Dust as it stays when words.toml takes from a weight.
  tuning.hand.rules[FindRule(classifier->pack(), "cro.rumour").value()] = 0.5249999999999999;
  tuning.fitted.decision.bias[1] = -0.85;
  tuning.fitted.decision.threshold[2] = 0.5;
  tuning.fitted.decision.slope = 0.9;
  tuning.methods = {{.name = "hand", .metrics = {.macro_f1 = 0.8}},
                    {.name = "fitted", .metrics = {.macro_f1 = 0.8125}}};
  const WeightsOrigin origin{.gold = "a\nb.csv", .corpus = "00ff", .rows = 7, .options = {}};
  EXPECT_EQ(
      WeightsToml(classifier->pack(), tuning, origin),
      R"(# Written by `cxo tune` from a\nb.csv: 7 rows, 5 folds, seed 1; the next run replaces it.
# Macro-F1 on rows not fitted on: 0.812 with these weights, 0.800 with those of the rules.

corpus = "00ff"
temperature = 1.0
bias = { CRO = -0.85 }
threshold = { CMO = 0.5 }
calibration = { slope = 0.9, intercept = 0.0 }

[weight]
"cmo.pack" = 1.35  # by hand 0.5
"cro.rumour" = 0.0  # by hand 0.525
)");
}

TEST(TomlNumber, HasAPointAndReadsBack) {
  EXPECT_EQ(TomlNumber(1), "1.0");
  EXPECT_EQ(TomlNumber(-0.85), "-0.85");
  EXPECT_EQ(TomlNumber(0), "0.0");
  EXPECT_EQ(TomlNumber(24.0 / 20), "1.2");
}

}  // namespace
}  // namespace cxo
