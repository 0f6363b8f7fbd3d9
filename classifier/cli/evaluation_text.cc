// The screen of `cxo eval`.
#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "classifier/cli/evaluation_report.h"
#include "classifier/cli/label_figures.h"
#include "classifier/cli/profile_note.h"
#include "classifier/error/counted.h"
#include "classifier/error/utf8.h"

namespace cxo {
namespace {

class EvaluationScreen {
 public:
  explicit EvaluationScreen(const EvaluationReport& report)
      : pack_(*report.pack),
        gold_(*report.gold),
        it_(*report.evaluation),
        profile_(ProfileNote(pack_, report.profile)) {}

  std::string Draw(size_t errors) {
    DrawFigures();
    DrawLabels();
    DrawConfusion();
    DrawCalibration();
    DrawRules();
    DrawErrors(errors);
    return std::move(out_);
  }

 private:
  template <typename... Args>
  void Add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }

  const std::string& Name(LabelIndex label) const {
    return pack_.labels[static_cast<size_t>(label)].name;
  }

  static std::string Between(const Interval& interval) {
    return fmt::format("[{:.3f}, {:.3f}]", interval.low, interval.high);
  }

  void DrawFigures() {
    const Metrics& m = it_.metrics;
    Add("{}: {}{}\n\n", Printable(gold_.name), Counted(m.rows, "row"), profile_);
    Add("  macro-F1             {:.3f}  {}\n", m.macro_f1, Between(it_.bootstrap.macro_f1));
    Add("  accuracy             {:.3f}  {}\n", m.accuracy, Between(it_.accuracy));
    Add("  right or defensible  {:.3f}\n", m.right_or_defensible);
    Add("  coverage             {:.3f}  answered without review, accuracy on them {:.3f}\n",
        it_.coverage, it_.covered_accuracy);
    Add("  abstention           {:.3f}  no evidence for any label\n", it_.abstention);
    Add("  calibration error    {:.3f}\n", it_.calibration.expected_error);
    for (const Baseline& baseline : it_.baselines) {
      Add("  baseline {:<10}  macro-F1 {:.3f}, accuracy {:.3f}: {}\n", baseline.name,
          baseline.metrics.macro_f1, baseline.metrics.accuracy, MeaningOf(baseline));
    }
    out_ += "\n";
  }

  void DrawLabels() {
    const size_t width = LabelColumn(pack_.labels, 8);
    Add("{:<{}}{:>7}{:>11}  {:<16}{:>8}  {:<16}{:>8}  {}\n", "label", width, "rows", "precision",
        "", "recall", "", "F1", "");
    for (size_t l = 0; l < pack_.labels.size(); ++l) {
      const LabelScore& score = it_.metrics.labels[l];
      Add("{:<{}}{:>7}{:>11}  {:<16}{:>8}  {:<16}{:>8}  {}\n", pack_.labels[l].name, width,
          score.gold, PrecisionText(score), score.predicted > 0 ? Between(it_.precision[l]) : "",
          RecallText(score), score.gold > 0 ? Between(it_.recall[l]) : "", F1Text(score),
          score.is_absent() ? "" : Between(it_.bootstrap.f1[l]));
    }
    out_ +=
        "95 % intervals: Wilson for shares, bootstrap for F1\n"
        "macro-F1 is the mean F1 of the labels that are gold or said in some row; the others have "
        "\"-\"\n\n";
  }

  void DrawConfusion() {
    const size_t first = LabelColumn(pack_.labels, 14);
    const size_t width = LabelColumn(pack_.labels, 7);
    Add("{:<{}}", "gold \\ said", first);
    for (const Label& label : pack_.labels) Add("{:>{}}", label.name, width);
    out_ += "\n";
    for (size_t g = 0; g < pack_.labels.size(); ++g) {
      Add("{:<{}}", pack_.labels[g].name, first);
      for (const uint64_t count : it_.metrics.confusion[g]) {
        out_ +=
            count == 0 ? fmt::format("{:>{}}", ".", width) : fmt::format("{:>{}}", count, width);
      }
      out_ += "\n";
    }
    out_ += "\n";
  }

