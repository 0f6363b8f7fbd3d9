// Both sides' labels in one list by name, so that packs with different labels can be compared; then
// counts, tests and causes.
#include "classifier/eval/comparison.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/core.h>

#include "classifier/error/joined.h"
#include "classifier/error/nearest.h"
#include "classifier/eval/predict.h"
#include "classifier/eval/significance.h"

namespace cxo {
namespace {

class Comparer {
 public:
  Comparer(const SideVerdicts& base, const SideVerdicts& with, const GoldFile& gold)
      : base_(base), with_(with), gold_(gold) {
    for (const Label& label : base.pack->labels) it_.labels.push_back({.name = label.name});
    for (const Label& label : with.pack->labels) ours_.push_back(Known(label.name));
    it_.moves.assign(it_.labels.size(), std::vector<uint64_t>(it_.labels.size()));
    it_.rows = gold.rows.size();
  }

  Comparison Run(const ComparisonOptions& options) {
    for (size_t i = 0; i < gold_.rows.size(); ++i) CompareRow(i);
    std::stable_sort(it_.flips.begin(), it_.flips.end(),
                     [](const Flip& a, const Flip& b) { return a.kind < b.kind; });
    if (gold_.labelled && it_.rows > 0) Judge(options);
    return std::move(it_);
  }

 private:
  // The index of a label among those of both sides, added if base has none of that name.
  LabelIndex Known(const std::string& name) {
    const auto found = std::find_if(it_.labels.begin(), it_.labels.end(),
                                    [&](const LabelChange& label) { return label.name == name; });
    const auto index = static_cast<LabelIndex>(found - it_.labels.begin());
    if (found == it_.labels.end()) it_.labels.push_back({.name = name});
    return index;
  }

  void CompareRow(size_t i) {
    const LabelIndex before = base_.rows[i].label;
    const LabelIndex after = ours_[static_cast<size_t>(with_.rows[i].label)];
    ++it_.moves[static_cast<size_t>(before)][static_cast<size_t>(after)];
    before_.push_back(Judged(i, before, base_.rows[i].confidence));
    after_.push_back(Judged(i, after, with_.rows[i].confidence));
    if (before == after) {
      ++it_.unchanged;
      return;
    }
    Flip flip{.row = i, .kind = KindOf(before_.back(), after_.back())};
    flip.base = before;
    flip.with = after;
    flip.defensible = gold_.labelled && after_.back().defensible;
    flip.base_confidence = base_.rows[i].confidence;
    flip.with_confidence = with_.rows[i].confidence;
    flip.causes = FlipCauses({*base_.pack, base_.rows[i]}, {*with_.pack, with_.rows[i]});
    it_.flips.push_back(std::move(flip));
    if (it_.flips.back().kind == FlipKind::kChanged) ++it_.changed;
  }

  Prediction Judged(size_t i, LabelIndex label, double confidence) const {
    Verdict verdict;
    verdict.label = label;
    verdict.confidence = confidence;
    return PredictionOf(gold_.rows[i], verdict);
  }

  FlipKind KindOf(const Prediction& before, const Prediction& after) const {
    if (!gold_.labelled) return FlipKind::kChanged;
    if (before.predicted == before.gold) return FlipKind::kLost;
    return after.predicted == after.gold ? FlipKind::kWon : FlipKind::kChanged;
  }

  void Judge(const ComparisonOptions& options) {
    const size_t labels = it_.labels.size();
    Gain gain{.base = Measure(before_, labels), .with = Measure(after_, labels)};
    for (const Flip& flip : it_.flips) {
      gain.won += flip.kind == FlipKind::kWon ? 1 : 0;
      gain.lost += flip.kind == FlipKind::kLost ? 1 : 0;
    }
    gain.p_value = McNemarTest(gain.won, gain.lost);
    gain.telling = SmallestTellingDifference(gain.won + gain.lost);
    gain.difference = PairedBootstrap(before_, after_, labels, options.rounds, options.seed);
    it_.gain = std::move(gain);
    JudgeLabels();
  }

  void JudgeLabels() {
    std::vector<double> p_values;
    for (size_t l = 0; l < it_.labels.size(); ++l) {
      const auto right = [l](const Prediction& one) {
        return (static_cast<size_t>(one.predicted) == l) == (static_cast<size_t>(one.gold) == l);
      };
      LabelChange& label = it_.labels[l];
      for (const Flip& flip : it_.flips) {
        const bool was = right(before_[flip.row]);
        const bool is = right(after_[flip.row]);
        label.won += !was && is ? 1 : 0;
        label.lost += was && !is ? 1 : 0;
      }
      label.p_value = McNemarTest(label.won, label.lost);
      p_values.push_back(label.p_value);
    }
    const std::vector<double> adjusted = HolmAdjusted(p_values);
    for (size_t l = 0; l < adjusted.size(); ++l) it_.labels[l].p_holm = adjusted[l];
  }

  const SideVerdicts& base_;
  const SideVerdicts& with_;
  const GoldFile& gold_;
  std::vector<LabelIndex> ours_;  // for each label of with's pack, its index among all
  std::vector<Prediction> before_;
  std::vector<Prediction> after_;
  Comparison it_;
};

Status CheckLabel(const GoldFile& gold, uint64_t line, const std::string& name, const Pack& with) {
  if (FindLabel(with, name)) return Done{};
  std::vector<std::string_view> names;
  for (const Label& label : with.labels) names.emplace_back(label.name);
  const std::string_view nearest = Nearest(name, names);
  std::string message = fmt::format("`{}` is no label of the pack to compare with", name);
  message += nearest.empty() ? fmt::format("; it has {}", Joined(names, ", "))
                             : fmt::format("; its nearest is `{}`", nearest);
  return Error{
      .source = gold.name, .line = static_cast<uint32_t>(line), .message = std::move(message)};
}

}  // namespace

Status CheckGoldLabels(const GoldFile& gold, const Pack& base, const Pack& with) {
  if (!gold.labelled) return Done{};
  for (const GoldRow& row : gold.rows) {
    const auto check = [&](LabelIndex label) {
      return CheckLabel(gold, row.line, base.labels[static_cast<size_t>(label)].name, with);
    };
    Status known = check(row.label);
    for (size_t i = 0; known.ok() && i < row.also_ok.size(); ++i) known = check(row.also_ok[i]);
    if (!known.ok()) return known;
  }
  return Done{};
}

Comparison Compare(const SideVerdicts& base, const SideVerdicts& with, const GoldFile& gold,
                   const ComparisonOptions& options) {
  return Comparer(base, with, gold).Run(options);
}

Comparison Compare(const Classifier& base, const Classifier& with, const GoldFile& gold,
                   const ComparisonOptions& options) {
  const auto decide = [&](const Classifier& side) {
    return DecideSide(side, MatchedCorpus(side, gold.rows, options.threads), options.threads);
  };
  return Compare(decide(base), decide(with), gold, options);
}

}  // namespace cxo
