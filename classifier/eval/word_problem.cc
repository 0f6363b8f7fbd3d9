// Parameters are distances from the start divided by reach and power, so that all are held back
// alike.
#include "classifier/eval/word_problem.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <type_traits>
#include <utility>

#include "classifier/eval/telling_power.h"

namespace cxo {

namespace {

template <size_t count>
std::array<double, count> Zeros(std::integral_constant<size_t, count>) {
  return {};
}
std::vector<double> Zeros(size_t count) { return std::vector<double>(count); }

// The largest weight of the feature in column `column`, whatever its sign.
double LargestOf(const std::vector<double>& x, uint32_t column, size_t labels) {
  double largest = 0;
  for (size_t l = 0; l < labels; ++l) largest = std::max(largest, std::abs(x[column * labels + l]));
  return largest;
}

// What the largest weight of a feature must be for it to be among the `most`.
double LeastOfMost(const std::vector<double>& x, const std::vector<uint32_t>& columns,
                   size_t labels, size_t most) {
  std::vector<double> largest;
  for (const uint32_t column : columns) {
    if (WordColumns::IsColumn(column)) largest.push_back(LargestOf(x, column, labels));
  }
  if (largest.size() <= most) return 0;
  const auto last = largest.begin() + static_cast<std::ptrdiff_t>(most);
  std::nth_element(largest.begin(), last, largest.end(), std::greater<>());
  return std::nextafter(*last, HUGE_VAL);
}

}  // namespace

WordColumns::WordColumns(const WordRows& it, const std::vector<size_t>& train, size_t least_rows,
                         bool with_pairs) {
  for (const FeatureKind kind : kFeatureKinds) {
    std::vector<size_t> rows(it.of(kind).size());
    if (kind != FeatureKind::kPair || with_pairs) {
      for (const size_t row : train) {
        for (const uint32_t feature : it.rows[row].of(kind)) ++rows[feature];
      }
    }
    of(kind) = Number(rows, least_rows);
  }
}

WordColumns::WordColumns(const WordColumns& all, const std::vector<double>& x, size_t labels,
                         const WordFitOptions& options) {
  const auto keep = [&](FeatureKind kind, double least) {
    of(kind) = all.of(kind);
    for (uint32_t& column : of(kind)) {
      if (!IsColumn(column)) continue;
      column = LargestOf(x, column, labels) >= least ? count++ : kLost;
    }
  };
  keep(FeatureKind::kTerm, options.least_weight / (options.term_reach * kHundredths));
  keep(FeatureKind::kSignal, 0);
  keep(FeatureKind::kPair, LeastOfMost(x, all.of(FeatureKind::kPair), labels, options.most_pairs));
}

WordColumns WordColumns::Union(const std::vector<WordColumns>& parts) {
  WordColumns all;
  for (const FeatureKind kind : kFeatureKinds) {
    std::vector<size_t> has(parts[0].of(kind).size());
    for (const WordColumns& part : parts) {
      for (size_t f = 0; f < has.size(); ++f) has[f] += IsColumn(part.of(kind)[f]) ? 1 : 0;
    }
    all.of(kind) = all.Number(has, 1);
  }
  return all;
}

std::vector<uint32_t> WordColumns::Number(const std::vector<size_t>& rows, size_t least) {
  std::vector<uint32_t> columns(rows.size(), kNone);
  for (size_t i = 0; i < rows.size(); ++i) {
    if (rows[i] >= least) columns[i] = count++;
  }
  return columns;
}

// The weights at which features start, in log-odds, label by label of each.
class WordProblem::Start {
 public:
  // `weights` in hundredths or empty: all are 0. Must outlive this.
  Start(const std::vector<int16_t>& weights, size_t labels) : weights_(weights), labels_(labels) {}

  bool HasAny(uint32_t feature) const {
    return !weights_.empty() && HasWeights(weights_, feature, labels_);
  }
  double Of(uint32_t feature, size_t label) const {
    return weights_.empty() ? 0.0 : weights_[feature * labels_ + label] / kHundredths;
  }

