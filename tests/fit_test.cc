// The optimum of a fit: in closed form, by its gradient, and at the borders that signs, locks and
// the pull to zero set.
#include "classifier/eval/fit.h"

#include <cmath>
#include <memory>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "tests/pack_text.h"
#include "tests/tuning_pack.h"

namespace cxo {
namespace {

// Everything that a fit needs, over the small pack.
class FitTest : public ::testing::Test {
 protected:
  FitTest()
      : classifier_(TuningClassifier()),
        rows_(TuningRows()),
        matrix_(*classifier_, MatchedCorpus(*classifier_, rows_, 1)),
        hand_(WeightsOf(classifier_->pack())),
        all_(rows_.size()) {
    for (const GoldRow& row : rows_) gold_.push_back(row.label);
    std::iota(all_.begin(), all_.end(), size_t{0});
  }

  FitTask Task() const {
    std::vector<bool> fixed;
    std::vector<size_t> labels;
    for (const Rule& rule : classifier_->pack().rules) {
      fixed.push_back(rule.locked);
      labels.push_back(static_cast<size_t>(rule.label));
    }
    return {matrix_, gold_, hand_, labels, fixed, {true, false, false, false}};
  }

  uint32_t IndexOf(std::string_view id) const { return FindRule(classifier_->pack(), id).value(); }

  // The value that a fit minimises, written down anew from its definition.
  double Objective(const Penalties& penalties, const Weights& at) const {
    const std::vector<double> counts = RowWeights(gold_, all_, penalties.balance);
    double value = 0;
    for (const size_t row : all_) {
      const std::vector<double> scores = matrix_.Scores(row, at.rules, at.decision.bias);
      double sum = 0;
      for (const double one : scores) sum += std::exp(one / at.decision.temperature);
      const double gold = scores[static_cast<size_t>(gold_[row])] / at.decision.temperature;
      value += counts[row] * (std::log(sum) - gold);
    }
    for (size_t r = 0; r < at.rules.size(); ++r) {
      value += penalties.to_hand / 2 * std::pow(at.rules[r] - hand_.rules[r], 2);
      if (RowsOf(r) >= kLeastRowsToDrop) value += penalties.to_zero * std::abs(at.rules[r]);
    }
    for (size_t l = 0; l < at.decision.bias.size(); ++l) {
      value += kBiasShare * penalties.to_hand / 2 *
               std::pow(at.decision.bias[l] - hand_.decision.bias[l], 2);
    }
    return value;
  }

  size_t RowsOf(size_t rule) const {
    size_t rows = 0;
    for (size_t i = 0; i < matrix_.rows(); ++i) {
      bool seen = false;
      for (const ScoreMatrix::Entry& entry : matrix_.Row(i)) seen = seen || entry.rule == rule;
      rows += seen ? 1 : 0;
    }
    return rows;
  }

