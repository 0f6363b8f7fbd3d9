// One procedure from rows to weights, run once for each outer fold and once for all rows, each by
// one thread and into a place of its own.
#include "classifier/eval/tuning.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include <fmt/core.h>

#include "classifier/decide/outcome.h"
#include "classifier/eval/baselines.h"
#include "classifier/eval/decision_fit.h"
#include "classifier/eval/folds.h"
#include "classifier/eval/in_parallel.h"
#include "classifier/eval/matched_corpus.h"
#include "classifier/eval/rounding.h"

namespace cxo {
namespace {

// How far weights may go from those by hand, from the shortest leash to the longest.
constexpr double kToHand[] = {100, 30, 10, 3};
constexpr double kBalance[] = {0, 0.5};
// The pull to zero, in parts of the pull to the hand weight: how much smaller a rule gets that the
// rows say nothing about.
constexpr double kToZero[] = {0.25, 0.5};
constexpr size_t kDealings = 3;
// Macro-F1 decides, but of a few hundred rows it is known to no more than this. A fit must be
// better than the hand weights by more; fits that lie closer together are told apart by log-loss,
// in which every row has a say.
constexpr double kTooClose = 0.002;

constexpr double kLeastMove = 0.1;

// The rows of `rows` that are in fold `fold`, or those that are not.
std::vector<size_t> Part(const std::vector<size_t>& rows, const std::vector<size_t>& fold_of,
                         size_t fold, bool inside) {
  std::vector<size_t> part;
  for (size_t i = 0; i < rows.size(); ++i) {
    if ((fold_of[i] == fold) == inside) part.push_back(rows[i]);
  }
  return part;
}

// From rows to weights.
class Procedure {
 public:
  // `texts` are those of all rows.
  Procedure(FitTask task, std::vector<size_t> rows, const std::vector<std::string_view>& texts,
            const TuningOptions& options)
      : task_(std::move(task)), rows_(std::move(rows)), options_(options) {
    for (const size_t row : rows_) {
      gold_.push_back(task_.gold[row]);
      texts_.push_back(texts[row]);
    }
    for (size_t d = 0; d < kDealings; ++d) {
      dealings_.push_back(StratifiedFolds(gold_, texts_, options_.folds, options_.seed + d));
    }
  }

  Weights Run() {
    ChoosePenalties();
    const ScoredRows held_out = HeldOut(penalties_, dealings_[0]);
    Weights weights = FitOn(rows_, penalties_);
    Decision& decision = weights.decision;
    decision.threshold = BestThresholds(held_out, decision, task_.fixed_biases, options_.seed);
    confidence_ =
        FitConfidence(held_out, decision, {.folds = options_.folds, .seed = options_.seed});
    decision.temperature = confidence_.temperature;
    decision.slope = confidence_.slope;
    decision.intercept = confidence_.intercept;
    return weights;
  }

  const std::optional<Penalties>& penalties() const { return penalties_; }
  const ConfidenceFit& confidence() const { return confidence_; }

 private:
  // A choice of penalties, or of none: the hand weights. What it is worth on held-out rows.
  struct Tried {
    std::optional<Penalties> penalties;
    double macro_f1 = 0.0;  // means over the dealings
    double log_loss = 0.0;
  };

  // The pull to zero is tried on the best of the others alone: that is a third of the work, and it
  // matters least.
  void ChoosePenalties() {
    std::vector<Tried> tried = {Try(std::nullopt)};
    for (const bool by_label : {false, true}) {
      for (const double to_hand : kToHand) {
        for (const double balance : kBalance) {
          tried.push_back(
              Try(Penalties{.to_hand = to_hand, .by_label = by_label, .balance = balance}));
        }
      }
    }
    penalties_ = BestOf(tried);
    if (!penalties_) return;
    for (const double to_zero : kToZero) {
      Penalties penalties = *penalties_;
      penalties.to_zero = to_zero * penalties.to_hand;
      tried.push_back(Try(penalties));
    }
    penalties_ = BestOf(tried);
  }

  // The first is by hand.
  static std::optional<Penalties> BestOf(const std::vector<Tried>& tried) {
    double highest = 0;
    for (const Tried& one : tried) highest = std::max(highest, one.macro_f1);
    const double enough = std::max(tried[0].macro_f1 + kTooClose, highest - kTooClose);
    const Tried* best = nullptr;
    for (const Tried& one : tried) {
      if (one.macro_f1 < enough) continue;
      if (best == nullptr || one.log_loss < best->log_loss) best = &one;
    }
    return best == nullptr ? std::nullopt : best->penalties;
  }

