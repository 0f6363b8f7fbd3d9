// Fisher-Yates per label, then dealing; repeats follow the first row of their text.
#include "classifier/eval/folds.h"

#include <algorithm>
#include <random>
#include <unordered_map>
#include <utility>

#include "classifier/eval/intervals.h"

namespace cxo {

std::vector<size_t> FirstOfText(const std::vector<std::string_view>& texts) {
  std::unordered_map<std::string_view, size_t> first_of;
  std::vector<size_t> first(texts.size());
  for (size_t i = 0; i < texts.size(); ++i) {
    first[i] = first_of.try_emplace(texts[i], i).first->second;
  }
  return first;
}

std::vector<size_t> StratifiedFolds(const std::vector<LabelIndex>& gold,
                                    const std::vector<std::string_view>& texts, size_t folds,
                                    uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<size_t> first = FirstOfText(texts);
  for (size_t i = first.size(); i < gold.size(); ++i) first.push_back(i);  // there are no repeats
  std::vector<size_t> fold_of(gold.size());
  const LabelIndex most = gold.empty() ? 0 : *std::max_element(gold.begin(), gold.end());
  size_t next = 0;
  for (LabelIndex label = 0; label <= most; ++label) {
    std::vector<size_t> rows;
    for (size_t i = 0; i < gold.size(); ++i) {
      if (gold[i] == label && first[i] == i) rows.push_back(i);
    }
    for (size_t i = rows.size(); i > 1; --i) std::swap(rows[i - 1], rows[DrawBelow(i, &random)]);
    for (const size_t row : rows) fold_of[row] = next++ % folds;
  }
  for (size_t i = 0; i < gold.size(); ++i) fold_of[i] = fold_of[first[i]];
  return fold_of;
}

}  // namespace cxo
