// Matches once, decides once for the figures, and hands the matched rows on to whatever asks for
// more.
#include "classifier/eval/evaluation.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "classifier/eval/each_row.h"
#include "classifier/eval/predict.h"
#include "classifier/run/result_columns.h"

namespace cxo {
namespace {

// What the figures need to know of one row.
struct Judged {
  Prediction prediction;
  bool covered = false;            // answered without asking for review
  bool silent = false;             // no rule of a label but NONE counts
  std::string rules;               // that counted, of a wrong row
  std::vector<Evidence> evidence;  // of a wrong row
  std::vector<Weakening> weakenings;
};

bool SpeaksForNothing(const Verdict& verdict) {
  return std::none_of(verdict.evidence.begin(), verdict.evidence.end(), [](const Evidence& one) {
    return AddsToScore(one) && one.label != kSignal && one.label != kNone;
  });
}

class Evaluator {
 public:
  Evaluator(const Classifier& classifier, const MatchedCorpus& corpus,
            const EvaluationOptions& options)
      : classifier_(classifier),
        rows_(corpus.rows()),
        options_(options),
        corpus_(corpus),
        labels_(classifier.pack().labels.size()),
        judged_(rows_.size()) {}

  Evaluation Run() {
    JudgeAll();
    Tally();
    result_.metrics = Measure(predictions_, labels_);
    FindIntervals();
    result_.calibration = Calibrate(predictions_);
    if (options_.baselines) {
      result_.baselines = RunBaselines(classifier_, rows_, corpus_, options_.folds, options_.seed);
    }
    if (options_.rules) result_.rules = MeasureRules(classifier_, corpus_, options_.threads);
    std::stable_sort(result_.errors.begin(), result_.errors.end(),
                     [&](const EvaluationError& a, const EvaluationError& b) {
                       return std::tuple(rows_[a.row].label, a.predicted) <
                              std::tuple(rows_[b.row].label, b.predicted);
                     });
    return std::move(result_);
  }

 private:
  void JudgeAll() {
    ForEachRow(rows_.size(), options_.threads, [&] {
      return [&, decider = Decider(classifier_.plan()), verdict = Verdict()](size_t i) mutable {
        corpus_.Decide(i, &decider, &verdict);
        judged_[i] = Judge(i, verdict);
      };
    });
  }

  Judged Judge(size_t i, const Verdict& verdict) const {
    Judged one{.prediction = PredictionOf(rows_[i], verdict),
               .covered = verdict.review == Review::kNo,
               .silent = SpeaksForNothing(verdict)};
    if (one.prediction.gold != one.prediction.predicted) {
      AppendResult(classifier_.pack(), verdict, ResultColumn::kRules, "", &one.rules);
      one.evidence = verdict.evidence;
      one.weakenings = verdict.weakenings;
    }
    return one;
  }

  void Tally() {
    uint64_t covered = 0;
    uint64_t covered_right = 0;
    uint64_t abstained = 0;
    for (size_t i = 0; i < rows_.size(); ++i) {
      const Prediction& one = judged_[i].prediction;
      predictions_.push_back(one);
      const bool right = one.gold == one.predicted;
      if (!right) NoteError(i);
      abstained += judged_[i].silent ? 1 : 0;
      covered += judged_[i].covered ? 1 : 0;
      covered_right += judged_[i].covered && right ? 1 : 0;
    }
    const auto n = static_cast<double>(std::max<size_t>(rows_.size(), 1));
    result_.coverage = static_cast<double>(covered) / n;
    result_.abstention = static_cast<double>(abstained) / n;
    if (covered > 0) {
      result_.covered_accuracy = static_cast<double>(covered_right) / static_cast<double>(covered);
    }
  }

  void NoteError(size_t i) {
    const Prediction& one = judged_[i].prediction;
    result_.errors.push_back({.row = i,
                              .predicted = one.predicted,
                              .defensible = one.defensible,
                              .confidence = one.confidence,
                              .rules = std::move(judged_[i].rules),
                              .evidence = std::move(judged_[i].evidence),
                              .weakenings = std::move(judged_[i].weakenings)});
  }

  void FindIntervals() {
    uint64_t right = 0;
    for (const LabelScore& score : result_.metrics.labels) {
      right += score.right;
      result_.precision.push_back(WilsonInterval(score.right, score.predicted));
      result_.recall.push_back(WilsonInterval(score.right, score.gold));
    }
    result_.accuracy = WilsonInterval(right, rows_.size());
    result_.bootstrap = Bootstrap(predictions_, labels_, options_.rounds, options_.seed);
  }

  const Classifier& classifier_;
  const std::vector<GoldRow>& rows_;
  const EvaluationOptions& options_;
  const MatchedCorpus& corpus_;
  size_t labels_;
  std::vector<Judged> judged_;
  std::vector<Prediction> predictions_;
  Evaluation result_;
};

}  // namespace

Evaluation Evaluate(const Classifier& classifier, const std::vector<GoldRow>& rows,
                    const EvaluationOptions& options) {
  return Evaluate(classifier, MatchedCorpus(classifier, rows, options.threads), options);
}

Evaluation Evaluate(const Classifier& classifier, const MatchedCorpus& corpus,
                    const EvaluationOptions& options) {
  return Evaluator(classifier, corpus, options).Run();
}

}  // namespace cxo
