// Weights and biases that explain gold labels best while staying close to those that people wrote:
// multinomial logistic regression with a prior at the hand weights. Not liblinear's, because that
// knows neither signs, nor locks, nor a prior away from zero.
#pragma once

#include <cstddef>
#include <vector>

#include "classifier/eval/score_matrix.h"
#include "classifier/pack/pack.h"

namespace cxo {

// What a fit may change of a pack: the weight of each rule, and the decision.
struct Weights {
  std::vector<double> rules;  // one for each of Pack::rules
  Decision decision;
};

// The weights and decision of `pack`.
Weights WeightsOf(const Pack& pack);

// How hard a fit is held back. All are at least 0.
struct Penalties {
  double to_hand = 1.0;   // L2: half of it times the squared distance from the hand weight
  bool by_label = false;  // first all weights of a label are scaled together
  double to_zero = 0.0;   // L1: it times the weight's size; drops rules that carry nothing
  double balance = 0.0;   // 0: every row counts alike; 1: every label counts alike
  friend bool operator==(const Penalties&, const Penalties&) = default;
};

// What is to be fitted. Everything referred to must outlive it.
struct FitTask {
  const ScoreMatrix& matrix;
  const std::vector<LabelIndex>& gold;  // one for each row of the matrix
  Weights hand;
  std::vector<size_t> label_of;    // per rule, whose weights may be scaled together
  std::vector<bool> fixed_rules;   // these keep their hand weight
  std::vector<bool> fixed_biases;  // these labels keep their hand bias
};

// A rule is pushed to zero only if it counts in at least this many of the rows that are fitted on:
// that a rule does nothing in two rows says little about it.
inline constexpr size_t kLeastRowsToDrop = 5;

// How much each of `rows` counts: (n / (labels x rows of its label)) ^ balance, scaled to mean 1.
std::vector<double> RowWeights(const std::vector<LabelIndex>& gold, const std::vector<size_t>& rows,
                               double balance);

// Biases are held back by this share of `to_hand`: every row speaks about a bias, few about a rule.
inline constexpr double kBiasShare = 0.1;

// The highest bias that a fit may give `label`: that of the abstaining label by hand, or its own by
// hand if that is higher. A text without any evidence, of which the biases alone decide, must stay
// with the abstaining label whatever share of the labelled texts has another one; so that label's
// bias must be among the fixed ones. No bound for the abstaining label itself.
double MostBias(const std::vector<double>& hand, size_t label);

// Minimises over the weights of rules and the biases of labels
//
//   sum over `rows` of c(row) * -ln p(gold label)     p: softmax of scores / temperature
//   + to_hand / 2 * sum of (weight - hand weight)^2   over rules
//   + kBiasShare * to_hand / 2 * the same             over biases
//   + to_zero * sum of |weight|                       over rules that count often enough
//
// with c of RowWeights and the temperature of the hand decision. The scores hold what words and
// signals add (ScoreMatrix::Leaning), which is not fitted. No weight changes its sign, no
// bias goes above MostBias; fixed rules and biases, rules of weight 0 and rules that count in none
// of the rows keep their hand value. The minimum is unique if to_hand > 0, and found to about 1e-4
// in every value. Deterministic. What else is in the hand decision stays as it is.
//
// With `by_label`, the same is done first with one factor for all the weights of a label, which is
// held to 1 as a weight is to its hand value; what comes out takes the place of the hand values.
// What every rule of a label needs is learnt from all of them that way, where a rule alone is seen
// too seldom; rules that count in none of the rows are scaled with the others, so that they still
// win over a bias that has moved.
Weights Fit(const FitTask& task, const std::vector<size_t>& rows, const Penalties& penalties);

}  // namespace cxo
