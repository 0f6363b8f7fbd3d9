// Folds in parallel, each fit into a place of its own.
#include "classifier/eval/word_tuning.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "classifier/decide/outcome.h"
#include "classifier/eval/decision_fit.h"
#include "classifier/eval/folds.h"
#include "classifier/eval/in_parallel.h"
#include "classifier/eval/matched_corpus.h"
#include "classifier/eval/rounding.h"

namespace cxo {
namespace {

// How far weights may move from where they are, beside how far from nothing, and how far biases
// may. Chosen with 300 texts about one trade: with more of either they answer no more of their like
// right, and more of the other texts that the words answered before go wrong.
constexpr double kAdaptedReach = 0.25;
constexpr double kAdaptedBiasReach = 0.25;

class WordTuner {
 public:
  WordTuner(const Classifier& classifier, const GoldFile& gold, const TuningOptions& options,
            const WordStart* start)
      : pack_(classifier.pack()), gold_(gold), options_(options) {
    const MatchedCorpus corpus(classifier, gold.rows, options.threads);
    result_.rows =
        ReadWordRows(classifier, corpus, start == nullptr ? nullptr : &start->words.pairs);
    result_.voice = fit_.voice;
    if (start != nullptr) GoOnFrom(*start);
    DealFolds(corpus);
  }

  Result<WordTuning> Run() {
    FitFolds();
    result_.end = WorstEnd();
    if (result_.end == SearchEnd::kBrokeOff) {
      return Error{.source = gold_.name,
                   .message =
                       "the fit of words broke off without a result; there may be too little "
                       "memory for so many texts"};
    }
    Calibrate();
    Compare();
    CountSubtypes();
    return std::move(result_);
  }

 private:
  void GoOnFrom(const WordStart& start) {
    AddNames(start, &result_.rows);
    result_.start = LabelStart(start, result_.rows);
    fit_.start = &result_.start;
    fit_.voice = 1.0;  // the rules are as loud already as they are to be
    fit_.term_reach *= kAdaptedReach;
    fit_.signal_reach *= kAdaptedReach;
    fit_.pair_reach *= kAdaptedReach;
    fit_.bias_reach = kAdaptedBiasReach;
    result_.subtypes = SubtypeStart(start, result_.rows);
    result_.voice = start.source.voice;
    result_.adapted = true;
    result_.start_corpus = start.corpus;
  }

  void DealFolds(const MatchedCorpus& corpus) {
    std::vector<LabelIndex> labels;
    std::vector<std::string_view> texts;
    for (size_t i = 0; i < corpus.size(); ++i) {
      labels.push_back(corpus.row(i).label);
      texts.push_back(corpus.normal(i));
    }
    fold_of_ = StratifiedFolds(labels, texts, options_.folds, options_.seed);
    first_of_text_ = FirstOfText(texts);
  }

  // Fits on all rows, and on all but each fold.
  void FitFolds() {
    of_fold_.resize(options_.folds);
    subtypes_of_fold_.resize(options_.folds);
    const size_t fits_of_fold = result_.adapted ? 1 : 2;
    FitCount count(fits_of_fold * (options_.folds + 1), options_.progress);
    InParallel(options_.folds + 1, options_.threads, [&](size_t task) {
      std::vector<size_t> train;
      for (size_t i = 0; i < fold_of_.size(); ++i) {
        if (fold_of_[i] + 1 != task) train.push_back(i);
      }
      (task == 0 ? result_.fitted : of_fold_[task - 1]) = FitWords(result_.rows, train, fit_);
      count.Done();
      if (result_.adapted) return;
      (task == 0 ? result_.subtypes : subtypes_of_fold_[task - 1]) =
          FitSubtypes(result_.rows, train, fit_);
      count.Done();
    });
  }

  SearchEnd WorstEnd() const {
    SearchEnd worst = std::max(result_.fitted.end, result_.subtypes.weights.end);
    for (const FittedWords& fitted : of_fold_) worst = std::max(worst, fitted.end);
    for (const FittedSubtypes& one : subtypes_of_fold_) worst = std::max(worst, one.weights.end);
    return worst;
  }

  std::vector<double> HeldOut(size_t row) const {
    return ScoresWith(of_fold_[fold_of_[row]], fit_.voice, result_.rows.rows[row]);
  }

