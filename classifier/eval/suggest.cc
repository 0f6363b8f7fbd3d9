// From all phrases to few rules: shortlist, exact trial, ranking, and a proof that the chosen ones
// pass the examples of the pack.
#include "classifier/eval/suggest.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "classifier/eval/candidates.h"
#include "classifier/eval/matched_corpus.h"
#include "classifier/eval/phrases.h"
#include "classifier/eval/row_verdicts.h"
#include "classifier/eval/rule_trial.h"
#include "classifier/eval/suggestion_choice.h"

namespace cxo {
namespace {

// Limits of the trial. A phrase of a fifth of all rows says nothing special about any of them.
constexpr size_t kMostPerLabel = 250;
constexpr size_t kMostRowsShare = 5;
constexpr size_t kFewRows = 50;  // are not too many in however few
constexpr size_t kMostRows = 2000;

class Suggester {
 public:
  Suggester(const Classifier& classifier, const std::vector<GoldRow>& rows,
            const SuggestOptions& options)
      : classifier_(classifier),
        pack_(classifier.pack()),
        options_(options),
        corpus_(classifier, rows, options.threads) {}

  Suggestions Run() {
    Suggestions result;
    TakeRows(&result);
    groups_ = GroupByRows(FindPhrases(corpus_, options_.min_rows));
    candidates_ = OfLabels(Shortlist);
    if (!Try(true)) Try(false);
    SuggestionChoice choice = ChooseSuggestions(classifier_, corpus_, rows_, Ranked(), options_);
    result.best = std::move(choice.best);
    result.contradictions = std::move(choice.contradictions);
    if (options_.gold && result.best.empty()) FindHeldBack(&result);
    return result;
  }

 private:
  void TakeRows(Suggestions* result) {
    std::vector<RowVerdict> verdicts = DecideRows(classifier_, corpus_, options_.threads);
    std::vector<LabelIndex> gold;
    result->rows = corpus_.size();
    for (size_t i = 0; options_.gold && i < corpus_.size(); ++i) {
      gold.push_back(corpus_.row(i).label);
      if (verdicts[i].label == gold.back()) ++result->right;
    }
    rows_ = SortByLabel(pack_, gold, std::move(verdicts));
    const std::vector<RuleFate> fates = FatesOfRules(pack_, rows_.verdicts);
    for (uint32_t r = 0; r < fates.size(); ++r) {
      if (pack_.rules[r].label != kSignal && !fates[r].adds) result->silent.push_back(r);
    }
  }

  // What `list`, Shortlist or HeldBack, gives for each label that is asked for.
  template <typename List>
  std::vector<Candidate> OfLabels(const List& list) const {
    const ShortlistLimits limits{.most = kMostPerLabel, .min_rows = options_.min_rows};
    const auto labels = static_cast<LabelIndex>(pack_.labels.size());
    std::vector<Candidate> all;
    for (LabelIndex label = 0; label < labels; ++label) {
      if (options_.label && label != *options_.label) continue;
      // Without gold labels NONE is whatever no other label is: no phrase is typical of it.
      if (label == kNone && !options_.gold) continue;
      for (const Candidate& one : list(classifier_, rows_, groups_, label, limits)) {
        all.push_back(one);
      }
    }
    return all;
  }

  void FindHeldBack(Suggestions* result) const {
    std::vector<Candidate> all = OfLabels(HeldBack);
    std::stable_sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
      return std::tie(b.estimate, b.z) < std::tie(a.estimate, a.z);
    });
    for (const Candidate& one : all) {
      const PhraseRows& phrase = groups_[one.group].phrase;
      result->held_back.push_back({.phrase = phrase.text,
                                   .label = one.label,
                                   .rows = phrase.rows.size(),
                                   .of_label = one.inside,
                                   .tried_from = one.tried_from});
    }
  }

