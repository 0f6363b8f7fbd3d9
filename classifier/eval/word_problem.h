// The minimum that a fit of words looks for, in the form that the minimiser wants: a vector of
// parameters, a value and a gradient. Not for other folders.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "classifier/eval/word_fit.h"
#include "classifier/eval/word_rows.h"

namespace cxo {

inline constexpr double kHundredths = 100.0;  // of log-odds: what weights are counted in

// Which features have weights to be fitted: the column of each. Others keep the weight that they
// start at, or have lost it.
class WordColumns {
 public:
  static constexpr uint32_t kNone = UINT32_MAX;  // stays where it starts
  static constexpr uint32_t kLost = UINT32_MAX - 1;

  static bool IsColumn(uint32_t column) { return column < kLost; }

  // Those that enough rows of `train` hold; no pairs of signals if they are not asked for.
  WordColumns(const WordRows& it, const std::vector<size_t>& train, size_t least_rows,
              bool with_pairs);

  // All signals of `all`, the words of whose weights in `x` one is large enough, and the pairs of
  // signals that have the largest weights.
  WordColumns(const WordColumns& all, const std::vector<double>& x, size_t labels,
              const WordFitOptions& options);

  // Numbers what any of `parts`, which are over the same words and signals, has a column for.
  static WordColumns Union(const std::vector<WordColumns>& parts);

  const std::vector<uint32_t>& of(FeatureKind kind) const {
    return by_kind_[static_cast<size_t>(kind)];
  }
  std::vector<uint32_t>& of(FeatureKind kind) { return by_kind_[static_cast<size_t>(kind)]; }

  uint32_t count = 0;

 private:
  WordColumns() = default;

  std::vector<uint32_t> Number(const std::vector<size_t>& rows, size_t least);

  std::array<std::vector<uint32_t>, kFeatureKinds.size()> by_kind_;
};

// What a row is to be taken for, and what speaks for that without any words.
struct WordTarget {
  size_t gold = 0;
  std::vector<double> base;
};

// What rows are told apart into.
struct WordClasses {
  size_t count = 0;
  std::function<WordTarget(const WordRow&)> target_of;
};

class WordProblem {
 public:
  WordProblem(const WordRows& it, const std::vector<size_t>& train, WordColumns columns,
              const WordFitOptions& options, const WordClasses& classes);

  const WordColumns& columns() const { return columns_; }

  // Whether some row has this class.
  bool IsPresent(size_t label) const { return present_[label]; }

  // From now on the bias of `tied` is that of the first class, which must not be tied, and `above`
  // more, whatever its parameter is.
  void TieBias(size_t tied, double above) { tied_[tied] = above; }

  // Parameters: classes x columns, then a bias for each class. How far weights of class l, column c
  // are from where they start is at c * classes + l, in units of reach and power.
  size_t size() const { return (columns_.count + 1) * classes_; }

  // The value at `x`, with its gradient. FitWords says of what.
  double Evaluate(const double* x, double* gradient) const;

  // The weights that parameters mean, in units of reach alone, and the biases.
  std::vector<double> InUnitsOfReach(std::vector<double> all) const;

 private:
  // The features of one kind that a training row has, by column.
  struct Features {
    std::vector<uint32_t> columns;
    double value = 0.0;  // what their parameters are times
  };
  struct Row {
    std::array<Features, kFeatureKinds.size()> by_kind;
    std::vector<double> base;  // per class, log-odds
    size_t gold = 0;           // class
  };
  class Start;

  void AddFeatures(const std::vector<uint32_t>& features, FeatureKind kind, double reach,
                   const Start& start, Row* row) const;
  void SetStart(FeatureKind kind, double reach, const Start& start);
  std::vector<double> PowerOfColumns() const;
  uint32_t FirstPair() const;
  double BiasAt(const double* bias, size_t label) const {
    return tied_[label] ? bias[0] + *tied_[label] : bias[label];
  }
  template <typename Act>
  void WithClasses(Act act) const;
  template <typename Classes>
  static void AddUp(const Row& row, const double* weights, Classes classes, double* p);
  template <typename Classes>
  static void Spread(const Row& row, const double* error, Classes classes, double* gradient);
  double TurnIntoError(size_t gold, std::vector<double>* p) const;

  WordColumns columns_;
  size_t classes_;
  // Classes that some row has. The others take no part: that no row has them would drive their
  // biases to minus infinity.
  std::vector<bool> present_;
  double bias_pull_;                         // towards 0
  std::vector<std::optional<double>> tied_;  // what biases that are tied are above the first one
  std::vector<Row> rows_;
  std::vector<double> power_;
  std::vector<double> start_;  // in units of reach
};

}  // namespace cxo
