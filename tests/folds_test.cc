// Folds: every row in one, labels spread evenly, repeats together, the same for the same seed.
#include "classifier/eval/folds.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace cxo {
namespace {

TEST(StratifiedFolds, SpreadEveryLabelEvenly) {
  std::vector<LabelIndex> gold;
  for (int i = 0; i < 103; ++i) gold.push_back(i % 10 == 0 ? 2 : i % 3 == 0 ? 1 : 0);
  const std::vector<size_t> folds = StratifiedFolds(gold, {}, 5, 1);
  std::map<LabelIndex, std::vector<int>> counts;
  std::vector<int> sizes(5);
  for (size_t i = 0; i < gold.size(); ++i) {
    counts[gold[i]].resize(5);
    ++counts[gold[i]][folds[i]];
    ++sizes[folds[i]];
  }
  for (const auto& [label, of_fold] : counts) {
    const auto [least, most] = std::minmax_element(of_fold.begin(), of_fold.end());
    EXPECT_LE(*most - *least, 1) << "label " << label;
  }
  const auto [least, most] = std::minmax_element(sizes.begin(), sizes.end());
  EXPECT_LE(*most - *least, 1);
}

TEST(StratifiedFolds, AreTheSameForTextsThatDifferAsForNone) {
  std::vector<LabelIndex> gold;
  std::vector<std::string> texts;
  for (int i = 0; i < 40; ++i) {
    gold.push_back(i % 3);
    texts.push_back("text " + std::to_string(i));
  }
  EXPECT_EQ(StratifiedFolds(gold, {texts.begin(), texts.end()}, 5, 1),
            StratifiedFolds(gold, {}, 5, 1));
}

TEST(StratifiedFolds, KeepRepeatsTogetherAndSpreadTexts) {
  std::vector<LabelIndex> gold;
  std::vector<std::string> texts;
  for (int copy = 0; copy < 3; ++copy) {
    for (int i = 0; i < 20; ++i) {
      // One text has another label where it is repeated: it stays with its twin all the same.
      gold.push_back(copy > 0 && i == 7 ? 0 : i % 2);
      texts.push_back("text " + std::to_string(i));
    }
  }
  const std::vector<size_t> folds = StratifiedFolds(gold, {texts.begin(), texts.end()}, 5, 1);
  std::map<std::pair<LabelIndex, size_t>, std::set<std::string>> texts_of;  // by label and fold
  for (size_t i = 0; i < gold.size(); ++i) {
    EXPECT_EQ(folds[i], folds[i % 20]) << texts[i];
    texts_of[{gold[i % 20], folds[i]}].insert(texts[i]);
  }
  EXPECT_EQ(texts_of.size(), 10u);
  for (const auto& [place, of_place] : texts_of) EXPECT_EQ(of_place.size(), 2u);
}

TEST(StratifiedFolds, DependOnTheSeedAlone) {
  const std::vector<LabelIndex> gold(50, 0);
  EXPECT_EQ(StratifiedFolds(gold, {}, 5, 1), StratifiedFolds(gold, {}, 5, 1));
  EXPECT_NE(StratifiedFolds(gold, {}, 5, 1), StratifiedFolds(gold, {}, 5, 2));
}

}  // namespace
}  // namespace cxo
