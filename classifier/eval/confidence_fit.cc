// A fit on all rows, and fits on all but each fold that say what it is worth.
#include "classifier/eval/confidence_fit.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "classifier/decide/outcome.h"
#include "classifier/eval/folds.h"
#include "classifier/eval/paired_bootstrap.h"
#include "classifier/eval/rounding.h"

namespace cxo {
namespace {

class ConfidenceFitter {
 public:
  ConfidenceFitter(const ScoredRows& rows, const Decision& decision,
                   const ConfidenceFitOptions& options)
      : rows_(rows), own_(decision), options_(options) {
    for (size_t i = 0; i < rows.gold.size(); ++i) {
      is_right_.push_back(LabelFor(decision, rows.scores[i]) == rows.gold[i] ? 1 : 0);
    }
  }

  ConfidenceFit Run() const {
    ConfidenceFit fit{.temperature = own_.temperature,
                      .slope = own_.slope,
                      .intercept = own_.intercept,
                      .right = static_cast<size_t>(
                          std::count(is_right_.begin(), is_right_.end(), LabelIndex{1}))};
    fit.wrong = is_right_.size() - fit.right;
    const Decision fitted = FitOn(rows_);
    fit.kept = WhyKept(fit, fitted);
    if (fit.kept != ConfidenceKept::kNo) return fit;
    fit.temperature = fitted.temperature;
    fit.slope = fitted.slope;
    fit.intercept = fitted.intercept;
    return fit;
  }

 private:
  ConfidenceKept WhyKept(const ConfidenceFit& fit, const Decision& fitted) const {
    if (fit.wrong < kLeastAnswers) return ConfidenceKept::kTooFewWrong;
    if (fit.right < kLeastAnswers) return ConfidenceKept::kTooFewRight;
    if (options_.temperature && IsEndOfSearch(fitted.temperature)) {
      return ConfidenceKept::kEndOfSearch;
    }
    if (fitted.slope <= 0) return ConfidenceKept::kNoSlope;
    return IsMoreThanChance(Gains()) ? ConfidenceKept::kNo : ConfidenceKept::kNoBetter;
  }

  static bool IsEndOfSearch(double temperature) {
    return temperature <= RoundTo(kLowestTemperature, 20) ||
           temperature >= RoundTo(kHighestTemperature, 20);
  }

  Decision FitOn(const ScoredRows& rows) const {
    Decision fitted = own_;
    if (options_.temperature) fitted.temperature = RoundTo(BestTemperature(rows), 20);
    const Scaling scaling = BestScaling(rows, fitted);
    fitted.slope = RoundTo(scaling.slope, 100);
    fitted.intercept = RoundTo(scaling.intercept, 100);
    return fitted;
  }

  // By how much each row's loss is lower with a fit on the other folds than with the pack's own.
  std::vector<double> Gains() const {
    const std::vector<size_t> fold_of =
        StratifiedFolds(is_right_, rows_.texts, options_.folds, options_.seed);
    std::vector<double> gains(is_right_.size());
    for (size_t fold = 0; fold < options_.folds; ++fold) {
      ScoredRows others;
      for (size_t i = 0; i < fold_of.size(); ++i) {
        if (fold_of[i] == fold) continue;
        others.scores.push_back(rows_.scores[i]);
        others.gold.push_back(rows_.gold[i]);
      }
      const Decision fitted = FitOn(others);
      for (size_t i = 0; i < fold_of.size(); ++i) {
        if (fold_of[i] == fold) gains[i] = Loss(i, own_) - Loss(i, fitted);
      }
    }
    return gains;
  }

  // -ln of the confidence in what is the case: that the answer is right, or that it is wrong.
  double Loss(size_t row, const Decision& decision) const {
    constexpr double kLeast = 1e-15;
    const auto label = static_cast<size_t>(LabelFor(decision, rows_.scores[row]));
    const double p = Probabilities(rows_.scores[row], decision.temperature)[label];
    const double confidence = Calibrated(decision, p);
    return -std::log(std::max(kLeast, is_right_[row] == 1 ? confidence : 1 - confidence));
  }

  const ScoredRows& rows_;
  const Decision& own_;
  const ConfidenceFitOptions& options_;
  std::vector<LabelIndex> is_right_;  // 1 or 0, by row: the two classes that folds are dealt by
};

}  // namespace

ConfidenceFit FitConfidence(const ScoredRows& rows, const Decision& decision,
                            const ConfidenceFitOptions& options) {
  return ConfidenceFitter(rows, decision, options).Run();
}

}  // namespace cxo