 private:
  const std::vector<int16_t>& weights_;
  size_t labels_;
};

// Adds those of `features` that have a weight: what they start at to the base, and how far they may
// be moved as features of the row.
void WordProblem::AddFeatures(const std::vector<uint32_t>& features, FeatureKind kind, double reach,
                              const Start& start, Row* row) const {
  const std::vector<uint32_t>& columns = columns_.of(kind);
  const auto counts = [&](uint32_t feature) {
    return WordColumns::IsColumn(columns[feature]) ||
           (columns[feature] == WordColumns::kNone && start.HasAny(feature));
  };
  const auto count = std::count_if(features.begin(), features.end(), counts);
  const double unit = 1 / std::sqrt(static_cast<double>(std::max<ptrdiff_t>(count, 1)));
  Features& added = row->by_kind[static_cast<size_t>(kind)];
  added.value = reach * unit;
  for (const uint32_t feature : features) {
    if (!counts(feature)) continue;
    if (WordColumns::IsColumn(columns[feature])) added.columns.push_back(columns[feature]);
    if (!start.HasAny(feature)) continue;
    for (size_t l = 0; l < row->base.size(); ++l) row->base[l] += unit * start.Of(feature, l);
  }
}

WordProblem::WordProblem(const WordRows& it, const std::vector<size_t>& train, WordColumns columns,
                         const WordFitOptions& options, const WordClasses& classes)
    : columns_(std::move(columns)),
      classes_(classes.count),
      present_(classes.count),
      bias_pull_(options.bias_reach > 0 ? 1 / (options.bias_reach * options.bias_reach) : 0.0),
      tied_(classes.count) {
  const FittedWords nowhere;
  const FittedWords& from = options.start == nullptr ? nowhere : *options.start;
  for (const size_t row : train) {
    const WordRow& source = it.rows[row];
    WordTarget target = classes.target_of(source);
    Row& added = rows_.emplace_back();
    added.base = std::move(target.base);
    added.gold = target.gold;
    present_[added.gold] = true;
    for (const FeatureKind kind : kFeatureKinds) {
      AddFeatures(source.of(kind), kind, options.reach(kind), Start(from.of(kind), classes_),
                  &added);
    }
  }
  start_.resize(columns_.count * classes_);
  power_ = PowerOfColumns();
  for (const FeatureKind kind : kFeatureKinds) {
    SetStart(kind, options.reach(kind), Start(from.of(kind), classes_));
  }
}

double WordProblem::Evaluate(const double* x, double* gradient) const {
  const size_t weights = columns_.count * classes_;
  double value = 0;
  for (size_t i = 0; i < weights; ++i) {
    value += x[i] * x[i] / 2;
    gradient[i] = x[i];
  }
  for (size_t i = weights; i < size(); ++i) {
    value += bias_pull_ * x[i] * x[i] / 2;
    gradient[i] = bias_pull_ * x[i];
  }
  std::vector<double> with_power(weights);
  for (size_t i = 0; i < weights; ++i) with_power[i] = x[i] * power_[i];
  std::vector<double> of_rows(weights);
  std::vector<double> p(classes_);
  for (const Row& row : rows_) {
    for (size_t l = 0; l < classes_; ++l) p[l] = row.base[l] + BiasAt(x + weights, l);
    WithClasses([&](auto classes) { AddUp(row, with_power.data(), classes, p.data()); });
    value += TurnIntoError(row.gold, &p);
    WithClasses([&](auto classes) { Spread(row, p.data(), classes, of_rows.data()); });
    double* of_bias = gradient + weights;
    for (size_t l = 0; l < classes_; ++l) of_bias[tied_[l] ? 0 : l] += p[l];
  }
  for (size_t i = 0; i < weights; ++i) gradient[i] += of_rows[i] * power_[i];
  return value;
}

std::vector<double> WordProblem::InUnitsOfReach(std::vector<double> all) const {
  for (size_t i = 0; i < power_.size(); ++i) all[i] = start_[i] + all[i] * power_[i];
  double* bias = all.data() + power_.size();
  for (size_t l = 0; l < classes_; ++l) bias[l] = BiasAt(bias, l);
  return all;
}

void WordProblem::SetStart(FeatureKind kind, double reach, const Start& start) {
  const std::vector<uint32_t>& columns = columns_.of(kind);
  for (uint32_t feature = 0; feature < columns.size(); ++feature) {
    if (!WordColumns::IsColumn(columns[feature])) continue;
    for (size_t l = 0; l < classes_; ++l) {
      start_[columns[feature] * classes_ + l] = start.Of(feature, l) / reach;
    }
  }
}

// There are many more pairs than signals: with them, a mean would be theirs alone.
std::vector<double> WordProblem::PowerOfColumns() const {
  std::vector<double> having(columns_.count * classes_);
  std::vector<double> rows(classes_);
  for (const Row& row : rows_) {
    ++rows[row.gold];
    for (const Features& features : row.by_kind) {
      for (const uint32_t column : features.columns) ++having[column * classes_ + row.gold];
    }
  }
  const auto pairs = having.begin() + static_cast<std::ptrdiff_t>(FirstPair() * classes_);
  std::vector<double> power = TellingPower({having.begin(), pairs}, rows);
  const std::vector<double> of_pairs = TellingPower({pairs, having.end()}, rows);
  power.insert(power.end(), of_pairs.begin(), of_pairs.end());
  return power;
}

// The column of the first pair: they are behind all others.
uint32_t WordProblem::FirstPair() const {
  const std::vector<uint32_t>& columns = columns_.of(FeatureKind::kPair);
  const auto first = std::find_if(columns.begin(), columns.end(), WordColumns::IsColumn);
  return first == columns.end() ? columns_.count : *first;
}

// Calls act(classes) with the number of classes, as a constant where it is one that the shipped
// pack has: its fit spends all its time in two loops over them, which then need none.
template <typename Act>
void WordProblem::WithClasses(Act act) const {
  switch (classes_) {
    case 2: return act(std::integral_constant<size_t, 2>());
    case 5: return act(std::integral_constant<size_t, 5>());
    default: return act(classes_);
  }
}

// Adds what the features of a row say for each class to p.
template <typename Classes>
void WordProblem::AddUp(const Row& row, const double* weights, Classes classes, double* p) {
  for (const Features& features : row.by_kind) {
    auto sums = Zeros(classes);
    for (const uint32_t column : features.columns) {
      const double* of_column = weights + column * classes;
      for (size_t l = 0; l < classes; ++l) sums[l] += of_column[l];
    }
    for (size_t l = 0; l < classes; ++l) p[l] += features.value * sums[l];
  }
}

// Adds the error of each class to the gradient of the row's features.
template <typename Classes>
void WordProblem::Spread(const Row& row, const double* error, Classes classes, double* gradient) {
  for (const Features& features : row.by_kind) {
    auto part = Zeros(classes);
    for (size_t l = 0; l < classes; ++l) part[l] = features.value * error[l];
    for (const uint32_t column : features.columns) {
      double* of_column = gradient + column * classes;
      for (size_t l = 0; l < classes; ++l) of_column[l] += part[l];
    }
  }
}

// -ln p(gold) of the log-odds in *p, which become how far each class is off: p, less 1 for gold.
double WordProblem::TurnIntoError(size_t gold, std::vector<double>* p) const {
  for (size_t l = 0; l < classes_; ++l) {
    if (!present_[l]) (*p)[l] = -HUGE_VAL;  // no probability, and nothing to learn
  }
  const double highest = *std::max_element(p->begin(), p->end());
  const double of_gold = (*p)[gold];
  double sum = 0;
  for (double& one : *p) sum += one = std::exp(one - highest);
  for (double& one : *p) one /= sum;
  (*p)[gold] -= 1;
  return highest + std::log(sum) - of_gold;
}

}  // namespace cxo
