// The screen of `cxo tune`.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

#include <fmt/core.h>

#include "classifier/cli/label_figures.h"
#include "classifier/cli/method_table.h"
#include "classifier/cli/tuning_report.h"
#include "classifier/error/counted.h"

namespace cxo {
namespace {

std::string_view TitleOf(const std::string& method) {
  if (method == "hand") return "by hand";
  if (method == "ngrams") return "n-grams";
  return method;
}

class TuningScreen {
 public:
  explicit TuningScreen(const TuningReport& report)
      : report_(report),
        pack_(*report.pack),
        gold_(*report.gold),
        it_(*report.tuning),
        origin_(report.origin) {}

  std::string Draw(size_t most) {
    DrawMethods();
    DrawAnswer();
    DrawChoice();
    DrawDecision();
    DrawMoves(most);
    return std::move(out_);
  }

 private:
  template <typename... Args>
  void Add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }

  void DrawMethods() {
    out_ += MethodTableHead(pack_, gold_, origin_);
    for (const TuningMethod& method : it_.methods) {
      out_ += MethodTableRow(pack_, TitleOf(method.name), method);
      if (method.name != "fitted") continue;
      DrawDifference();
      if (report_.standing) out_ += MethodTableRow(pack_, "standing", *report_.standing);
    }
    out_ +=
        "fitted, n-grams: every row is answered by a fit that has not seen it; calib.err: expected "
        "error\n";
    if (WasFittedOn(pack_.words_corpus, origin_.corpus)) {
      out_ += "but words.toml of the pack was fitted on all of these rows\n";
    }
    if (report_.standing) {
      Add("standing: the weights.toml that the pack has{}\n",
          report_.standing_corpus == origin_.corpus ? ", fitted on all of these rows" : "");
    }
    out_ += "\n";
  }

  void DrawDifference() {
    const TuningMethod& hand = it_.methods[0];
    const TuningMethod& fitted = it_.methods[1];
    Add("{:<15}{:>+9.3f}{:>+10.3f}{:>+10.3f}{:>+11.3f}", "  fitted - hand",
        it_.difference.macro_f1_gain, it_.difference.accuracy_gain,
        *fitted.log_loss - *hand.log_loss, *fitted.calibration_error - *hand.calibration_error);
    for (size_t l = 0; l < pack_.labels.size(); ++l) {
      const LabelScore& before = hand.metrics.labels[l];
      const LabelScore& after = fitted.metrics.labels[l];
      const bool absent = before.is_absent() && after.is_absent();
      Add("{:>{}}", absent ? "-" : fmt::format("{:+.3f}", after.f1 - before.f1), F1Column(pack_));
    }
    out_ += "\n";
  }

  void DrawAnswer() {
    const PairedDifference& d = it_.difference;
    const std::string gain = fmt::format(
        "macro-F1 {:+.3f} [{:+.3f}, {:+.3f}], accuracy {:+.3f} [{:+.3f}, {:+.3f}]", d.macro_f1_gain,
        d.macro_f1.low, d.macro_f1.high, d.accuracy_gain, d.accuracy.low, d.accuracy.high);
    if (it_.helps()) {
      const bool surer_alone = !it_.is_higher() || !it_.is_certain();
      Add("Fitting helps{}: {}\n", surer_alone ? ", by lower log-loss alone" : "", gain);
    } else {
      Add("Fitting {}: {}\n", it_.is_higher() ? "helps no more than chance may" : "does not help",
          gain);
    }
    out_ += "(95 % intervals: paired bootstrap, the same rows for both)\n\n";
  }

  void DrawChoice() {
    for (const LabelIndex label : it_.thin) {
      const auto l = static_cast<size_t>(label);
      Add("{}: too few rows ({}); its bias and threshold stay as they are by hand\n",
          pack_.labels[l].name, it_.methods[0].metrics.labels[l].gold);
    }
    if (!it_.penalties) {
      out_ +=
          "On all rows no fit is clearly better than the weights by hand: they stay, with their "
          "biases.\n\n";
      return;
    }
    Add("chosen in cross-validation: pull to the hand weights {}, pull to zero {}, balance of "
        "labels "
        "{}\n",
        it_.penalties->to_hand, it_.penalties->to_zero, it_.penalties->balance);
    if (it_.penalties->by_label) {
      out_ +=
          "The weights of each label are scaled together first, also of rules that count in no row "
          "here.\n";
    }
    out_ += "\n";
  }

