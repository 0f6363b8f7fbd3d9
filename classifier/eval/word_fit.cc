// The problem in the form that the minimiser wants: a vector of parameters, a value and a gradient.
// Parameters are weights divided by their reach, so that all are held back alike.
#include "classifier/eval/word_fit.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "classifier/eval/minimum.h"
#include "classifier/eval/telling_power.h"

namespace cxo {
namespace {

constexpr double kHundredths = 100.0;
constexpr double kMostWeight = 30'000;

// Which features have weights: the column of each, or kNone.
class Columns {
 public:
  static constexpr uint32_t kNone = UINT32_MAX;

  // Those that enough rows of `train` hold.
  Columns(const WordRows& it, const std::vector<size_t>& train, size_t least_rows) {
    std::vector<size_t> terms(it.terms.size());
    std::vector<size_t> signals(it.signals.size());
    for (const size_t row : train) {
      for (const uint32_t term : it.rows[row].terms) ++terms[term];
      for (const uint32_t signal : it.rows[row].signals) ++signals[signal];
    }
    of_term = Number(terms, least_rows);
    of_signal = Number(signals, least_rows);
  }

  // All signals of `all`, and the words of whose parameters in `x` one weighs enough.
  Columns(const Columns& all, const std::vector<double>& x, size_t labels,
          const WordFitOptions& options) {
    const auto keep = [&](const std::vector<uint32_t>& columns, double least) {
      std::vector<uint32_t> kept(columns.size(), kNone);
      for (size_t f = 0; f < columns.size(); ++f) {
        if (columns[f] == kNone) continue;
        const double* weights = x.data() + columns[f] * labels;
        const bool large = std::any_of(weights, weights + labels, [least](double weight) {
          return std::abs(weight) >= least;
        });
        if (large) kept[f] = count++;
      }
      return kept;
    };
    of_term = keep(all.of_term, options.least_weight / (options.term_reach * kHundredths));
    of_signal = keep(all.of_signal, 0);
  }

  // Numbers what any of `parts`, which are over the same words and signals, has a column for.
  static Columns Union(const std::vector<Columns>& parts) {
    Columns all;
    const auto join = [&](std::vector<uint32_t> Columns::*of) {
      std::vector<size_t> has((parts[0].*of).size());
      for (const Columns& part : parts) {
        for (size_t f = 0; f < has.size(); ++f) has[f] += (part.*of)[f] != kNone ? 1 : 0;
      }
      all.*of = all.Number(has, 1);
    };
    join(&Columns::of_term);
    join(&Columns::of_signal);
    return all;
  }

  std::vector<uint32_t> of_term;
  std::vector<uint32_t> of_signal;
  uint32_t count = 0;

 private:
  Columns() = default;

  std::vector<uint32_t> Number(const std::vector<size_t>& rows, size_t least) {
    std::vector<uint32_t> columns(rows.size(), kNone);
    for (size_t i = 0; i < rows.size(); ++i) {
      if (rows[i] >= least) columns[i] = count++;
    }
    return columns;
  }
};

// A training row with its features by column, each with the value that its parameter is times.
struct Row {
  struct Feature {
    uint32_t column = 0;
    double value = 0.0;
  };
  std::vector<Feature> features;
  std::vector<double> base;  // per class, log-odds
  size_t gold = 0;           // class
};

// What a row is to be taken for, and what speaks for that without any words.
struct Target {
  size_t gold = 0;
  std::vector<double> base;
};

// What rows are told apart into.
struct Classes {
  size_t count = 0;
  std::function<Target(const WordRow&)> target_of;
};

void AddFeatures(const std::vector<uint32_t>& features, const std::vector<uint32_t>& columns,
                 double reach, std::vector<Row::Feature>* out) {
  const size_t first = out->size();
  for (const uint32_t feature : features) {
    if (columns[feature] != Columns::kNone) out->push_back({columns[feature], reach});
  }
  const double unit = 1 / std::sqrt(static_cast<double>(std::max<size_t>(out->size() - first, 1)));
  for (size_t i = first; i < out->size(); ++i) (*out)[i].value *= unit;
}

class Problem {
 public:
  Problem(const WordRows& it, const std::vector<size_t>& train, Columns columns,
          const WordFitOptions& options, const Classes& classes)
      : columns_(std::move(columns)), labels_(classes.count), present_(classes.count) {
    for (const size_t row : train) {
      const WordRow& source = it.rows[row];
      Target target = classes.target_of(source);
      Row& added = rows_.emplace_back();
      added.base = std::move(target.base);
      added.gold = target.gold;
      present_[added.gold] = true;
      AddFeatures(source.terms, columns_.of_term, options.term_reach, &added.features);
      AddFeatures(source.signals, columns_.of_signal, options.signal_reach, &added.features);
    }
    power_ = PowerOfColumns();
  }

  const Columns& columns() const { return columns_; }

  // Parameters: labels x columns, then a bias for each label. Weights of label l, column c are at
  // c * labels + l, in units of reach and power.
  size_t size() const { return (columns_.count + 1) * labels_; }

