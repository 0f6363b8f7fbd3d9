// Parameters are distances from the start divided by reach and power, so that all are held back
// alike.
#include "classifier/eval/word_problem.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "classifier/eval/telling_power.h"

namespace cxo {

WordColumns::WordColumns(const WordRows& it, const std::vector<size_t>& train, size_t least_rows) {
  std::vector<size_t> terms(it.terms.size());
  std::vector<size_t> signals(it.signals.size());
  for (const size_t row : train) {
    for (const uint32_t term : it.rows[row].terms) ++terms[term];
    for (const uint32_t signal : it.rows[row].signals) ++signals[signal];
  }
  of_term = Number(terms, least_rows);
  of_signal = Number(signals, least_rows);
}

WordColumns::WordColumns(const WordColumns& all, const std::vector<double>& x, size_t labels,
                         const WordFitOptions& options) {
  const auto keep = [&](const std::vector<uint32_t>& columns, double least) {
    std::vector<uint32_t> kept(columns);
    for (size_t f = 0; f < columns.size(); ++f) {
      if (!IsColumn(columns[f])) continue;
      const double* weights = x.data() + columns[f] * labels;
      const bool large = std::any_of(weights, weights + labels,
                                     [least](double weight) { return std::abs(weight) >= least; });
      kept[f] = large ? count++ : kLost;
    }
    return kept;
  };
  of_term = keep(all.of_term, options.least_weight / (options.term_reach * kHundredths));
  of_signal = keep(all.of_signal, 0);
}

WordColumns WordColumns::Union(const std::vector<WordColumns>& parts) {
  WordColumns all;
  const auto join = [&](std::vector<uint32_t> WordColumns::*of) {
    std::vector<size_t> has((parts[0].*of).size());
    for (const WordColumns& part : parts) {
      for (size_t f = 0; f < has.size(); ++f) has[f] += IsColumn((part.*of)[f]) ? 1 : 0;
    }
    all.*of = all.Number(has, 1);
  };
  join(&WordColumns::of_term);
  join(&WordColumns::of_signal);
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
void WordProblem::AddFeatures(const std::vector<uint32_t>& features,
                              const std::vector<uint32_t>& columns, double reach,
                              const Start& start, Row* row) {
  const auto counts = [&](uint32_t feature) {
    return WordColumns::IsColumn(columns[feature]) ||
           (columns[feature] == WordColumns::kNone && start.HasAny(feature));
  };
  const auto count = std::count_if(features.begin(), features.end(), counts);
  const double unit = 1 / std::sqrt(static_cast<double>(std::max<ptrdiff_t>(count, 1)));
  for (const uint32_t feature : features) {
    if (!counts(feature)) continue;
    if (WordColumns::IsColumn(columns[feature])) {
      row->features.push_back({columns[feature], reach * unit});
    }
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
  const std::vector<int16_t> nowhere;
  const Start terms(options.start == nullptr ? nowhere : options.start->term_weights, classes_);
  const Start signals(options.start == nullptr ? nowhere : options.start->signal_weights, classes_);
  for (const size_t row : train) {
    const WordRow& source = it.rows[row];
    WordTarget target = classes.target_of(source);
    Row& added = rows_.emplace_back();
    added.base = std::move(target.base);
    added.gold = target.gold;
    present_[added.gold] = true;
    AddFeatures(source.terms, columns_.of_term, options.term_reach, terms, &added);
    AddFeatures(source.signals, columns_.of_signal, options.signal_reach, signals, &added);
  }
  power_ = PowerOfColumns();
  start_.resize(power_.size());
  SetStart(columns_.of_term, options.term_reach, terms);
  SetStart(columns_.of_signal, options.signal_reach, signals);
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
  std::vector<double> p(classes_);
  for (const Row& row : rows_) value += AddRow(row, x, gradient, &p);
  return value;
}

std::vector<double> WordProblem::InUnitsOfReach(std::vector<double> all) const {
  for (size_t i = 0; i < power_.size(); ++i) all[i] = start_[i] + all[i] * power_[i];
  double* bias = all.data() + power_.size();
  for (size_t l = 0; l < classes_; ++l) bias[l] = BiasAt(bias, l);
  return all;
}

void WordProblem::SetStart(const std::vector<uint32_t>& columns, double reach, const Start& start) {
  for (uint32_t feature = 0; feature < columns.size(); ++feature) {
    if (!WordColumns::IsColumn(columns[feature])) continue;
    for (size_t l = 0; l < classes_; ++l) {
      start_[columns[feature] * classes_ + l] = start.Of(feature, l) / reach;
    }
  }
}

std::vector<double> WordProblem::PowerOfColumns() const {
  std::vector<double> having(columns_.count * classes_);
  std::vector<double> rows(classes_);
  for (const Row& row : rows_) {
    ++rows[row.gold];
    for (const Row::Feature& feature : row.features) {
      ++having[feature.column * classes_ + row.gold];
    }
  }
  return TellingPower(having, rows);
}

// -ln p(gold) of a row; adds its part to the gradient.
double WordProblem::AddRow(const Row& row, const double* x, double* gradient,
                           std::vector<double>* p) const {
  const double* bias = x + columns_.count * classes_;
  for (size_t l = 0; l < classes_; ++l) (*p)[l] = row.base[l] + BiasAt(bias, l);
  for (const Row::Feature& feature : row.features) {
    const double* weights = x + feature.column * classes_;
    const double* power = power_.data() + feature.column * classes_;
    for (size_t l = 0; l < classes_; ++l) (*p)[l] += feature.value * power[l] * weights[l];
  }
  for (size_t l = 0; l < classes_; ++l) {
    if (!present_[l]) (*p)[l] = -HUGE_VAL;  // no probability, and nothing to learn
  }
  const size_t gold = row.gold;
  const double highest = *std::max_element(p->begin(), p->end());
  const double of_gold = (*p)[gold];
  double sum = 0;
  for (double& one : *p) sum += one = std::exp(one - highest);
  for (double& one : *p) one /= sum;
  (*p)[gold] -= 1;
  for (const Row::Feature& feature : row.features) {
    double* weights = gradient + feature.column * classes_;
    const double* power = power_.data() + feature.column * classes_;
    for (size_t l = 0; l < classes_; ++l) weights[l] += feature.value * power[l] * (*p)[l];
  }
  double* of_bias = gradient + columns_.count * classes_;
  for (size_t l = 0; l < classes_; ++l) of_bias[tied_[l] ? 0 : l] += (*p)[l];
  return highest + std::log(sum) - of_gold;
}

}  // namespace cxo
