// Folds: every row in one, labels spread evenly, the same for the same seed.
#include "classifier/eval/folds.h"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

namespace cxo {
namespace {

TEST(StratifiedFolds, SpreadEveryLabelEvenly) {
  std::vector<LabelIndex> gold;
  for (int i = 0; i < 103; ++i) gold.push_back(i % 10 == 0 ? 2 : i % 3 == 0 ? 1 : 0);
  const std::vector<size_t> folds = StratifiedFolds(gold, 5, 1);
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

TEST(StratifiedFolds, DependOnTheSeedAlone) {
  const std::vector<LabelIndex> gold(50, 0);
  EXPECT_EQ(StratifiedFolds(gold, 5, 1), StratifiedFolds(gold, 5, 1));
  EXPECT_NE(StratifiedFolds(gold, 5, 1), StratifiedFolds(gold, 5, 2));
}

}  // namespace
}  // namespace cxo
