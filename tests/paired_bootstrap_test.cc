// Differences between two ways of answering, and when they are more than chance.
#include "classifier/eval/paired_bootstrap.h"

#include <vector>

#include <gtest/gtest.h>

namespace cxo {
namespace {

std::vector<Prediction> Answers(const std::vector<LabelIndex>& gold,
                                const std::vector<LabelIndex>& predicted) {
  std::vector<Prediction> answers;
  for (size_t i = 0; i < gold.size(); ++i) {
    answers.push_back({.gold = gold[i], .predicted = predicted[i]});
  }
  return answers;
}

TEST(PairedBootstrap, GainsAreSecondMinusFirst) {
  const std::vector<LabelIndex> gold = {0, 0, 1, 1};
  const auto worse = Answers(gold, {0, 1, 1, 0});
  const auto better = Answers(gold, {0, 0, 1, 0});
  const PairedDifference difference = PairedBootstrap(worse, better, 2, 100, 1);
  EXPECT_DOUBLE_EQ(difference.accuracy_gain, 0.25);
  // F1 of both labels is 1/2 before, 4/5 and 2/3 after.
  EXPECT_DOUBLE_EQ(difference.macro_f1_gain, (4.0 / 5 + 2.0 / 3) / 2 - 0.5);
}

TEST(PairedBootstrap, TheSameAnswersDifferByNothing) {
  const auto same = Answers({0, 1, 1, 0}, {0, 1, 0, 0});
  const PairedDifference difference = PairedBootstrap(same, same, 2, 100, 1);
  EXPECT_EQ(difference.macro_f1.low, 0);
  EXPECT_EQ(difference.macro_f1.high, 0);
}

TEST(PairedBootstrap, TellsChanceFromMore) {
  std::vector<LabelIndex> gold(200, 0);
  for (size_t i = 100; i < 200; ++i) gold[i] = 1;
  std::vector<LabelIndex> first = gold;
  for (size_t i = 0; i < 40; ++i) first[i] = 1;
  std::vector<LabelIndex> second = gold;
  second[0] = 1;
  const PairedDifference real =
      PairedBootstrap(Answers(gold, first), Answers(gold, second), 2, 500, 1);
  EXPECT_GT(real.accuracy.low, 0.1);
  // Won 3, lost 2: an interval on both sides of 0.
  std::vector<LabelIndex> third = gold;
  for (const size_t i : {0, 1, 2}) third[i] = 1;
  std::vector<LabelIndex> fourth = gold;
  for (const size_t i : {3, 4}) fourth[i] = 1;
  const PairedDifference chance =
      PairedBootstrap(Answers(gold, third), Answers(gold, fourth), 2, 500, 1);
  EXPECT_LT(chance.accuracy.low, 0);
  EXPECT_GT(chance.accuracy.high, 0);
}

TEST(PairedBootstrap, TheSeedDecides) {
  const std::vector<LabelIndex> gold = {0, 0, 1, 1, 0, 1, 0};
  const auto a = Answers(gold, {0, 1, 1, 0, 0, 1, 0});
  const auto b = Answers(gold, {0, 0, 1, 0, 1, 1, 0});
  EXPECT_EQ(PairedBootstrap(a, b, 2, 50, 7).macro_f1.low,
            PairedBootstrap(a, b, 2, 50, 7).macro_f1.low);
  EXPECT_EQ(PairedBootstrap({}, {}, 2, 50, 7).macro_f1_gain, 0);
}

TEST(PairedBootstrap, WithoutRoundsTellsGainsAlone) {
  const auto worse = Answers({0, 0, 1, 1}, {0, 1, 1, 0});
  const auto better = Answers({0, 0, 1, 1}, {0, 0, 1, 0});
  const PairedDifference difference = PairedBootstrap(worse, better, 2, 0, 1);
  EXPECT_DOUBLE_EQ(difference.accuracy_gain, 0.25);
  for (const Interval& unknown : {difference.accuracy, difference.macro_f1}) {
    EXPECT_EQ(unknown.low, 0);
    EXPECT_EQ(unknown.high, 1);
  }
}

}  // namespace
}  // namespace cxo
