// One pass that notes which rules count in which rows, then a second look at a rule's rows without
// it.
#include "classifier/eval/rule_stats.h"

#include <algorithm>
#include <cmath>

#include "classifier/eval/in_parallel.h"

namespace cxo {
namespace {

// Entropy in bits of a distribution given as counts.
double Entropy(const std::vector<uint64_t>& counts) {
  uint64_t sum = 0;
  for (const uint64_t count : counts) sum += count;
  double entropy = 0;
  for (const uint64_t count : counts) {
    if (count == 0) continue;
    const double p = static_cast<double>(count) / static_cast<double>(sum);
    entropy -= p * std::log2(p);
  }
  return entropy;
}

uint64_t Sum(const std::vector<uint64_t>& counts) {
  uint64_t sum = 0;
  for (const uint64_t count : counts) sum += count;
  return sum;
}

// What is known of one rule while rows go by.
struct RuleRows {
  std::vector<size_t> rows;     // in which it counts
  std::vector<size_t> touched;  // in which it has evidence of any state
};

class RuleMeter {
 public:
  RuleMeter(const Classifier& classifier, const MatchedCorpus& corpus)
      : pack_(classifier.pack()),
        plan_(classifier.plan()),
        corpus_(corpus),
        of_rule_(pack_.rules.size()),
        stats_(pack_.rules.size()),
        gold_(pack_.labels.size()) {}

  std::vector<RuleStats> Run(size_t threads) {
    Decider decider(plan_);
    for (size_t i = 0; i < corpus_.size(); ++i) {
      corpus_.Decide(i, &decider, &verdict_);
      predicted_.push_back(verdict_.label);
      right_ += verdict_.label == corpus_.row(i).label;
      ++gold_[static_cast<size_t>(corpus_.row(i).label)];
      NoteRow(i);
    }
    InParallel(pack_.rules.size(), threads, [this](size_t rule) {
      if (pack_.rules[rule].label != kSignal) Finish(static_cast<uint32_t>(rule));
    });
    std::vector<RuleStats> labelled;
    for (uint32_t r = 0; r < pack_.rules.size(); ++r) {
      if (pack_.rules[r].label != kSignal) labelled.push_back(stats_[r]);
    }
    return labelled;
  }

 private:
  static void NoteOnce(size_t row, std::vector<size_t>* rows) {
    if (rows->empty() || rows->back() != row) rows->push_back(row);
  }

  void NoteRow(size_t i) {
    for (const Evidence& one : verdict_.evidence) {
      NoteOnce(i, &of_rule_[one.rule].touched);
      if (!Counts(one)) continue;
      std::vector<size_t>& rows = of_rule_[one.rule].rows;
      if (!rows.empty() && rows.back() == i) continue;
      rows.push_back(i);
      NoteCompany(one.rule);
    }
  }

  bool Counts(const Evidence& one) const {
    return AddsToScore(one) && pack_.rules[one.rule].label != kSignal;
  }

  void NoteCompany(uint32_t rule) {
    bool same = false;
    bool other = false;
    for (const Evidence& one : verdict_.evidence) {
      if (!Counts(one) || one.rule == rule) continue;
      (pack_.rules[one.rule].label == pack_.rules[rule].label ? same : other) = true;
    }
    stats_[rule].overlap += same ? 1 : 0;
    stats_[rule].conflict += other ? 1 : 0;
  }

  void Finish(uint32_t rule) {
    RuleStats& stats = stats_[rule];
    stats.rule = rule;
    stats.rows = of_rule_[rule].rows.size();
    std::vector<uint64_t> inside(gold_.size());
    for (const size_t i : of_rule_[rule].rows) ++inside[static_cast<size_t>(corpus_.row(i).label)];
    stats.right = inside[static_cast<size_t>(pack_.rules[rule].label)];
    stats.gain = Gain(inside);
    stats.right_without = RightWithout(rule);
  }

  double Gain(const std::vector<uint64_t>& inside) const {
    std::vector<uint64_t> outside(gold_.size());
    for (size_t l = 0; l < gold_.size(); ++l) outside[l] = gold_[l] - inside[l];
    const auto n = static_cast<double>(corpus_.size());
    const double within = (static_cast<double>(Sum(inside)) * Entropy(inside) +
                           static_cast<double>(Sum(outside)) * Entropy(outside)) /
                          n;
    return std::max(0.0, Entropy(gold_) - within);
  }

  uint64_t RightWithout(uint32_t rule) const {
    uint64_t right = right_;
    if (of_rule_[rule].touched.empty()) return right;
    Decider decider(plan_);
    Verdict verdict;
    decider.LeaveOut(rule);
    for (const size_t i : of_rule_[rule].touched) {
      corpus_.Decide(i, &decider, &verdict);
      right -= predicted_[i] == corpus_.row(i).label;
      right += verdict.label == corpus_.row(i).label;
    }
    return right;
  }

  const Pack& pack_;
  const Plan& plan_;
  const MatchedCorpus& corpus_;
  std::vector<RuleRows> of_rule_;
  std::vector<RuleStats> stats_;
  std::vector<uint64_t> gold_;
  std::vector<LabelIndex> predicted_;
  uint64_t right_ = 0;  // rows, with all rules
  Verdict verdict_;
};

}  // namespace

std::vector<RuleStats> MeasureRules(const Classifier& classifier, const MatchedCorpus& corpus,
                                    size_t threads) {
  return RuleMeter(classifier, corpus).Run(threads);
}

}  // namespace cxo
