// Fisher-Yates per label, then dealing.
#include "classifier/eval/folds.h"

#include <algorithm>
#include <random>
#include <utility>

#include "classifier/eval/intervals.h"

namespace cxo {

std::vector<size_t> StratifiedFolds(const std::vector<LabelIndex>& gold, size_t folds,
                                    uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<size_t> fold_of(gold.size());
  const LabelIndex most = gold.empty() ? 0 : *std::max_element(gold.begin(), gold.end());
  size_t next = 0;
  for (LabelIndex label = 0; label <= most; ++label) {
    std::vector<size_t> rows;
    for (size_t i = 0; i < gold.size(); ++i) {
      if (gold[i] == label) rows.push_back(i);
    }
    for (size_t i = rows.size(); i > 1; --i) std::swap(rows[i - 1], rows[DrawBelow(i, &random)]);
    for (const size_t row : rows) fold_of[row] = next++ % folds;
  }
  return fold_of;
}

}  // namespace cxo
