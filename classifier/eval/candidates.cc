// Cheap looks at all phrases, so that the exact trial has few left to decide.
#include "classifier/eval/candidates.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "classifier/decide/outcome.h"
#include "classifier/eval/log_odds.h"

namespace cxo {
namespace {

// What a phrase must show. One word says much less than several do.
struct Bar {
  double z;         // 5 % and 1 % of the normal distribution lie beyond
  size_t rows;      // times the least number that was asked for
  uint64_t purity;  // at least so many in six of its rows have the label
};
constexpr uint64_t kPurityWithoutGold = 1;
constexpr Bar kBarForWord = {2.326, 2, 4};
constexpr Bar kBarForPhrase = {1.645, 1, 3};

double Median(std::vector<double> weights) {
  if (weights.empty()) return 1.0;
  std::sort(weights.begin(), weights.end());
  return weights[(weights.size() - 1) / 2];
}

bool IsPlainRule(const Rule& rule) {
  return !rule.composite && rule.label != kSignal && rule.weight > 0;
}

class Lister {
 public:
  Lister(const Classifier& classifier, const LabelledRows& rows, LabelIndex label,
         const ShortlistLimits& limits)
      : classifier_(classifier),
        pack_(classifier.pack()),
        rows_(rows),
        label_(label),
        of_label_(rows.of_label[static_cast<size_t>(label)]),
        apart_(of_label_),
        min_rows_(limits.min_rows),
        weight_(ShapeOf(pack_, label).weight) {
    if (!rows.gold) {
      for (size_t l = 1; l < rows.of_label.size(); ++l) {
        for (size_t i = 0; i < apart_.size(); ++i) apart_[i] = apart_[i] || rows.of_label[l][i];
      }
    }
    all_apart_ = static_cast<uint64_t>(std::count(apart_.begin(), apart_.end(), true));
  }

  std::vector<Candidate> Passing(const std::vector<PhraseGroup>& groups, size_t most) {
    std::vector<Candidate> all;
    for (size_t g = 0; g < groups.size(); ++g) {
      auto one = Measure(groups[g].phrase, g);
      if (!one || !one->passes) continue;
      if (rows_.gold) one->candidate.estimate = Estimate(groups[g].phrase);
      all.push_back(one->candidate);
    }
    return BestNews(std::move(all), groups, most);
  }

  // Those that might win rows, if so few were enough to tell.
  std::vector<Candidate> HeldBack(const std::vector<PhraseGroup>& groups, size_t most) {
    std::vector<Candidate> all;
    for (size_t g = 0; g < groups.size(); ++g) {
      auto one = Measure(groups[g].phrase, g);
      if (!one || one->passes) continue;
      one->candidate.estimate = Estimate(groups[g].phrase);
      if (one->candidate.estimate > 0) all.push_back(one->candidate);
    }
    return BestNews(std::move(all), groups, most);
  }

 private:
  struct Measured {
    Candidate candidate;  // estimate aside
    bool passes = false;  // its bar
  };

  std::vector<Candidate> BestNews(std::vector<Candidate> all,
                                  const std::vector<PhraseGroup>& groups, size_t most) {
    // Groups are in the order of their texts, which settles ties.
    std::stable_sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
      return std::tie(b.estimate, b.z) < std::tie(a.estimate, a.z);
    });
    std::vector<Candidate> news;
    for (const Candidate& one : all) {
      if (news.size() == most) break;
      if (!IsKnown(groups[one.group].phrase.text)) news.push_back(one);
    }
    return news;
  }

  // Nothing if it is not likely that the phrase separates the label.
  std::optional<Measured> Measure(const PhraseRows& phrase, size_t group) const {
    const Bar& bar = phrase.words == 1 ? kBarForWord : kBarForPhrase;
    Candidate one{.group = group, .label = label_, .inside = Count(phrase, of_label_)};
    const uint64_t inside = Count(phrase, apart_);
    const uint64_t purity = rows_.gold ? bar.purity : kPurityWithoutGold;
    if (6 * inside < purity * phrase.rows.size()) return std::nullopt;
    if (!rows_.gold && (inside < min_rows_ || !IsLikeliest(phrase, one.inside))) {
      return std::nullopt;
    }
    one.z = CompareOdds({.inside = inside,
                         .inside_rows = all_apart_,
                         .outside = phrase.rows.size() - inside,
                         .outside_rows = apart_.size() - all_apart_})
                .z;
    if (one.z <= 0) return std::nullopt;
    const bool often = phrase.rows.size() >= bar.rows * min_rows_;
    const bool surely = one.z > bar.z;
    if (surely) one.tried_from = phrase.rows.size() / bar.rows;
    return Measured{one, often && surely};
  }