  // The value at `x`, with its gradient.
  double Evaluate(const double* x, double* gradient) const {
    const size_t weights = columns_.count * labels_;
    double value = 0;
    for (size_t i = 0; i < weights; ++i) {
      value += x[i] * x[i] / 2;
      gradient[i] = x[i];
    }
    std::fill(gradient + weights, gradient + size(), 0.0);
    std::vector<double> p(labels_);
    for (const Row& row : rows_) value += AddRow(row, x, gradient, &p);
    return value;
  }

  // Parameters with weights in units of reach alone.
  std::vector<double> InUnitsOfReach(std::vector<double> all) const {
    for (size_t i = 0; i < power_.size(); ++i) all[i] *= power_[i];
    return all;
  }

 private:
  std::vector<double> PowerOfColumns() const {
    std::vector<double> having(columns_.count * labels_);
    std::vector<double> rows(labels_);
    for (const Row& row : rows_) {
      ++rows[row.gold];
      for (const Row::Feature& feature : row.features) {
        ++having[feature.column * labels_ + row.gold];
      }
    }
    return TellingPower(having, rows);
  }

  // -ln p(gold) of a row; adds its part to the gradient.
  double AddRow(const Row& row, const double* x, double* gradient, std::vector<double>* p) const {
    const double* bias = x + columns_.count * labels_;
    for (size_t l = 0; l < labels_; ++l) (*p)[l] = row.base[l] + bias[l];
    for (const Row::Feature& feature : row.features) {
      const double* weights = x + feature.column * labels_;
      const double* power = power_.data() + feature.column * labels_;
      for (size_t l = 0; l < labels_; ++l) (*p)[l] += feature.value * power[l] * weights[l];
    }
    for (size_t l = 0; l < labels_; ++l) {
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
      double* weights = gradient + feature.column * labels_;
      const double* power = power_.data() + feature.column * labels_;
      for (size_t l = 0; l < labels_; ++l) weights[l] += feature.value * power[l] * (*p)[l];
    }
    double* of_bias = gradient + columns_.count * labels_;
    for (size_t l = 0; l < labels_; ++l) of_bias[l] += (*p)[l];
    return highest + std::log(sum) - of_gold;
  }

