// Two searches for a minimum, over all features and over those that were found worth a weight; and
// what is made of parameters that were found.
#include "classifier/eval/word_fit.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "classifier/eval/minimum.h"
#include "classifier/eval/word_problem.h"

namespace cxo {
namespace {

constexpr double kMostWeight = 30'000;

// The parameters at the minimum, weights in units of reach. *end becomes no better than the end of
// this search.
std::vector<double> Minimise(const WordProblem& problem, int most_steps, SearchEnd* end) {
  Minimum minimum = FindMinimum(problem.size(), most_steps, [&](const double* x, double* gradient) {
    return problem.Evaluate(x, gradient);
  });
  *end = std::max(*end, minimum.end);
  return problem.InUnitsOfReach(std::move(minimum.at));
}

// How far above that of the abstaining label the bias that is added to `label`'s own may be.
double MostAbove(const std::vector<double>& own, size_t label) {
  return std::max(0.0, own[kNone] - own[label]);
}

// Ties the bias that is furthest above what it may be, if there is one; those of labels that no row
// has take no part in the fit. One at a time, since that moves the others.
bool TieHighestBias(const std::vector<double>& own, const double* found, WordProblem* problem) {
  constexpr double kDust = 0.005;  // half of what biases are rounded to
  double furthest = kDust;
  size_t highest = 0;
  for (size_t l = 1; l < own.size(); ++l) {
    const double above = found[l] - found[kNone] - MostAbove(own, l);
    if (!problem->IsPresent(l) || above <= furthest) continue;
    furthest = above;
    highest = l;
  }
  if (highest == 0) return false;
  problem->TieBias(highest, MostAbove(own, highest));
  return true;
}

// The weights of all features; those without a column have that of `start`, or none if they have
// lost it or if it is empty.
std::vector<int16_t> Rounded(const std::vector<double>& x, const std::vector<uint32_t>& columns,
                             size_t labels, double unit, const std::vector<int16_t>& start) {
  std::vector<int16_t> weights(start);
  weights.resize(columns.size() * labels);
  for (size_t f = 0; f < columns.size(); ++f) {
    if (columns[f] == WordColumns::kNone) continue;
    if (columns[f] == WordColumns::kLost) {
      std::fill_n(weights.begin() + static_cast<std::ptrdiff_t>(f * labels), labels, int16_t{0});
      continue;
    }
    for (size_t l = 0; l < labels; ++l) {
      const double weight = std::round(x[columns[f] * labels + l] * unit * kHundredths);
      weights[f * labels + l] = static_cast<int16_t>(std::clamp(weight, -kMostWeight, kMostWeight));
    }
  }
  return weights;
}

// Of the two classes of a subtype: has it not, and has it.
bool HasSubtype(const WordRow& row, size_t subtype) { return (row.subtypes >> subtype & 1U) != 0; }

WordClasses ClassesOf(size_t subtype) {
  return {2, [subtype](const WordRow& row) {
            return WordTarget{.gold = HasSubtype(row, subtype) ? 1U : 0U, .base = {0, 0}};
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
  const auto has = [&](size_t row) { return HasSubtype(it.rows[row], subtype); };
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
  const WordClasses classes{labels, [&](const WordRow& row) {
                              WordTarget out{.gold = static_cast<size_t>(row.gold),
                                             .base = it.bias};
                              for (size_t l = 0; l < labels; ++l) {
                                out.base[l] += options.voice * row.heard[l];
                              }
                              return out;
                            }};
  const WordProblem all(it, train, WordColumns(it, train, options.least_rows, true), options,
                        classes);
  // A text's leaning depends on how many of its words have weights, so what is dropped must be
  // dropped before the weights that stay are fitted.
  FittedWords fitted;
  const WordColumns worth(all.columns(), Minimise(all, options.most_steps, &fitted.end), labels,
                          options);
  WordProblem kept(it, train, worth, options, classes);
  std::vector<double> x = Minimise(kept, options.most_steps, &fitted.end);
  while (TieHighestBias(it.bias, x.data() + kept.columns().count * labels, &kept)) {
    x = Minimise(kept, options.most_steps, &fitted.end);
  }
  const FittedWords nowhere;
  const FittedWords& start = options.start == nullptr ? nowhere : *options.start;
  for (const FeatureKind kind : kFeatureKinds) {
    fitted.of(kind) =
        Rounded(x, kept.columns().of(kind), labels, options.reach(kind), start.of(kind));
  }
  const double* found = x.data() + kept.columns().count * labels;
  for (size_t l = 0; l < labels; ++l) {
    const bool absent = l != kNone && !kept.IsPresent(l);
    const double most = found[kNone] + MostAbove(it.bias, l);
    const double bias = absent ? std::min(found[l], most) : found[l];
    fitted.bias.push_back(std::round(bias * kHundredths) / kHundredths);
  }
  return fitted;
}

std::vector<double> ScoresWith(const FittedWords& fitted, double voice, const WordRow& row) {
  std::vector<double> scores = row.scores;
  for (size_t l = 0; l < scores.size(); ++l) {
    scores[l] += fitted.bias[l] - (1 - voice) * row.heard[l];
  }
  for (const FeatureKind kind : kFeatureKinds) AddLeaning(row.of(kind), fitted.of(kind), &scores);
  return scores;
}

FittedSubtypes FitSubtypes(const WordRows& it, const std::vector<size_t>& train,
                           const WordFitOptions& options) {
  FittedSubtypes out;
  FittedWords& fitted = out.weights;
  std::vector<std::vector<size_t>> rows_of;  // by entry of out.which
  std::vector<WordColumns> kept_by;
  for (size_t s = 0; s < it.subtypes.size(); ++s) {
    std::vector<size_t> rows = RowsOfLabel(it, train, it.subtypes[s].label);
    if (!Differ(it, rows, s)) continue;
    const WordProblem all(it, rows, WordColumns(it, rows, options.least_rows, false), options,
                          ClassesOf(s));
    kept_by.emplace_back(all.columns(), Minimise(all, options.most_steps, &fitted.end), 2, options);
    out.which.push_back(s);
    rows_of.push_back(std::move(rows));
  }
  if (out.empty()) return out;
  const size_t columns = out.which.size();
  fitted.term_weights.resize(it.terms.size() * columns);
  fitted.signal_weights.resize(it.signals.size() * columns);
  const WordColumns kept = WordColumns::Union(kept_by);
  for (size_t c = 0; c < columns; ++c) {
    const WordProblem problem(it, rows_of[c], kept, options, ClassesOf(out.which[c]));
    const std::vector<double> x = Minimise(problem, options.most_steps, &fitted.end);
    TakeDifference(Rounded(x, kept.of(FeatureKind::kTerm), 2, options.term_reach, {}), c, columns,
                   &fitted.term_weights);
    TakeDifference(Rounded(x, kept.of(FeatureKind::kSignal), 2, options.signal_reach, {}), c,
                   columns, &fitted.signal_weights);
    const double* of_bias = x.data() + size_t{2} * kept.count;
    const double bias = of_bias[1] - of_bias[0];
    fitted.bias.push_back(std::round(bias * kHundredths) / kHundredths);
  }
  return out;
}

std::vector<double> SubtypeLeanings(const FittedSubtypes& fitted, const WordRow& row) {
  std::vector<double> leanings(fitted.which.size());
  AddLeaning(row.terms, fitted.weights.term_weights, &leanings);
  AddLeaning(row.signals, fitted.weights.signal_weights, &leanings);
  return leanings;
}

}  // namespace cxo
