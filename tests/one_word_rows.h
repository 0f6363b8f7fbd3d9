// Rows for a fit of words that can be solved by hand.
#pragma once

#include <cstddef>
#include <numeric>
#include <vector>

#include "classifier/eval/word_rows.h"

namespace cxo {

// Sixteen rows: of those with the word "w" six of eight are of CRO, of those without it two. No
// rule says anything of them.
inline WordRows OneWordRows() {
  WordRows rows{.terms = {"w"}, .labels = {"NONE", "CRO"}, .bias = {0, 0}};
  for (int i = 0; i < 8; ++i) {
    rows.rows.push_back({.terms = {0}, .scores = {0, 0}, .heard = {0, 0}, .gold = i < 6 ? 1 : 0});
    rows.rows.push_back({.terms = {}, .scores = {0, 0}, .heard = {0, 0}, .gold = i < 2 ? 1 : 0});
  }
  return rows;
}

inline std::vector<size_t> All(const WordRows& rows) {
  std::vector<size_t> all(rows.rows.size());
  std::iota(all.begin(), all.end(), 0);
  return all;
}

}  // namespace cxo