  Tried Try(const std::optional<Penalties>& penalties) const {
    Tried tried{.penalties = penalties};
    for (const std::vector<size_t>& fold_of : dealings_) {
      const ScoredRows held_out = HeldOut(penalties, fold_of);
      std::vector<Prediction> answers;
      for (size_t i = 0; i < gold_.size(); ++i) {
        answers.push_back(
            {.gold = gold_[i], .predicted = LabelFor(task_.hand.decision, held_out.scores[i])});
      }
      tried.macro_f1 += Measure(answers, task_.fixed_biases.size()).macro_f1 / kDealings;
      tried.log_loss += LogLoss(held_out, task_.hand.decision.temperature) / kDealings;
    }
    return tried;
  }

  Weights FitOn(const std::vector<size_t>& rows, const std::optional<Penalties>& penalties) const {
    return penalties ? Rounded(Fit(task_, rows, *penalties)) : task_.hand;
  }

  // Every row scored by a fit on the other folds.
  ScoredRows HeldOut(const std::optional<Penalties>& penalties,
                     const std::vector<size_t>& fold_of) const {
    ScoredRows held_out{
        .scores = std::vector<std::vector<double>>(rows_.size()), .gold = gold_, .texts = texts_};
    for (size_t fold = 0; fold < options_.folds; ++fold) {
      const Weights weights = FitOn(Part(rows_, fold_of, fold, false), penalties);
      for (size_t i = 0; i < rows_.size(); ++i) {
        if (fold_of[i] != fold) continue;
        held_out.scores[i] = task_.matrix.Scores(rows_[i], weights.rules, weights.decision.bias);
      }
    }
    return held_out;
  }

  Weights Rounded(Weights weights) const {
    const auto round = [](double hand, double* value) {
      *value = std::abs(*value - hand) < kLeastMove ? hand : RoundTo(*value, 20);
    };
    for (size_t r = 0; r < weights.rules.size(); ++r) round(task_.hand.rules[r], &weights.rules[r]);
    for (size_t l = 0; l < weights.decision.bias.size(); ++l) {
      if (task_.fixed_biases[l]) continue;
      weights.decision.bias[l] =
          std::min(RoundTo(weights.decision.bias[l], 20), MostBias(task_.hand.decision.bias, l));
    }
    return weights;
  }

  FitTask task_;
  std::vector<size_t> rows_;
  const TuningOptions& options_;
  std::vector<LabelIndex> gold_;
  std::vector<std::string_view> texts_;
  std::vector<std::vector<size_t>> dealings_;
  std::optional<Penalties> penalties_;
  ConfidenceFit confidence_;
};

class Tuner {
 public:
  Tuner(const Classifier& classifier, const GoldFile& gold, const TuningOptions& options)
      : pack_(classifier.pack()),
        classifier_(classifier),
        gold_(gold),
        options_(options),
        corpus_(classifier, gold.rows, options.threads),
        matrix_(classifier, corpus_) {
    for (size_t i = 0; i < corpus_.size(); ++i) {
      labels_.push_back(corpus_.row(i).label);
      texts_.push_back(corpus_.normal(i));
    }
    result_.hand = WeightsOf(pack_);
  }

  Tuning Run() {
    FixRules();
    const std::vector<bool> fixed_biases = FixBiases();
    CountRows();
    const FitTask task{matrix_,     labels_, result_.hand, LabelsOfRules(), result_.fixed_rules,
                       fixed_biases};
    const std::vector<Weights> of_fold = FitFolds(task);
    Compare(of_fold);
    AddBaselines();
    return std::move(result_);
  }

 private:
  const Profile* ActiveProfile() const {
    const auto index = FindProfile(pack_, options_.profile);
    return index ? &pack_.profiles[*index] : nullptr;
  }

  std::vector<size_t> LabelsOfRules() const {
    std::vector<size_t> labels;
    for (const Rule& rule : pack_.rules) {
      labels.push_back(static_cast<size_t>(std::max(rule.label, kNone)));
    }
    return labels;
  }

  // What a profile sets stands above weights.toml, so that fitting it would change nothing.
  void FixRules() {
    for (const Rule& rule : pack_.rules) {
      result_.fixed_rules.push_back(rule.locked || rule.weight == 0 || rule.label == kSignal);
    }
    if (ActiveProfile() == nullptr) return;
    for (const Profile::Change& change : ActiveProfile()->changes) {
      const auto rule = FindRule(pack_, change.rule);
      if (rule && change.weight) result_.fixed_rules[*rule] = true;
    }
  }

