// FISTA (Beck and Teboulle, 2009) with one step length for each variable, and a restart of its
// momentum wherever that points uphill (O'Donoghue and Candes, 2015). Prior, L1 and signs are
// separable, so the proximal step is a formula.
#include "classifier/eval/fit.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <utility>

namespace cxo {
namespace {

constexpr size_t kMostSteps = 5000;
constexpr double kTolerance = 1e-5;

// One number to be found.
struct Variable {
  double hand = 0.0;
  double to_hand = 0.0;
  double to_zero = 0.0;
  bool keeps_sign = false;
  double most = HUGE_VAL;  // its upper bound
  double curvature = 0.0;  // bound of the loss's second derivative along it, in company
};

// A variable that adds to a label's score.
struct Term {
  size_t variable = 0;
  size_t label = 0;
  double factor = 0.0;
};

// How rules depend on variables.
enum class Kind { kWeights, kFactors };

// The rows that are fitted on, in terms of variables. `around` is where values are held to.
class Loss {
 public:
  Loss(const FitTask& task, const Weights& around, const std::vector<size_t>& rows,
       const Penalties& penalties, Kind kind)
      : task_(task), around_(around), penalties_(penalties), labels_(around.decision.bias.size()) {
    AddBiases();
    FindSeen(rows);
    kind == Kind::kWeights ? AddWeights() : AddFactors();
    const std::vector<double> weights = RowWeights(task.gold, rows, penalties.balance);
    for (size_t i = 0; i < rows.size(); ++i) AddRow(rows[i], weights[i]);
    FindCurvatures();
  }

  const std::vector<Variable>& variables() const { return variables_; }

  // The gradient of the loss without its penalties.
  void Gradient(const std::vector<double>& at, std::vector<double>* gradient) const {
    gradient->assign(at.size(), 0.0);
    std::vector<double> scores(labels_);
    for (size_t i = 0; i < gold_.size(); ++i) {
      const std::vector<double>& fixed = fixed_scores_[i];
      std::copy(fixed.begin(), fixed.end(), scores.begin());
      for (size_t l = 0; l < labels_; ++l) scores[l] += BiasAt(at, l);
      for (size_t t = begin_[i]; t < begin_[i + 1]; ++t) {
        scores[terms_[t].label] += terms_[t].factor * at[terms_[t].variable];
      }
      Slopes(i, &scores);
      for (size_t l = 0; l < labels_; ++l) {
        if (bias_variable_[l] != kFixed) (*gradient)[bias_variable_[l]] += scores[l];
      }
      for (size_t t = begin_[i]; t < begin_[i + 1]; ++t) {
        (*gradient)[terms_[t].variable] += terms_[t].factor * scores[terms_[t].label];
      }
    }
  }

  Weights WeightsAt(const std::vector<double>& at) const {
    Weights weights = around_;
    for (size_t l = 0; l < labels_; ++l) weights.decision.bias[l] = BiasAt(at, l);
    for (size_t r = 0; r < rule_variable_.size(); ++r) {
      if (rule_variable_[r] != kFixed) weights.rules[r] = per_variable_[r] * at[rule_variable_[r]];
    }
    return weights;
  }

 private:
  static constexpr size_t kFixed = SIZE_MAX;

  double BiasAt(const std::vector<double>& at, size_t label) const {
    return bias_variable_[label] == kFixed ? around_.decision.bias[label]
                                           : at[bias_variable_[label]];
  }

  // Turns scores into the derivatives of row i's loss by them.
  void Slopes(size_t i, std::vector<double>* scores) const {
    const double temperature = around_.decision.temperature;
    const double highest = *std::max_element(scores->begin(), scores->end());
    double sum = 0;
    for (double& one : *scores) {
      one = std::exp((one - highest) / temperature);
      sum += one;
    }
    const double scale = row_weights_[i] / temperature;
    for (double& one : *scores) one *= scale / sum;
    (*scores)[gold_[i]] -= scale;
  }

  void AddBiases() {
    bias_variable_.assign(labels_, kFixed);
    for (size_t l = 0; l < labels_; ++l) {
      if (task_.fixed_biases[l]) continue;
      bias_variable_[l] = variables_.size();
      variables_.push_back({.hand = around_.decision.bias[l],
                            .to_hand = kBiasShare * penalties_.to_hand,
                            .most = MostBias(task_.hand.decision.bias, l)});
    }
  }

  void FindSeen(const std::vector<size_t>& rows) {
    seen_.resize(around_.rules.size());
    for (const size_t row : rows) {
      uint32_t last = UINT32_MAX;  // a rule may speak for several labels in one row
      for (const ScoreMatrix::Entry& entry : task_.matrix.Row(row)) {
        if (entry.rule != last) ++seen_[entry.rule];
        last = entry.rule;
      }
    }
  }