  // From answers to rows that were not fitted on.
  void Calibrate() {
    Decision& decision = result_.decision;
    decision = pack_.decision;
    decision.temperature = 1.0;  // as the fit has it
    ScoredRows rows;
    for (size_t i = 0; i < result_.rows.rows.size(); ++i) {
      rows.scores.push_back(HeldOut(i));
      rows.gold.push_back(result_.rows.rows[i].gold);
      // The normal forms are gone by now; the first row of each stands for it.
      rows.texts.emplace_back(gold_.rows[first_of_text_[i]].text);
    }
    result_.confidence = FitConfidence(
        rows, decision, {.temperature = false, .folds = options_.folds, .seed = options_.seed});
    decision.slope = result_.confidence.slope;
    decision.intercept = result_.confidence.intercept;
    for (size_t l = 0; l < decision.bias.size(); ++l) {
      const double above = std::max(0.0, pack_.decision.bias[l] - pack_.decision.bias[kNone]);
      decision.bias[l] = RoundTo(decision.bias[l] + result_.fitted.bias[l], 100);
      // Two roundings may lift it over what FitWords has tied it to.
      decision.bias[l] = std::min(decision.bias[l], RoundTo(decision.bias[kNone] + above, 100));
    }
  }

  void Compare() {
    Answers before;
    Answers after;
    for (size_t i = 0; i < result_.rows.rows.size(); ++i) {
      const WordRow& row = result_.rows.rows[i];
      before.Add(gold_.rows[i],
                 result_.adapted ? ScoresWith(result_.start, fit_.voice, row) : row.scores,
                 pack_.decision);
      after.Add(gold_.rows[i], HeldOut(i), result_.decision);
    }
    const size_t labels = pack_.labels.size();
    result_.methods = {before.Summary(result_.adapted ? "standing" : "rules", labels),
                       after.Summary(result_.adapted ? "adapted" : "words", labels)};
    result_.difference = PairedBootstrap(before.predictions(), after.predictions(), labels,
                                         options_.rounds, options_.seed);
    result_.held_out = after.predictions();
  }

  void CountSubtypes() {
    if (result_.adapted) return;
    const Pack fitted_on_all = PackOfSubtypes(result_.subtypes);
    std::vector<Pack> pack_of_fold;
    for (const FittedSubtypes& one : subtypes_of_fold_) pack_of_fold.push_back(PackOfSubtypes(one));
    for (size_t i = 0; i < result_.rows.rows.size(); ++i) {
      const WordRow& row = result_.rows.rows[i];
      if (row.subtypes == 0 || !HasSubtypeWeights(fitted_on_all, row.gold)) continue;
      const size_t fold = fold_of_[i];
      Verdict verdict{.label = row.gold};
      ChooseSubtypes(pack_of_fold[fold], SubtypeLeanings(subtypes_of_fold_[fold], row), &verdict);
      uint64_t told = 0;
      for (size_t s = 0; s < result_.rows.subtypes.size(); ++s) {
        const auto [label, subtype] = result_.rows.subtypes[s];
        const auto& chosen = verdict.subtypes;
        const bool has = std::find(chosen.begin(), chosen.end(), subtype) != chosen.end();
        if (label == row.gold && has) told |= uint64_t{1} << s;
      }
      ++result_.with_subtype;
      result_.subtype_exact += told == row.subtypes ? 1 : 0;
      result_.subtype_overlap += (told & row.subtypes) != 0 ? 1 : 0;
    }
  }

  // As much of a pack as choosing subtypes looks at.
  Pack PackOfSubtypes(const FittedSubtypes& fitted) const {
    Pack pack;
    for (const size_t s : fitted.which) pack.subtypes.names.push_back(result_.rows.subtypes[s]);
    pack.subtypes.bias = fitted.weights.bias;
    return pack;
  }

  const Pack& pack_;
  const GoldFile& gold_;
  const TuningOptions& options_;
  WordFitOptions fit_;
  std::vector<size_t> fold_of_;
  std::vector<size_t> first_of_text_;  // for each row the first one of the same normal form
  std::vector<FittedWords> of_fold_;
  std::vector<FittedSubtypes> subtypes_of_fold_;
  WordTuning result_;
};

}  // namespace

Result<WordTuning> TuneWords(const Classifier& classifier, const GoldFile& gold,
                             const TuningOptions& options, const WordStart* start) {
  std::string thin = WhyTooThin(classifier.pack(), gold.rows, LeastRows(options.folds));
  if (!thin.empty()) return Error{.source = gold.name, .message = std::move(thin)};
  return WordTuner(classifier, gold, options, start).Run();
}

}  // namespace cxo
