// A search on a line, Newton's method in two dimensions, and a grid.
#include "classifier/eval/decision_fit.h"

#include <algorithm>
#include <cmath>

#include "classifier/decide/outcome.h"
#include "classifier/eval/metrics.h"
#include "classifier/eval/paired_bootstrap.h"

namespace cxo {
namespace {

std::vector<Prediction> Answers(const ScoredRows& rows, const Decision& decision) {
  std::vector<Prediction> answers;
  for (size_t i = 0; i < rows.gold.size(); ++i) {
    answers.push_back({.gold = rows.gold[i], .predicted = LabelFor(decision, rows.scores[i])});
  }
  return answers;
}

// One answer for the calibration: how sure, and whether right.
struct Sure {
  double log_odds = 0.0;
  double target = 0.0;
};

std::vector<Sure> SureAnswers(const ScoredRows& rows, const Decision& decision) {
  const std::vector<Prediction> answers = Answers(rows, decision);
  const auto right =
      static_cast<double>(std::count_if(answers.begin(), answers.end(), [](const Prediction& one) {
        return one.gold == one.predicted;
      }));
  const double wrong = static_cast<double>(answers.size()) - right;
  std::vector<Sure> sure;
  for (size_t i = 0; i < answers.size(); ++i) {
    const std::vector<double> p = Probabilities(rows.scores[i], decision.temperature);
    const bool is_right = answers[i].gold == answers[i].predicted;
    sure.push_back({.log_odds = Logit(p[static_cast<size_t>(answers[i].predicted)]),
                    .target = is_right ? (right + 1) / (right + 2) : 1 / (wrong + 2)});
  }
  return sure;
}

double ScalingLoss(const std::vector<Sure>& sure, const Scaling& scaling) {
  double loss = 0;
  for (const Sure& one : sure) {
    const double z = scaling.slope * one.log_odds + scaling.intercept;
    // ln(1 + e^-z) without overflow, plus what the target takes off.
    loss += std::max(0.0, -z) + std::log1p(std::exp(-std::abs(z))) + (1 - one.target) * z;
  }
  return loss;
}

// The step of Newton's method at `at`.
Scaling NewtonStep(const std::vector<Sure>& sure, const Scaling& at, bool moves_slope) {
  double g[2] = {0, 0};
  double h[3] = {1e-9, 0, 1e-9};  // kept invertible where all log-odds are the same
  for (const Sure& one : sure) {
    const double p = 1 / (1 + std::exp(-(at.slope * one.log_odds + at.intercept)));
    const double x = moves_slope ? one.log_odds : 0;
    g[0] += (p - one.target) * x;
    g[1] += p - one.target;
    h[0] += p * (1 - p) * x * x;
    h[1] += p * (1 - p) * x;
    h[2] += p * (1 - p);
  }
  const double determinant = h[0] * h[2] - h[1] * h[1];
  return {.slope = (h[2] * g[0] - h[1] * g[1]) / determinant,
          .intercept = (h[0] * g[1] - h[1] * g[0]) / determinant};
}

Scaling Newton(const std::vector<Sure>& sure, Scaling at, bool moves_slope) {
  constexpr int kMostSteps = 100;
  constexpr double kTolerance = 1e-10;
  double loss = ScalingLoss(sure, at);
  for (int step = 0; step < kMostSteps; ++step) {
    const Scaling move = NewtonStep(sure, at, moves_slope);
    double length = 1;
    Scaling next = at;
    double after = loss;
    for (; length > 1e-10; length /= 2) {
      next = {at.slope - length * move.slope, at.intercept - length * move.intercept};
      after = ScalingLoss(sure, next);
      if (after <= loss) break;
    }
    if (after > loss) break;
    const double gained = loss - after;
    at = next;
    loss = after;
    if (gained < kTolerance) break;
  }
  return at;
}

}  // namespace

double LogLoss(const ScoredRows& rows, double temperature) {
  constexpr double kLeast = 1e-15;
  double loss = 0;
  for (size_t i = 0; i < rows.gold.size(); ++i) {
    const std::vector<double> p = Probabilities(rows.scores[i], temperature);
    loss -= std::log(std::max(kLeast, p[static_cast<size_t>(rows.gold[i])]));
  }
  return rows.gold.empty() ? 0 : loss / static_cast<double>(rows.gold.size());
}

// The log-loss is convex in 1 / temperature, so that it has one least value on any scale.
double BestTemperature(const ScoredRows& rows) {
  constexpr double kGolden = 0.6180339887498949;
  double low = std::log(kLowestTemperature);
  double high = std::log(kHighestTemperature);
  while (high - low > 1e-4) {
    const double left = high - kGolden * (high - low);
    const double right = low + kGolden * (high - low);
    if (LogLoss(rows, std::exp(left)) <= LogLoss(rows, std::exp(right))) {
      high = right;
    } else {
      low = left;
    }
  }
  return std::exp((low + high) / 2);
}

Scaling BestScaling(const ScoredRows& rows, const Decision& decision) {
  const std::vector<Sure> sure = SureAnswers(rows, decision);
  const Scaling free = Newton(sure, {1, 0}, true);
  return free.slope >= 0 ? free : Newton(sure, {0, 0}, false);
}

std::vector<double> BestThresholds(const ScoredRows& rows, const Decision& decision,
                                   const std::vector<bool>& fixed, uint64_t seed) {
  constexpr double kStep = 0.25;
  constexpr int kSteps = 12;
  constexpr size_t kRounds = 400;
  // The best of many thresholds is better than chance by chance; a threshold also silences rules
  // that these rows do not show.
  constexpr double kLeastGain = 0.01;
  Decision best = decision;
  const size_t labels = decision.bias.size();
  for (size_t label = 1; label < labels; ++label) {
    if (fixed[label]) continue;
    const std::vector<Prediction> before = Answers(rows, best);
    Decision tried = best;
    double highest = Measure(before, labels).macro_f1;
    double chosen = best.threshold[label];
    for (int step = 0; step <= kSteps; ++step) {
      tried.threshold[label] = kStep * step;
      const double macro_f1 = Measure(Answers(rows, tried), labels).macro_f1;
      if (macro_f1 <= highest) continue;
      highest = macro_f1;
      chosen = tried.threshold[label];
    }
    if (chosen == best.threshold[label]) continue;
    tried.threshold[label] = chosen;
    const PairedDifference gain =
        PairedBootstrap(before, Answers(rows, tried), labels, kRounds, seed);
    if (gain.macro_f1.low > kLeastGain) best.threshold[label] = chosen;
  }
  return best.threshold;
}

}  // namespace cxo