  void DrawCalibration() {
    Add("{:<14}{:>7}{:>12}{:>10}\n", "confidence", "rows", "mean", "accuracy");
    for (size_t b = 0; b < it_.calibration.bins.size(); ++b) {
      const ReliabilityBin& bin = it_.calibration.bins[b];
      if (bin.rows == 0) continue;
      Add("{:.1f} - {:.1f}     {:>7}{:>12.3f}{:>10.3f}\n", static_cast<double>(b) / 10,
          static_cast<double>(b + 1) / 10, bin.rows, bin.confidence, bin.accuracy);
    }
    out_ += "\n";
  }

  // The rules whose absence would change most, for better or worse; all of them are in --json.
  void DrawRules() {
    constexpr size_t kMost = 20;
    uint64_t right = 0;
    for (const LabelScore& score : it_.metrics.labels) right += score.right;
    const auto change = [&](const RuleStats& stats) {
      return static_cast<int64_t>(stats.right_without) - static_cast<int64_t>(right);
    };
    std::vector<RuleStats> telling;
    for (const RuleStats& stats : it_.rules) {
      if (stats.rows > 0) telling.push_back(stats);
    }
    std::stable_sort(telling.begin(), telling.end(), [&](const RuleStats& a, const RuleStats& b) {
      return std::abs(change(a)) > std::abs(change(b));
    });
    if (telling.size() > kMost) telling.resize(kMost);
    if (telling.empty()) return;
    const size_t width = LabelColumn(pack_.labels, 6);
    Add("{:<40}{:<{}}{:>6}{:>11}{:>8}{:>9}{:>10}{:>15}\n", "rule", "label", width, "rows",
        "precision", "gain", "overlap", "conflict", "right without");
    for (const RuleStats& stats : telling) {
      const Rule& rule = pack_.rules[stats.rule];
      Add("{:<40}{:<{}}{:>6}{:>11.3f}{:>8.3f}{:>9}{:>10}{:>+15}\n", rule.id, Name(rule.label),
          width, stats.rows, static_cast<double>(stats.right) / static_cast<double>(stats.rows),
          stats.gain, stats.overlap, stats.conflict, change(stats));
    }
    Add("{} of {} fired; the {} that change most are shown, all of them with --json\n", Fired(),
        Counted(it_.rules.size(), "rule"), telling.size());
    out_ +=
        "rows: in which the rule counts; precision: share of them with its label; gain: what that "
        "tells of\nthe label, in bits; overlap, conflict: of them, with another rule of its label, "
        "of another label;\nright without: how many more (+) or fewer (-) rows would be right if "
        "the rule were not there\n\n";
  }

  int64_t Fired() const {
    return std::count_if(it_.rules.begin(), it_.rules.end(),
                         [](const RuleStats& stats) { return stats.rows > 0; });
  }

  void DrawErrors(size_t most) {
    Add("{}", Counted(it_.errors.size(), "error"));
    // Who asks for none is not to be led to them.
    if (most == 0 && !it_.errors.empty()) out_ += ", none of them shown";
    if (most > 0 && it_.errors.size() > most) {
      Add(", {} of them shown; all of them with --errors FILE", most);
    }
    out_ += "\n";
    for (size_t i = 0; i < std::min(most, it_.errors.size()); ++i) DrawError(it_.errors[i]);
  }

  void DrawError(const EvaluationError& error) {
    constexpr size_t kMostText = 200;
    const GoldRow& row = gold_.rows[error.row];
    std::string_view text = row.text;
    const bool cut = text.size() > kMostText;
    if (cut) text = text.substr(0, BorderUpTo(text, kMostText));
    Add("\n{}:{}: {} said {} ({:.3f}){}\n  {}{}\n  {}\n", Printable(gold_.name), row.line,
        Name(row.label), Name(error.predicted), error.confidence,
        error.defensible ? ", defensible" : "", Printable(text), cut ? "..." : "",
        error.rules.empty() ? "no rule counts" : error.rules);
  }

  const Pack& pack_;
  const GoldFile& gold_;
  const Evaluation& it_;
  std::string profile_;
  std::string out_;
};

}  // namespace

std::string_view MeaningOf(const Baseline& baseline) {
  if (baseline.name == "majority") return "always the most frequent label";
  if (baseline.name == "vote") return "one vote for each rule that counts, unweighted";
  if (baseline.name == "ngrams") return "logistic regression on words, cross-validated";
  return "";
}

std::string EvaluationText(const EvaluationReport& report, size_t errors) {
  return EvaluationScreen(report).Draw(errors);
}

}  // namespace cxo