  Columns columns_;
  size_t labels_;
  // Labels that some row has. The others take no part: that no row has them would drive their
  // biases to minus infinity.
  std::vector<bool> present_;
  std::vector<Row> rows_;
  std::vector<double> power_;
};

// The parameters at the minimum, weights in units of reach. *end becomes no better than the end of
// this search.
std::vector<double> Minimise(const Problem& problem, int most_steps, SearchEnd* end) {
  Minimum minimum = FindMinimum(problem.size(), most_steps, [&](const double* x, double* gradient) {
    return problem.Evaluate(x, gradient);
  });
  *end = std::max(*end, minimum.end);
  return problem.InUnitsOfReach(std::move(minimum.at));
}

// The weights of all features; those without a column have weight 0.
std::vector<int16_t> Rounded(const std::vector<double>& x, const std::vector<uint32_t>& columns,
                             size_t labels, double unit) {
  std::vector<int16_t> weights(columns.size() * labels);
  for (size_t f = 0; f < columns.size(); ++f) {
    if (columns[f] == Columns::kNone) continue;
    for (size_t l = 0; l < labels; ++l) {
      const double weight = std::round(x[columns[f] * labels + l] * unit * kHundredths);
      weights[f * labels + l] = static_cast<int16_t>(std::clamp(weight, -kMostWeight, kMostWeight));
    }
  }
  return weights;
}

// Of the two classes of a subtype: has it not, and has it.
bool Has(const WordRow& row, size_t subtype) { return (row.subtypes >> subtype & 1U) != 0; }

Classes ClassesOf(size_t subtype) {
  return {2, [subtype](const WordRow& row) {
            return Target{.gold = Has(row, subtype) ? 1U : 0U, .base = {0, 0}};
          }};
}

std::vector<size_t> RowsOfLabel(const WordRows& it, const std::vector<size_t>& train, int label) {
  std::vector<size_t> rows;
  for (const size_t row : train) {
    if (it.rows[row].gold == label && it.rows[row].subtypes != 0) rows.push_back(row);
  }
  return rows;
}

// True if some of the rows have the subtype and some have not.
bool Differ(const WordRows& it, const std::vector<size_t>& rows, size_t subtype) {
  const auto has = [&](size_t row) { return Has(it.rows[row], subtype); };
  return std::any_of(rows.begin(), rows.end(), has) && !std::all_of(rows.begin(), rows.end(), has);
}

// Puts what speaks for the second class rather than the first into column `column` of `columns`.
void TakeDifference(const std::vector<int16_t>& of_two, size_t column, size_t columns,
                    std::vector<int16_t>* weights) {
  for (size_t f = 0; f * 2 < of_two.size(); ++f) {
    const int difference = of_two[f * 2 + 1] - of_two[f * 2];
    (*weights)[f * columns + column] = static_cast<int16_t>(
        std::clamp(difference, -static_cast<int>(kMostWeight), static_cast<int>(kMostWeight)));
  }
}

void AddLeaning(const std::vector<uint32_t>& features, const std::vector<int16_t>& weights,
                std::vector<double>* scores) {
  const size_t labels = scores->size();
  std::vector<int64_t> sums(labels);
  size_t count = 0;
  for (const uint32_t feature : features) {
    const int16_t* row = weights.data() + feature * labels;
    if (!HasWeights(weights, feature, labels)) continue;
    ++count;
    for (size_t l = 0; l < labels; ++l) sums[l] += row[l];
  }
  if (count == 0) return;
  const double unit = 1 / (kHundredths * std::sqrt(static_cast<double>(count)));
  for (size_t l = 0; l < labels; ++l) (*scores)[l] += static_cast<double>(sums[l]) * unit;
}

}  // namespace

bool HasWeights(const std::vector<int16_t>& weights, size_t entry, size_t labels) {
  const int16_t* of_entry = weights.data() + entry * labels;
  return std::any_of(of_entry, of_entry + labels, [](int16_t weight) { return weight != 0; });
}

FittedWords FitWords(const WordRows& it, const std::vector<size_t>& train,
                     const WordFitOptions& options) {
  const size_t labels = it.labels.size();
  const Classes classes{labels, [&](const WordRow& row) {
                          Target out{.gold = static_cast<size_t>(row.gold), .base = it.bias};
                          for (size_t l = 0; l < labels; ++l) {
                            out.base[l] += options.voice * row.heard[l];
                          }
                          return out;
                        }};
  const Problem all(it, train, Columns(it, train, options.least_rows), options, classes);
  // A text's leaning depends on how many of its words have weights, so what is dropped must be
  // dropped before the weights that stay are fitted.
  FittedWords fitted;
  const Columns worth(all.columns(), Minimise(all, options.most_steps, &fitted.end), labels,
                      options);
  const Problem kept(it, train, worth, options, classes);
  const std::vector<double> x = Minimise(kept, options.most_steps, &fitted.end);
  fitted.term_weights = Rounded(x, kept.columns().of_term, labels, options.term_reach);
  fitted.signal_weights = Rounded(x, kept.columns().of_signal, labels, options.signal_reach);
  for (size_t l = 0; l < labels; ++l) {
    const double bias = x[kept.columns().count * labels + l];
    fitted.bias.push_back(std::round(bias * kHundredths) / kHundredths);
  }
  return fitted;
}

std::vector<double> ScoresWith(const FittedWords& fitted, double voice, const WordRow& row) {
  std::vector<double> scores = row.scores;
  for (size_t l = 0; l < scores.size(); ++l) {
    scores[l] += fitted.bias[l] - (1 - voice) * row.heard[l];
  }
  AddLeaning(row.terms, fitted.term_weights, &scores);
  AddLeaning(row.signals, fitted.signal_weights, &scores);
  return scores;
}

FittedWords FitSubtypes(const WordRows& it, const std::vector<size_t>& train,
                        const WordFitOptions& options) {
  const size_t subtypes = it.subtypes.size();
  FittedWords fitted;
  fitted.bias.resize(subtypes);
  fitted.term_weights.resize(it.terms.size() * subtypes);
  fitted.signal_weights.resize(it.signals.size() * subtypes);
  std::vector<size_t> fitting;  // subtypes
  std::vector<std::vector<size_t>> rows_of(subtypes);
  std::vector<Columns> kept_by;
  for (size_t s = 0; s < subtypes; ++s) {
    rows_of[s] = RowsOfLabel(it, train, it.subtypes[s].label);
    if (!Differ(it, rows_of[s], s)) continue;
    fitting.push_back(s);
    const Problem all(it, rows_of[s], Columns(it, rows_of[s], options.least_rows), options,
                      ClassesOf(s));
    kept_by.emplace_back(all.columns(), Minimise(all, options.most_steps, &fitted.end), 2, options);
  }
  if (fitting.empty()) return fitted;
  const Columns kept = Columns::Union(kept_by);
  for (const size_t s : fitting) {
    const Problem problem(it, rows_of[s], kept, options, ClassesOf(s));
    const std::vector<double> x = Minimise(problem, options.most_steps, &fitted.end);
    TakeDifference(Rounded(x, kept.of_term, 2, options.term_reach), s, subtypes,
                   &fitted.term_weights);
    TakeDifference(Rounded(x, kept.of_signal, 2, options.signal_reach), s, subtypes,
                   &fitted.signal_weights);
    const double* of_bias = x.data() + size_t{2} * kept.count;
    const double bias = of_bias[1] - of_bias[0];
    fitted.bias[s] = std::round(bias * kHundredths) / kHundredths;
  }
  return fitted;
}

std::vector<double> SubtypeLeanings(const FittedWords& fitted, const WordRow& row) {
  std::vector<double> leanings(fitted.bias.size());
  AddLeaning(row.terms, fitted.term_weights, &leanings);
  AddLeaning(row.signals, fitted.signal_weights, &leanings);
  return leanings;
}

}  // namespace cxo