  void DrawDecision() {
    const Decision& hand = it_.hand.decision;
    const Decision& fitted = it_.fitted.decision;
    const size_t width = LabelColumn(pack_.labels, 10);
    Add("{:<{}}{:>10}{:>10}{:>14}{:>10}\n", "label", width, "bias", "by hand", "threshold",
        "by hand");
    for (size_t l = 0; l < pack_.labels.size(); ++l) {
      Add("{:<{}}{:>10.2f}{:>10.2f}{:>14}{:>10}\n", pack_.labels[l].name, width, fitted.bias[l],
          hand.bias[l], Threshold(fitted.threshold[l]), Threshold(hand.threshold[l]));
    }
    DrawConfidence(hand, fitted);
  }

  void DrawConfidence(const Decision& hand, const Decision& fitted) {
    if (it_.confidence.kept != ConfidenceKept::kNo) {
      Add("temperature {}, calibration slope {}, intercept {}, as in the pack: {}\n\n",
          TomlNumber(hand.temperature), TomlNumber(hand.slope), TomlNumber(hand.intercept),
          WhyConfidenceIsKept(it_.confidence));
      return;
    }
    Add("temperature {} (by hand {}), calibration slope {}, intercept {} (by hand {}, {})\n\n",
        TomlNumber(fitted.temperature), TomlNumber(hand.temperature), TomlNumber(fitted.slope),
        TomlNumber(fitted.intercept), TomlNumber(hand.slope), TomlNumber(hand.intercept));
  }

  static std::string Threshold(double value) {
    return std::isfinite(value) ? fmt::format("{:.2f}", value) : "none";
  }

  double MoveOf(size_t rule) const {
    return std::abs(it_.fitted.rules[rule] - it_.hand.rules[rule]);
  }

  void DrawMoves(size_t most) {
    std::vector<size_t> moved;
    size_t in_rows = 0;
    for (size_t r = 0; r < pack_.rules.size(); ++r) {
      in_rows += it_.rule_rows[r] > 0 ? 1 : 0;
      if (MoveOf(r) > 0) moved.push_back(r);
    }
    std::stable_sort(moved.begin(), moved.end(),
                     [&](size_t a, size_t b) { return MoveOf(a) > MoveOf(b); });
    Add("{} of {} count in these rows; {} moved", in_rows, Counted(pack_.rules.size(), "rule"),
        Counted(moved.size(), "weight"));
    if (moved.size() > most) Add(", the {} that moved most:", most);
    out_ += moved.empty() ? "\n" : "\n\n";
    if (moved.empty()) return;
    Add("{:<50}{:<{}}{:>8}{:>10}{:>10}{:>10}\n", "rule", "label", LabelColumn(pack_.labels, 8),
        "rows", "by hand", "fitted", "");
    for (size_t i = 0; i < std::min(most, moved.size()); ++i) DrawMove(moved[i]);
    DrawDropped(moved);
  }

  void DrawMove(size_t rule) {
    const double hand = it_.hand.rules[rule];
    const double fitted = it_.fitted.rules[rule];
    Add("{:<50}{:<{}}{:>8}{:>10.2f}{:>10.2f}{:>+10.2f}\n", pack_.rules[rule].id,
        pack_.labels[static_cast<size_t>(pack_.rules[rule].label)].name,
        LabelColumn(pack_.labels, 8), it_.rule_rows[rule], hand, fitted, fitted - hand);
  }

  void DrawDropped(const std::vector<size_t>& moved) {
    std::vector<size_t> dropped;
    for (const size_t rule : moved) {
      if (it_.fitted.rules[rule] == 0) dropped.push_back(rule);
    }
    if (dropped.empty()) return;
    std::sort(dropped.begin(), dropped.end());
    Add("\n{} dropped (weight 0: they carry nothing here):\n", dropped.size());
    for (const size_t rule : dropped) Add("  {}\n", pack_.rules[rule].id);
  }

  const TuningReport& report_;
  const Pack& pack_;
  const GoldFile& gold_;
  const Tuning& it_;
  const WeightsOrigin& origin_;
  std::string out_;
};

}  // namespace

std::string TuningText(const TuningReport& report, size_t most) {
  return TuningScreen(report).Draw(most);
}

}  // namespace cxo