  // A variable for each rule, its weight.
  void AddWeights() {
    rule_variable_.assign(seen_.size(), kFixed);
    per_variable_.assign(seen_.size(), 1);
    for (size_t r = 0; r < seen_.size(); ++r) {
      if (seen_[r] == 0 || task_.fixed_rules[r] || around_.rules[r] == 0) continue;
      rule_variable_[r] = variables_.size();
      variables_.push_back({.hand = around_.rules[r],
                            .to_hand = penalties_.to_hand,
                            .to_zero = seen_[r] < kLeastRowsToDrop ? 0 : penalties_.to_zero,
                            .keeps_sign = true});
    }
  }

  // A variable for each label, the factor of its rules' weights.
  void AddFactors() {
    rule_variable_.assign(seen_.size(), kFixed);
    per_variable_ = around_.rules;
    std::vector<bool> speaks(labels_);
    for (size_t r = 0; r < seen_.size(); ++r) {
      if (seen_[r] > 0 && !task_.fixed_rules[r]) speaks[task_.label_of[r]] = true;
    }
    std::vector<size_t> factor_of(labels_, kFixed);
    for (size_t l = 0; l < labels_; ++l) {
      if (!speaks[l]) continue;
      factor_of[l] = variables_.size();
      variables_.push_back({.hand = 1, .to_hand = penalties_.to_hand, .keeps_sign = true});
    }
    for (size_t r = 0; r < seen_.size(); ++r) {
      if (!task_.fixed_rules[r]) rule_variable_[r] = factor_of[task_.label_of[r]];
    }
  }

  // Rows of one label with the same evidence and leaning, such as those of which nothing is known,
  // are one row of more weight.
  void AddRow(size_t row, double weight) {
    const std::span<const double> leaning = task_.matrix.Leaning(row);
    std::vector<double> fixed(leaning.begin(), leaning.end());
    fixed.resize(labels_);
    for (const ScoreMatrix::Entry& entry : task_.matrix.Row(row)) {
      const auto label = static_cast<size_t>(entry.label);
      const size_t variable = rule_variable_[entry.rule];
      if (variable == kFixed) {
        fixed[label] += entry.factor * around_.rules[entry.rule];
      } else {
        AddTerm({variable, label, entry.factor * per_variable_[entry.rule]});
      }
    }
    const auto gold = static_cast<size_t>(task_.gold[row]);
    const auto [same, is_new] = like_.try_emplace(Signature(gold, fixed), gold_.size());
    if (!is_new) {
      terms_.resize(begin_.back());
      row_weights_[same->second] += weight;
      return;
    }
    begin_.push_back(terms_.size());
    fixed_scores_.push_back(std::move(fixed));
    gold_.push_back(gold);
    row_weights_.push_back(weight);
  }

  // All that the loss of the row whose terms were added last depends on.
  std::vector<double> Signature(size_t gold, const std::vector<double>& fixed) const {
    std::vector<double> signature = fixed;
    signature.push_back(static_cast<double>(gold));
    for (size_t t = begin_.back(); t < terms_.size(); ++t) {
      signature.push_back(static_cast<double>(terms_[t].variable));
      signature.push_back(static_cast<double>(terms_[t].label));
      signature.push_back(terms_[t].factor);
    }
    return signature;
  }

  // Rules with a variable in common are one term of the row.
  void AddTerm(const Term& added) {
    for (size_t t = begin_.back(); t < terms_.size(); ++t) {
      if (terms_[t].variable != added.variable || terms_[t].label != added.label) continue;
      terms_[t].factor += added.factor;
      return;
    }
    terms_.push_back(added);
  }

  // The second derivative of softmax by its scores is at most 1/2 in every direction, and a matrix
  // of terms a(l, v) is at most diagonal with sum over l of |a(l, v)| * sum over u of |a(l, u)|.
  void FindCurvatures() {
    const double temperature = around_.decision.temperature;
    std::vector<double> company(labels_);
    for (size_t i = 0; i < gold_.size(); ++i) {
      const double scale = row_weights_[i] / (2 * temperature * temperature);
      for (size_t l = 0; l < labels_; ++l) company[l] = bias_variable_[l] == kFixed ? 0 : 1;
      for (size_t t = begin_[i]; t < begin_[i + 1]; ++t) {
        company[terms_[t].label] += std::abs(terms_[t].factor);
      }
      for (size_t l = 0; l < labels_; ++l) {
        if (bias_variable_[l] == kFixed) continue;
        variables_[bias_variable_[l]].curvature += scale * company[l];
      }
      for (size_t t = begin_[i]; t < begin_[i + 1]; ++t) {
        variables_[terms_[t].variable].curvature +=
            scale * std::abs(terms_[t].factor) * company[terms_[t].label];
      }
    }
  }

