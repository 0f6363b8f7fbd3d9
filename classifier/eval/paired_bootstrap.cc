// Rows that are alike for both metrics (same gold label, same two answers) are counted together:
// a draw then costs one count, and its metrics a few dozen additions.
#include "classifier/eval/paired_bootstrap.h"

#include <array>
#include <cmath>
#include <map>
#include <numeric>

namespace cxo {
namespace {

// Rows of one kind: gold label, first answer, second answer.
struct Cell {
  std::array<size_t, 3> labels;
  uint64_t rows = 0;
};

struct Gains {
  double macro_f1 = 0.0;
  double accuracy = 0.0;
};

class Pairs {
 public:
  Pairs(const std::vector<Prediction>& first, const std::vector<Prediction>& second, size_t labels)
      : labels_(labels), cell_of_(first.size()) {
    std::map<std::array<size_t, 3>, size_t> known;
    for (size_t i = 0; i < first.size(); ++i) {
      const std::array<size_t, 3> kind = {static_cast<size_t>(first[i].gold),
                                          static_cast<size_t>(first[i].predicted),
                                          static_cast<size_t>(second[i].predicted)};
      const auto [it, is_new] = known.emplace(kind, cells_.size());
      if (is_new) cells_.push_back({kind});
      cell_of_[i] = it->second;
      ++cells_[it->second].rows;
    }
  }

  // Draws as many rows as there are, with replacement.
  void Draw(std::mt19937_64* random) {
    for (Cell& cell : cells_) cell.rows = 0;
    for (size_t i = 0; i < cell_of_.size(); ++i) {
      ++cells_[cell_of_[DrawBelow(cell_of_.size(), random)]].rows;
    }
  }

  // What the second answers are ahead on the rows drawn last, or on all if none were.
  Gains Measured() {
    const Gains before = Of(1);
    const Gains after = Of(2);
    return {after.macro_f1 - before.macro_f1, after.accuracy - before.accuracy};
  }

 private:
  // Metrics of the first (1) or second (2) answers, as Measure() gives them.
  Gains Of(size_t answer) {
    scores_.assign(labels_, LabelScore());
    uint64_t right = 0;
    for (const Cell& cell : cells_) {
      const size_t gold = cell.labels[0];
      const size_t predicted = cell.labels[answer];
      scores_[gold].gold += cell.rows;
      scores_[predicted].predicted += cell.rows;
      if (gold == predicted) scores_[gold].right += cell.rows;
      if (gold == predicted) right += cell.rows;
    }
    double sum = 0;
    double present = 0;
    for (const LabelScore& score : scores_) {
      const uint64_t all = score.gold + score.predicted;
      if (all == 0) continue;
      sum += static_cast<double>(2 * score.right) / static_cast<double>(all);
      ++present;
    }
    return {sum / present, static_cast<double>(right) / static_cast<double>(cell_of_.size())};
  }

  size_t labels_;
  std::vector<Cell> cells_;
  std::vector<size_t> cell_of_;  // per row
  std::vector<LabelScore> scores_;
};

}  // namespace

PairedDifference PairedBootstrap(const std::vector<Prediction>& first,
                                 const std::vector<Prediction>& second, size_t labels,
                                 size_t rounds, uint64_t seed) {
  PairedDifference difference;
  if (first.empty()) return difference;
  Pairs pairs(first, second, labels);
  const Gains all = pairs.Measured();
  difference.macro_f1_gain = all.macro_f1;
  difference.accuracy_gain = all.accuracy;
  if (rounds == 0) return difference;
  std::mt19937_64 random(seed);
  std::vector<double> macro_f1;
  std::vector<double> accuracy;
  for (size_t round = 0; round < rounds; ++round) {
    pairs.Draw(&random);
    const Gains drawn = pairs.Measured();
    macro_f1.push_back(drawn.macro_f1);
    accuracy.push_back(drawn.accuracy);
  }
  difference.macro_f1 = MiddleOf(&macro_f1);
  difference.accuracy = MiddleOf(&accuracy);
  return difference;
}

bool IsMoreThanChance(const std::vector<double>& gains) {
  if (gains.size() < 2) return false;
  constexpr double kErrors = 1.96;  // standard errors: 95 %
  const auto n = static_cast<double>(gains.size());
  const double mean = std::accumulate(gains.begin(), gains.end(), 0.0) / n;
  double squares = 0;
  for (const double gain : gains) squares += (gain - mean) * (gain - mean);
  return mean > kErrors * std::sqrt(squares / (n - 1) / n);
}

}  // namespace cxo
