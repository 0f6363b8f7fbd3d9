// Figures of a method, and the check that there is enough to fit on.
#include "classifier/eval/tuning_method.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

#include <fmt/core.h>

#include "classifier/classifier.h"
#include "classifier/decide/outcome.h"
#include "classifier/error/joined.h"
#include "classifier/eval/calibration.h"
#include "classifier/eval/decision_fit.h"
#include "classifier/eval/paired_bootstrap.h"

namespace cxo {

void Answers::Add(const GoldRow& row, const std::vector<double>& scores, const Decision& decision) {
  const LabelIndex label = LabelFor(decision, scores);
  const std::vector<double> p = Probabilities(scores, decision.temperature);
  predictions_.push_back({.gold = row.label,
                          .predicted = label,
                          .confidence = Calibrated(decision, p[static_cast<size_t>(label)]),
                          .defensible = row.Allows(label)});
  log_losses_.push_back(LogLoss({.scores = {scores}, .gold = {row.label}}, decision.temperature));
}

TuningMethod Answers::Summary(std::string name, size_t labels) const {
  const double log_loss = std::accumulate(log_losses_.begin(), log_losses_.end(), 0.0);
  return {.name = std::move(name),
          .metrics = Measure(predictions_, labels),
          .log_loss = log_loss / static_cast<double>(predictions_.size()),
          .calibration_error = Calibrate(predictions_).expected_error};
}

TuningMethod AnswersOf(const Classifier& classifier, const std::vector<GoldRow>& rows,
                       std::string name) {
  Classifier::Session session(classifier);
  Answers answers;
  for (const GoldRow& row : rows) {
    answers.Add(row, session.Classify(row.text).scores, classifier.pack().decision);
  }
  return answers.Summary(std::move(name), classifier.pack().labels.size());
}

bool IsClearlyLower(const std::vector<double>& before, const std::vector<double>& losses) {
  std::vector<double> gains(losses.size());
  std::transform(before.begin(), before.end(), losses.begin(), gains.begin(), std::minus<>());
  const double sum = std::accumulate(gains.begin(), gains.end(), 0.0);
  return sum >= kLeastGain * static_cast<double>(gains.size()) && IsMoreThanChance(gains);
}

size_t LeastRows(size_t folds) { return std::max<size_t>(10, 2 * folds); }

std::string WhyTooThin(const Pack& pack, const std::vector<GoldRow>& rows, size_t least) {
  std::vector<size_t> counts(pack.labels.size());
  for (const GoldRow& row : rows) ++counts[static_cast<size_t>(row.label)];
  size_t present = 0;
  size_t enough = 0;
  std::vector<std::string> words;
  for (size_t l = 0; l < counts.size(); ++l) {
    present += counts[l] > 0 ? 1 : 0;
    enough += counts[l] >= least ? 1 : 0;
    if (counts[l] > 0) words.push_back(fmt::format("{} {}", pack.labels[l].name, counts[l]));
  }
  if (enough >= 2) return "";
  if (present == 1) {
    return fmt::format("every row has the same label ({}): there is nothing to tell apart",
                       words[0]);
  }
  return fmt::format(
      "too few rows to fit on: at least two labels with {} rows each are needed, there are {}",
      least, Joined(words, ", "));
}

}  // namespace cxo