  const FitTask& task_;
  const Weights& around_;
  const Penalties& penalties_;
  size_t labels_;
  std::vector<double> row_weights_;
  std::vector<Variable> variables_;
  std::vector<size_t> bias_variable_;
  std::vector<size_t> rule_variable_;
  std::vector<double> per_variable_;  // a rule's weight by its variable
  std::vector<size_t> seen_;          // rows of each rule
  std::vector<Term> terms_;
  std::vector<size_t> begin_ = {0};
  std::vector<std::vector<double>> fixed_scores_;
  std::vector<size_t> gold_;
  std::map<std::vector<double>, size_t> like_;  // signature of a row, its place
};

// argmin over x of curvature/2 (x - z)^2 + to_hand/2 (x - hand)^2 + to_zero |x|, of hand's sign or
// up to `most`.
double Proximal(const Variable& variable, double z) {
  const double pull = variable.curvature * z + variable.to_hand * variable.hand;
  const double stiffness = variable.curvature + variable.to_hand;
  if (!variable.keeps_sign) return std::min(pull / stiffness, variable.most);
  const double sign = variable.hand < 0 ? -1 : 1;
  return sign * std::max(0.0, sign * pull - variable.to_zero) / stiffness;
}

std::vector<double> MinimiseLoss(const Loss& loss) {
  const std::vector<Variable>& variables = loss.variables();
  std::vector<double> x;
  x.reserve(variables.size());
  for (const Variable& one : variables) x.push_back(one.hand);
  std::vector<double> ahead = x;
  std::vector<double> next = x;
  std::vector<double> gradient;
  double momentum = 1;
  for (size_t step = 0; step < kMostSteps; ++step) {
    loss.Gradient(ahead, &gradient);
    double furthest = 0;
    double uphill = 0;
    for (size_t v = 0; v < x.size(); ++v) {
      // No row depends on it, as where all its rules cancel each other: it keeps its hand value.
      if (variables[v].curvature == 0) continue;
      next[v] = Proximal(variables[v], ahead[v] - gradient[v] / variables[v].curvature);
      const double move = next[v] - x[v];
      furthest = std::max(furthest, std::abs(move));
      uphill += variables[v].curvature * (ahead[v] - next[v]) * move;
    }
    if (uphill > 0) momentum = 1;
    const double grown = (1 + std::sqrt(1 + 4 * momentum * momentum)) / 2;
    const double lead = (momentum - 1) / grown;
    momentum = grown;
    for (size_t v = 0; v < x.size(); ++v) ahead[v] = next[v] + lead * (next[v] - x[v]);
    std::swap(x, next);
    if (furthest < kTolerance) break;
  }
  return x;
}

}  // namespace

double MostBias(const std::vector<double>& hand, size_t label) {
  return label == kNone ? HUGE_VAL : std::max(hand[kNone], hand[label]);
}

Weights WeightsOf(const Pack& pack) {
  Weights weights{.decision = pack.decision};
  for (const Rule& rule : pack.rules) weights.rules.push_back(rule.weight);
  return weights;
}

std::vector<double> RowWeights(const std::vector<LabelIndex>& gold, const std::vector<size_t>& rows,
                               double balance) {
  std::vector<double> rows_of;
  for (const size_t row : rows) {
    const auto label = static_cast<size_t>(gold[row]);
    if (label >= rows_of.size()) rows_of.resize(label + 1);
    rows_of[label] += 1;
  }
  std::vector<double> weights;
  double sum = 0;
  for (const size_t row : rows) {
    weights.push_back(std::pow(rows_of[static_cast<size_t>(gold[row])], -balance));
    sum += weights.back();
  }
  for (double& one : weights) one *= static_cast<double>(rows.size()) / sum;
  return weights;
}

Weights Fit(const FitTask& task, const std::vector<size_t>& rows, const Penalties& penalties) {
  Weights around = task.hand;
  if (penalties.by_label) {
    const Loss loss(task, task.hand, rows, penalties, Kind::kFactors);
    around = loss.WeightsAt(MinimiseLoss(loss));
  }
  const Loss loss(task, around, rows, penalties, Kind::kWeights);
  return loss.WeightsAt(MinimiseLoss(loss));
}

}  // namespace cxo