  // Only differences between biases count, so that of the abstaining label stays.
  std::vector<bool> FixBiases() {
    std::vector<size_t> rows(pack_.labels.size());
    for (const LabelIndex label : labels_) ++rows[static_cast<size_t>(label)];
    std::vector<bool> fixed(rows.size());
    fixed[kNone] = true;
    for (size_t l = 0; l < rows.size(); ++l) {
      if (rows[l] >= LeastRows(options_.folds)) continue;
      result_.thin.push_back(static_cast<LabelIndex>(l));
      fixed[l] = true;
    }
    if (ActiveProfile() == nullptr) return fixed;
    for (const auto& [label, bias] : ActiveProfile()->bias) {
      fixed[static_cast<size_t>(label)] = true;
    }
    return fixed;
  }

  void CountRows() {
    result_.rule_rows.resize(pack_.rules.size());
    for (size_t i = 0; i < matrix_.rows(); ++i) {
      uint32_t last = UINT32_MAX;
      for (const ScoreMatrix::Entry& entry : matrix_.Row(i)) {
        if (entry.rule != last) ++result_.rule_rows[entry.rule];
        last = entry.rule;
      }
    }
  }

  // The weights for each outer fold; result_.fitted is from all rows.
  std::vector<Weights> FitFolds(const FitTask& task) {
    fold_of_ = StratifiedFolds(labels_, texts_, options_.folds, options_.seed);
    std::vector<size_t> all(labels_.size());
    for (size_t i = 0; i < all.size(); ++i) all[i] = i;
    std::vector<Weights> of_fold(options_.folds);
    FitCount count(options_.folds + 1, options_.progress);
    // The largest task comes first, so that no thread is left alone with it.
    InParallel(options_.folds + 1, options_.threads, [&](size_t i) {
      const bool whole = i == 0;
      Procedure procedure(task, whole ? all : Part(all, fold_of_, i - 1, false), texts_, options_);
      (whole ? result_.fitted : of_fold[i - 1]) = procedure.Run();
      count.Done();
      if (!whole) return;
      result_.penalties = procedure.penalties();
      result_.confidence = procedure.confidence();
    });
    return of_fold;
  }

  void Compare(const std::vector<Weights>& of_fold) {
    Answers hand;
    Answers fitted;
    for (size_t i = 0; i < labels_.size(); ++i) {
      const Weights& weights = of_fold[fold_of_[i]];
      hand.Add(gold_.rows[i], matrix_.Scores(i, result_.hand.rules, result_.hand.decision.bias),
               result_.hand.decision);
      fitted.Add(gold_.rows[i], matrix_.Scores(i, weights.rules, weights.decision.bias),
                 weights.decision);
    }
    result_.methods.push_back(hand.Summary("hand", pack_.labels.size()));
    result_.methods.push_back(fitted.Summary("fitted", pack_.labels.size()));
    result_.difference = PairedBootstrap(hand.predictions(), fitted.predictions(),
                                         pack_.labels.size(), options_.rounds, options_.seed);
    result_.surer = IsClearlyLower(hand.log_losses(), fitted.log_losses());
  }

  void AddBaselines() {
    for (Baseline& one :
         RunBaselines(classifier_, gold_.rows, corpus_, options_.folds, options_.seed)) {
      result_.methods.push_back({.name = std::move(one.name), .metrics = std::move(one.metrics)});
    }
  }

  const Pack& pack_;
  const Classifier& classifier_;
  const GoldFile& gold_;
  const TuningOptions& options_;
  MatchedCorpus corpus_;
  ScoreMatrix matrix_;
  std::vector<LabelIndex> labels_;
  std::vector<std::string_view> texts_;  // normal forms, which corpus_ holds
  std::vector<size_t> fold_of_;
  Tuning result_;
};

}  // namespace

Result<Tuning> Tune(const Classifier& classifier, const GoldFile& gold,
                    const TuningOptions& options) {
  std::string thin = WhyTooThin(classifier.pack(), gold.rows, LeastRows(options.folds));
  if (!thin.empty()) return Error{.source = gold.name, .message = std::move(thin)};
  return Tuner(classifier, gold, options).Run();
}

}  // namespace cxo