  std::unique_ptr<const Classifier> classifier_;
  std::vector<GoldRow> rows_;
  ScoreMatrix matrix_;
  Weights hand_;
  std::vector<LabelIndex> gold_;
  std::vector<size_t> all_;
};

TEST_F(FitTest, NoStepFromTheOptimumLeadsDown) {
  const std::vector<Penalties> cases = {
      {.to_hand = 1}, {.to_hand = 0.1, .to_zero = 0.5}, {.to_hand = 10, .balance = 1}};
  for (const Penalties& penalties : cases) {
    const Weights best = Fit(Task(), all_, penalties);
    const double least = Objective(penalties, best);
    EXPECT_LT(least, Objective(penalties, hand_));
    for (const double step : {1e-2, -1e-2}) {
      for (const std::string_view id :
           {"cdmo.both", "cmo.mix", "cmo.pack", "cro.rumour", "cro.trial", "none.court"}) {
        Weights moved = best;
        double& weight = moved.rules[IndexOf(id)];
        weight += step;
        if (weight * hand_.rules[IndexOf(id)] < 0) continue;
        EXPECT_GT(Objective(penalties, moved), least) << id << " by " << step;
      }
      for (size_t l = 1; l < 4; ++l) {
        Weights moved = best;
        moved.decision.bias[l] += step;
        EXPECT_GT(Objective(penalties, moved), least) << "bias " << l << " by " << step;
      }
    }
  }
}

TEST_F(FitTest, BiasesAloneGiveTheSharesOfTheLabels) {
  FitTask task = Task();
  task.fixed_rules.assign(task.fixed_rules.size(), true);
  std::vector<size_t> silent;  // rows in which no rule counts: 16 of NONE, and one added of CRO
  for (const size_t row : all_) {
    if (matrix_.Row(row).empty()) silent.push_back(row);
  }
  ASSERT_EQ(silent.size(), 16u);
  std::vector<LabelIndex> gold = gold_;
  for (size_t i = 0; i < 4; ++i) gold[silent[i]] = 1;
  for (size_t i = 4; i < 6; ++i) gold[silent[i]] = 2;
  for (size_t i = 6; i < 8; ++i) gold[silent[i]] = 3;
  const FitTask shares{matrix_, gold, hand_, task.label_of, task.fixed_rules, task.fixed_biases};
  const Weights best = Fit(shares, silent, {.to_hand = 1e-9});
  // The bias of NONE is 0, so that of a label is the logarithm of its share by that of NONE.
  EXPECT_NEAR(best.decision.bias[0], 0, 0);
  EXPECT_NEAR(best.decision.bias[1], std::log(4.0 / 8), 1e-3);
  EXPECT_NEAR(best.decision.bias[2], std::log(2.0 / 8), 1e-3);
  EXPECT_NEAR(best.decision.bias[3], std::log(2.0 / 8), 1e-3);
}

TEST_F(FitTest, NoBiasGoesAboveThatOfTheAbstainingLabel) {
  std::vector<LabelIndex> gold = gold_;
  for (size_t i = 0; i < rows_.size(); ++i) {
    if (matrix_.Row(i).empty()) gold[i] = 2;  // rows without evidence are CMO
  }
  FitTask task = Task();
  const FitTask turned{matrix_, gold, hand_, task.label_of, task.fixed_rules, task.fixed_biases};
  for (const bool by_label : {false, true}) {
    const Weights best = Fit(turned, all_, {.to_hand = 0.1, .by_label = by_label});
    EXPECT_EQ(best.decision.bias[2], 0.0);
    EXPECT_LE(best.decision.bias[1], 0.0);
  }
  Weights hand = hand_;
  hand.decision.bias[2] = 0.25;  // whoever wrote that meant it, but not more
  const FitTask above{matrix_, gold, hand, task.label_of, task.fixed_rules, task.fixed_biases};
  EXPECT_EQ(Fit(above, all_, {.to_hand = 0.1}).decision.bias[2], 0.25);
}

TEST_F(FitTest, FollowsWhatTheRowsSay) {
  const Weights best = Fit(Task(), all_, {.to_hand = 0.5});
  EXPECT_GT(best.rules[IndexOf("cmo.pack")], 1.5);    // 0.5 by hand: too little
  EXPECT_LT(best.rules[IndexOf("none.court")], 2.0);  // 4.0 by hand: too much
}

TEST_F(FitTest, LeavesAloneWhatItMust) {
  const Weights best = Fit(Task(), all_, {.to_hand = 0.01, .to_zero = 1});
  EXPECT_EQ(best.rules[IndexOf("cro.locked")], 2.0);
  EXPECT_EQ(best.rules[IndexOf("cro.unseen")], 2.0);
  EXPECT_EQ(best.rules[IndexOf("none.zero")], 0.0);
  EXPECT_EQ(best.decision.bias[0], 0.0);
}

TEST_F(FitTest, NoWeightChangesItsSign) {
  // Rumours turn out to speak for CRO: against the sign that was written.
  std::vector<LabelIndex> gold = gold_;
  for (size_t i = 0; i < rows_.size(); ++i) {
    if (rows_[i].text.find("rumour") != std::string::npos) gold[i] = 1;
  }
  const FitTask task = Task();
  const FitTask turned{matrix_, gold, hand_, task.label_of, task.fixed_rules, task.fixed_biases};
  EXPECT_EQ(Fit(turned, all_, {.to_hand = 0.01}).rules[IndexOf("cro.rumour")], 0.0);
  EXPECT_LT(Fit(Task(), all_, {.to_hand = 0.01}).rules[IndexOf("cro.rumour")], 0.0);
}

TEST_F(FitTest, ThePullToZeroDropsRulesSeenOftenEnough) {
  const Weights best = Fit(Task(), all_, {.to_hand = 0.01, .to_zero = 20});
  EXPECT_EQ(best.rules[IndexOf("none.court")], 0.0);
  EXPECT_EQ(RowsOf(IndexOf("cmo.mix")), 10u);
  FitTask task = Task();
  const std::vector<size_t> few = {0, 1, 2};  // three rows of cro.trial are too few to drop it
  EXPECT_GT(Fit(task, few, {.to_hand = 0.01, .to_zero = 20}).rules[IndexOf("cro.trial")], 1.0);
}

TEST_F(FitTest, TheLongestLeashGoesFurthest) {
  double last = 0;
  for (const double to_hand : {1000.0, 10.0, 0.1}) {
    const Weights best = Fit(Task(), all_, {.to_hand = to_hand});
    const double move = std::abs(best.rules[IndexOf("cmo.pack")] - 0.5);
    EXPECT_GT(move, last) << to_hand;
    last = move;
  }
}

TEST_F(FitTest, ScalesTheWeightsOfALabelTogether) {
  const Weights best = Fit(Task(), all_, {.to_hand = 1000, .by_label = true});
  const double factor = best.rules[IndexOf("cro.unseen")] / 2.0;
  EXPECT_NEAR(best.rules[IndexOf("cro.trial")], 2.0 * factor, 0.05);
  EXPECT_EQ(best.rules[IndexOf("cro.locked")], 2.0);
}

// Where no row depends on a weight, or on the factor of a label's weights, nothing divides by that.
TEST(Fit, KeepsWhatAddsNothingInAnyRow) {
  constexpr std::string_view kTables = R"([[rule]]
id = "cmo.mix"
label = "CMO"
any = ["mixing"]
weight = 1.0
[[rule]]
id = "cro.rumour"
label = "CRO"
any = ["rumour"]
weight = -2.0
[[rule]]
id = "cro.trial"
label = "CRO"
any = ["trial"]
weight = 2.0
[[guard]]
id = "past"
any = ["formerly"]
effect = "scale"
factor = 0.0
side = "after"
affects = ["*"]
)";
  const struct {
    std::string_view name;
    std::string text;
    bool by_label;
  } cases[] = {
      {"scaled to nothing", "formerly trial", false},
      {"scaled to nothing, together", "formerly trial", true},
      {"cancelled", "trial of rumour", true},
  };
  const auto classifier = ClassifierOf(kTables);
  const size_t labels = classifier->pack().labels.size();
  for (const auto& one : cases) {
    std::vector<GoldRow> rows(8, {.text = "mixing", .label = 2});
    rows.resize(12, {.text = one.text, .label = 0});
    const ScoreMatrix matrix(*classifier, MatchedCorpus(*classifier, rows, 1));
    std::vector<LabelIndex> gold;
    for (const GoldRow& row : rows) gold.push_back(row.label);
    std::vector<size_t> all(rows.size());
    std::iota(all.begin(), all.end(), size_t{0});
    const FitTask task{matrix,
                       gold,
                       WeightsOf(classifier->pack()),
                       {2, 1, 1},
                       std::vector<bool>(3),
                       std::vector<bool>(labels, true)};
    const Weights best = Fit(task, all, {.to_hand = 0.1, .by_label = one.by_label});
    EXPECT_GT(best.rules[0], 1.5) << one.name;
    EXPECT_LT(best.rules[1], -1.0) << one.name;
    EXPECT_GT(best.rules[2], 0.5) << one.name;
    if (one.text == "formerly trial") {
      EXPECT_EQ(best.rules[2], 2.0) << one.name;
    }
  }
}

// What words say is part of the scores, so that weights need not say it again.
TEST(Fit, LeavesWeightsWhereWordsExplainTheRowsAlready) {
  constexpr std::string_view kTables = R"([[rule]]
id = "cmo.mix"
label = "CMO"
any = ["mixing"]
weight = 1.0
)";
  constexpr std::string_view kWords = R"(labels = ["NONE", "CMO"]
word = '''
mixing: 0 1000
talk: 3000 0
'''
)";
  std::vector<GoldRow> rows(20, {.text = "mixing", .label = 2});
  rows.resize(40, {.text = "talk of mixing", .label = kNone});
  std::vector<LabelIndex> gold;
  for (const GoldRow& row : rows) gold.push_back(row.label);
  std::vector<size_t> all(rows.size());
  std::iota(all.begin(), all.end(), size_t{0});
  const struct {
    std::string_view name;
    std::unique_ptr<const Classifier> classifier;
    bool moves;
  } cases[] = {{"rules alone", ClassifierOf(kTables), true},
               {"beside words", ClassifierOf(kTables, kWords), false}};
  for (const auto& one : cases) {
    const Pack& pack = one.classifier->pack();
    const ScoreMatrix matrix(*one.classifier, MatchedCorpus(*one.classifier, rows, 1));
    const FitTask task{matrix, gold,    WeightsOf(pack),
                       {2},    {false}, {true, true, false, true, true}};
    const Weights best = Fit(task, all, {.to_hand = 1});
    const double move = std::abs(best.rules[0] - 1.0) + std::abs(best.decision.bias[2]);
    EXPECT_EQ(move > 0.2, one.moves) << one.name << " " << move;
  }
}

TEST(RowWeights, BalanceMakesLabelsCountAlike) {
  const std::vector<LabelIndex> gold = {0, 0, 0, 1};
  EXPECT_EQ(RowWeights(gold, {0, 1, 2, 3}, 0), (std::vector<double>{1, 1, 1, 1}));
  const std::vector<double> equal = RowWeights(gold, {0, 1, 2, 3}, 1);
  EXPECT_NEAR(equal[0], 4.0 / 6, 1e-12);
  EXPECT_NEAR(equal[3], 2, 1e-12);
  EXPECT_NEAR(RowWeights(gold, {0, 1, 2, 3}, 0.5)[3] / RowWeights(gold, {0, 1, 2, 3}, 0.5)[0],
              std::sqrt(3.0), 1e-12);
}

}  // namespace
}  // namespace cxo
