// Rule statistics, baselines and the evaluation as a whole, over a pack of four rules.
#include "classifier/eval/evaluation.h"

#include <cmath>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "classifier/eval/baselines.h"
#include "classifier/eval/matched_corpus.h"

namespace cxo {
namespace {

constexpr std::string_view kPack = R"(
[pack]
name = "small"
version = "1"
licence = "Apache-2.0"
languages = ["en"]
group = "CXO"

[[label]]
name = "NONE"
title = "none"

[[label]]
name = "CRO"
title = "research"

[[label]]
name = "CMO"
title = "making"

[decision]
bias = { NONE = 0.0, CRO = -1.0, CMO = -1.0 }

[[rule]]
id = "cmo.pack"
label = "CMO"
any = ["packing"]
weight = 2.0
hit = ["packing"]
miss = ["x"]

[[rule]]
id = "cro.trial"
label = "CRO"
any = ["trial"]
weight = 2.0
hit = ["trial"]
miss = ["x"]

[[rule]]
id = "cro.weak"
label = "CRO"
any = ["study"]
weight = 0.5
hit = ["study"]
miss = ["x"]

[[rule]]
id = "none.court"
label = "NONE"
any = ["court"]
weight = 3.0
hit = ["court"]
miss = ["x"]
)";

std::unique_ptr<const Classifier> SmallClassifier() {
  LoadedPack loaded = ParsePack({{"pack.toml", std::string(kPack)}}, "");
  for (const Error& error : loaded.errors) ADD_FAILURE() << Format(error);
  return std::move(BuildClassifier(*std::move(loaded.pack), {}).classifier);
}

std::vector<GoldRow> Rows() {
  return {{.text = "trial", .label = 1},
          {.text = "trial and study", .label = 1},
          {.text = "court trial", .label = 0},
          {.text = "packing", .label = 2},
          {.text = "packing of trial goods", .label = 1, .also_ok = {2}},
          {.text = "study", .label = 1},
          {.text = "lunch", .label = 0},
          {.text = "trial of the year", .label = 0}};
}

TEST(Evaluation, CountsWhatTheRowsSay) {
  const auto classifier = SmallClassifier();
  const Evaluation it = Evaluate(*classifier, Rows(), {.rounds = 50, .folds = 2});
  // "packing of trial goods" ties CRO and CMO at 1.0; the earlier label wins. Wrong are "study"
  // (NONE) and "trial of the year" (CRO).
  EXPECT_EQ(it.metrics.accuracy, 6.0 / 8);
  EXPECT_EQ(it.metrics.confusion[1][0], 1u);
  EXPECT_EQ(it.metrics.confusion[0][1], 1u);
  ASSERT_EQ(it.errors.size(), 2u);
  EXPECT_EQ(it.errors[0].row, 7u);
  EXPECT_EQ(it.errors[0].rules, "cro.trial");
  EXPECT_EQ(it.errors[1].row, 5u);
  EXPECT_EQ(it.abstention, 1.0 / 8);  // "lunch"
}

TEST(Evaluation, IsTheSameForEveryNumberOfThreads) {
  const auto classifier = SmallClassifier();
  std::vector<GoldRow> rows;
  for (int i = 0; i < 20; ++i) {
    for (const GoldRow& row : Rows()) rows.push_back(row);
  }
  const Evaluation one = Evaluate(*classifier, rows, {.threads = 1});
  const Evaluation many = Evaluate(*classifier, rows, {.threads = 7});
  EXPECT_EQ(one.metrics.macro_f1, many.metrics.macro_f1);
  EXPECT_EQ(one.bootstrap.macro_f1.low, many.bootstrap.macro_f1.low);
  ASSERT_EQ(one.baselines.size(), 3u);
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(one.baselines[i].metrics.macro_f1, many.baselines[i].metrics.macro_f1);
  }
}

TEST(RuleStats, CountRowsCompanyAndWhatARuleIsWorth) {
  const auto classifier = SmallClassifier();
  const std::vector<GoldRow> rows = Rows();
  const MatchedCorpus corpus(*classifier, rows, 2);
  const std::vector<RuleStats> stats = MeasureRules(*classifier, corpus, 2);
  ASSERT_EQ(stats.size(), 4u);
  const RuleStats& trial = stats[1];
  EXPECT_EQ(classifier->pack().rules[trial.rule].id, "cro.trial");
  EXPECT_EQ(trial.rows, 5u);
  EXPECT_EQ(trial.right, 3u);
  EXPECT_EQ(trial.overlap, 1u);   // with cro.weak
  EXPECT_EQ(trial.conflict, 2u);  // with none.court, with cmo.pack
  // Without it both plain "trial" rows and "packing of trial goods" turn wrong, "trial of the year"
  // right: 6 - 3 + 1.
  EXPECT_EQ(trial.right_without, 4u);
}