  // Prepares the rules of every candidate: one with the condition that is usual for its label, and
  // one without. False if those conditions would make the pack circular.
  bool Try(bool with_condition) {
    RuleNames names(pack_);
    std::vector<TrialPhrase> phrases;
    for (const Candidate& one : candidates_) {
      const RuleShape shape = ShapeOf(pack_, one.label);
      TrialPhrase trial{.phrase = groups_[one.group].phrase.text, .rules = {}};
      Rule rule{.label = one.label, .weight = shape.weight};
      rule.id = names.Fresh(one.label, trial.phrase);
      trial.rules.push_back(rule);
      if (with_condition && !shape.needs.always()) {
        rule.id = names.Fresh(one.label, trial.phrase);
        rule.condition = shape.needs;
        trial.rules.push_back(std::move(rule));
      }
      phrases.push_back(std::move(trial));
    }
    const size_t most = std::clamp(corpus_.size() / kMostRowsShare, kFewRows, kMostRows);
    auto tried = TryRules(classifier_, corpus_, phrases, most, options_.threads);
    if (!tried.ok()) return false;
    trials_ = std::move(phrases);
    results_ = std::move(tried).value();
    return true;
  }

  std::vector<Suggestion> Ranked() const {
    std::vector<Suggestion> ranked;
    for (size_t c = 0; c < results_.size(); ++c) {
      const TrialResult& result = results_[c];
      const uint64_t known = options_.gold ? result.known : result.known_to_any;
      if (result.with.empty() || 2 * known >= result.rows.size()) continue;
      Suggestion best = Judge(c, 0);
      for (size_t r = 1; r < result.with.size(); ++r) {
        // Of two rules that do as well, the one with the condition: it is the more careful one.
        Suggestion other = Judge(c, r);
        if (other.gain() >= best.gain() && CountsOften(c, r)) best = std::move(other);
      }
      // Where gold tells what a rule gains, one that gains nothing is only one more to look after.
      if (best.gain() > 0 || !options_.gold) ranked.push_back(std::move(best));
    }
    // Without gold no gain is known, and many rows are no merit of a phrase.
    const auto rows = [&](const Suggestion& one) { return options_.gold ? one.rows.size() : 0; };
    std::stable_sort(ranked.begin(), ranked.end(), [&](const Suggestion& a, const Suggestion& b) {
      return std::tuple(b.gain(), rows(b), b.z) < std::tuple(a.gain(), rows(a), a.z);
    });
    return ranked;
  }

  bool Is(uint32_t row, LabelIndex label) const {
    return rows_.of_label[static_cast<size_t>(label)][row];
  }

  // In at least half of the rows of its label.
  bool CountsOften(size_t candidate, size_t rule) const {
    uint64_t counts = 0;
    for (const TrialRow& row : results_[candidate].with[rule]) {
      counts += row.counts && Is(row.row, candidates_[candidate].label) ? 1 : 0;
    }
    return counts > 0 && 2 * counts >= candidates_[candidate].inside;
  }

  Suggestion Judge(size_t candidate, size_t rule) const {
    const Candidate& one = candidates_[candidate];
    Suggestion suggestion{.rule = trials_[candidate].rules[rule],
                          .phrase = trials_[candidate].phrase,
                          .variants = groups_[one.group].variants,
                          .rows = results_[candidate].rows,
                          .of_label = one.inside,
                          .z = one.z};
    for (const TrialRow& row : results_[candidate].with[rule]) {
      const LabelIndex before = rows_.verdicts[row.row].label;
      if (row.label == before) continue;
      ++suggestion.changed;
      if (!options_.gold) continue;
      if (Is(row.row, row.label)) suggestion.won.push_back(row.row);
      if (Is(row.row, before)) suggestion.lost.push_back(row.row);
    }
    suggestion.rule.id = trials_[candidate].rules.front().id;
    return suggestion;
  }

  const Classifier& classifier_;
  const Pack& pack_;
  const SuggestOptions& options_;
  MatchedCorpus corpus_;
  LabelledRows rows_;
  std::vector<PhraseGroup> groups_;
  std::vector<Candidate> candidates_;
  std::vector<TrialPhrase> trials_;
  std::vector<TrialResult> results_;
};

}  // namespace

Suggestions Suggest(const Classifier& classifier, const std::vector<GoldRow>& rows,
                    const SuggestOptions& options) {
  return Suggester(classifier, rows, options).Run();
}

}  // namespace cxo