  static uint64_t Count(const PhraseRows& phrase, const std::vector<bool>& in) {
    return static_cast<uint64_t>(std::count_if(phrase.rows.begin(), phrase.rows.end(),
                                               [&](uint32_t row) { return in[row]; }));
  }

  // True if no other label, and no earlier one as well, has more of the phrase's rows.
  bool IsLikeliest(const PhraseRows& phrase, uint64_t inside) const {
    for (size_t l = 1; l < rows_.of_label.size(); ++l) {
      const uint64_t other = Count(phrase, rows_.of_label[l]);
      const bool earlier = l < static_cast<size_t>(label_);
      if (other > inside || (earlier && other == inside)) return false;
    }
    return true;
  }

  int64_t Estimate(const PhraseRows& phrase) const {
    int64_t gain = 0;
    for (const uint32_t row : phrase.rows) {
      const RowVerdict& verdict = rows_.verdicts[row];
      std::vector<double> scores = verdict.scores;
      scores[static_cast<size_t>(label_)] += weight_;
      gain += rows_.of_label[static_cast<size_t>(LabelFor(pack_, scores))][row] ? 1 : 0;
      gain -= rows_.of_label[static_cast<size_t>(verdict.label)][row] ? 1 : 0;
    }
    return gain;
  }

  bool IsKnown(const std::string& phrase) {
    if (classifier_.matcher().Match(phrase, &workspace_, &hits_) != MatchStatus::kOk) return true;
    return std::any_of(hits_.begin(), hits_.end(), [&](const Hit& hit) {
      const Pattern& pattern = pack_.patterns[hit.pattern];
      if (pattern.role != PatternRole::kEvidence) return false;
      const Rule& rule = pack_.rules[pattern.owner];
      return IsPlainRule(rule) && (rule.label == label_ || !rows_.gold);
    });
  }

  const Classifier& classifier_;
  const Pack& pack_;
  const LabelledRows& rows_;
  LabelIndex label_;
  const std::vector<bool>& of_label_;
  std::vector<bool> apart_;  // the rows that phrases are to separate from the rest
  size_t min_rows_;
  double weight_;
  uint64_t all_apart_ = 0;
  MatchWorkspace workspace_;
  std::vector<Hit> hits_;
};

}  // namespace

LabelledRows SortByLabel(const Pack& pack, const std::vector<LabelIndex>& gold,
                         std::vector<RowVerdict> verdicts) {
  LabelledRows rows{.of_label = std::vector<std::vector<bool>>(pack.labels.size(),
                                                               std::vector<bool>(verdicts.size())),
                    .gold = !gold.empty()};
  for (size_t i = 0; i < verdicts.size(); ++i) {
    if (rows.gold) {
      rows.of_label[static_cast<size_t>(gold[i])][i] = true;
      continue;
    }
    for (const RowVerdict::Trace& trace : verdicts[i].evidence) {
      const LabelIndex label = pack.rules[trace.rule].label;
      const bool alive = IsAlive(trace.state);
      if (label != kSignal && alive) rows.of_label[static_cast<size_t>(label)][i] = true;
    }
  }
  rows.verdicts = std::move(verdicts);
  return rows;
}

RuleShape ShapeOf(const Pack& pack, LabelIndex label) {
  std::vector<double> own;
  std::vector<double> all;
  std::map<std::string, std::pair<size_t, const Condition*>> conditions;
  for (const Rule& rule : pack.rules) {
    if (!IsPlainRule(rule)) continue;
    all.push_back(WrittenWeight(rule));
    if (rule.label != label) continue;
    own.push_back(WrittenWeight(rule));
    if (rule.condition.always()) continue;
    auto& [count, condition] = conditions[ToString(rule.condition)];
    ++count;
    condition = &rule.condition;
  }
  RuleShape shape{.weight = Median(own.empty() ? all : own), .needs = {}};
  size_t most = 0;
  for (const auto& [text, counted] : conditions) {
    if (counted.first <= most) continue;
    most = counted.first;
    shape.needs = *counted.second;
  }
  return shape;
}

std::vector<Candidate> Shortlist(const Classifier& classifier, const LabelledRows& rows,
                                 const std::vector<PhraseGroup>& groups, LabelIndex label,
                                 const ShortlistLimits& limits) {
  return Lister(classifier, rows, label, limits).Passing(groups, limits.most);
}

std::vector<Candidate> HeldBack(const Classifier& classifier, const LabelledRows& rows,
                                const std::vector<PhraseGroup>& groups, LabelIndex label,
                                const ShortlistLimits& limits) {
  return Lister(classifier, rows, label, limits).HeldBack(groups, limits.most);
}

}  // namespace cxo