TEST(RuleStats, GainIsTheFallOfEntropy) {
  const auto classifier = SmallClassifier();
  const std::vector<GoldRow> rows = Rows();  // labels: 3 NONE, 4 CRO, 1 CMO
  const MatchedCorpus corpus(*classifier, rows, 1);
  const RuleStats pack = MeasureRules(*classifier, corpus)[0];  // hits one CMO and one CRO row
  const auto h = [](std::initializer_list<double> shares) {
    double entropy = 0;
    for (const double p : shares) entropy -= p * std::log2(p);
    return entropy;
  };
  const double all = h({3.0 / 8, 4.0 / 8, 1.0 / 8});
  const double inside = h({0.5, 0.5});
  const double outside = h({3.0 / 6, 3.0 / 6});
  EXPECT_NEAR(pack.gain, all - (2 * inside + 6 * outside) / 8, 1e-12);
}

TEST(Baselines, MajorityAndVoteAreWhatTheySay) {
  const auto classifier = SmallClassifier();
  const std::vector<GoldRow> rows = Rows();
  EXPECT_EQ(MajorityBaseline(rows, 3), std::vector<LabelIndex>(8, 1));
  const MatchedCorpus corpus(*classifier, rows, 1);
  // A vote each: "court trial" ties NONE and CRO, "packing of trial goods" CRO and CMO.
  EXPECT_EQ(VoteBaseline(*classifier, corpus), (std::vector<LabelIndex>{1, 1, 0, 2, 1, 1, 0, 1}));
}

TEST(Baselines, NgramsLearnWhatSeparatesTheLabels) {
  const auto classifier = SmallClassifier();
  std::vector<GoldRow> rows;
  for (int i = 0; i < 20; ++i) {
    rows.push_back({.text = "alpha word " + std::to_string(i), .label = 1});
    rows.push_back({.text = "beta word " + std::to_string(i), .label = 2});
  }
  const MatchedCorpus corpus(*classifier, rows, 1);
  const auto predicted = NgramBaseline(corpus, 5, 1);
  ASSERT_TRUE(predicted.has_value());
  for (size_t i = 0; i < rows.size(); ++i) EXPECT_EQ((*predicted)[i], rows[i].label) << i;
}

TEST(Baselines, NgramsAnswerNoRowByAModelOfItsTwin) {
  const auto classifier = SmallClassifier();
  // Words that say nothing but which text it is; a twin that is written otherwise is one as well.
  std::vector<GoldRow> rows;
  for (int i = 0; i < 40; ++i) {
    const std::string number = std::to_string(i);
    for (const char* word : {"word", "Word", "WORD"}) {
      rows.push_back({.text = word + number, .label = i % 2 + 1});
    }
  }
  const auto predicted = NgramBaseline(MatchedCorpus(*classifier, rows, 1), 5, 1);
  ASSERT_TRUE(predicted.has_value());
  size_t right = 0;
  for (size_t i = 0; i < rows.size(); ++i) right += (*predicted)[i] == rows[i].label ? 1 : 0;
  EXPECT_LT(right, 84u);  // of 120
}

TEST(Baselines, NgramsNeedTwoLabelsAndATextForEachFold) {
  const auto classifier = SmallClassifier();
  const std::vector<GoldRow> same(10, {.text = "a", .label = 1});
  EXPECT_FALSE(NgramBaseline(MatchedCorpus(*classifier, same, 1), 5, 1).has_value());
  const std::vector<GoldRow> few = {{.text = "a", .label = 1}, {.text = "b", .label = 2}};
  EXPECT_FALSE(NgramBaseline(MatchedCorpus(*classifier, few, 1), 5, 1).has_value());
  // Rows of one text are in one fold, whatever their labels and however they are written.
  std::vector<GoldRow> repeats;
  for (int i = 0; i < 6; ++i) repeats.push_back({.text = i < 3 ? "x" : "X", .label = i % 2 + 1});
  EXPECT_FALSE(NgramBaseline(MatchedCorpus(*classifier, repeats, 1), 5, 1).has_value());
  // Where that text is held out, all others are of one label.
  for (const char* text : {"b", "c", "d", "e"}) repeats.push_back({.text = text, .label = 1});
  EXPECT_EQ(NgramBaseline(MatchedCorpus(*classifier, repeats, 1), 5, 1).value()[0], 1);
}

}  // namespace
}  // namespace cxo
