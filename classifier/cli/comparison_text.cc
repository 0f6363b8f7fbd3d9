// The screen of `cxo compare`.
#include <algorithm>
#include <iterator>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "classifier/cli/comparison_report.h"
#include "classifier/cli/flip_text.h"
#include "classifier/cli/label_figures.h"
#include "classifier/error/counted.h"
#include "classifier/eval/significance.h"

namespace cxo {
namespace {

class ComparisonScreen {
 public:
  explicit ComparisonScreen(const ComparisonReport& report)
      : report_(report), gold_(*report.gold), it_(*report.comparison) {}

  std::string Draw(size_t most) {
    Add("{}: {}\n", Printable(gold_.name), Counted(it_.rows, "row"));
    Add("  base  {}\n  with  {}\n\n", Title(report_.base), Title(report_.with));
    if (it_.gain) {
      DrawFigures(*it_.gain);
      DrawVerdict(*it_.gain);
      DrawLabels(*it_.gain);
    } else {
      Add("  {} with another label, {} unchanged\n", it_.changed, it_.unchanged);
    }
    DrawMoves();
    DrawHeadOfFlips();
    DrawFlips(FlipKind::kLost, "lost", "right in base, wrong in with", most);
    DrawFlips(FlipKind::kWon, "won", "wrong in base, right in with", most);
    DrawFlips(FlipKind::kChanged, "changed",
              it_.gain ? "from one wrong label to another" : "from one label to another", most);
    return std::move(out_);
  }

 private:
  template <typename... Args>
  void Add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }

  static std::string Title(const ComparedSide& side) {
    std::string title = side.rules.empty() ? "built-in pack" : Printable(side.rules);
    if (!side.profile.empty()) title += ", profile " + Printable(side.profile);
    switch (side.weights.source) {
      case WeightsChoice::Source::kPack: return title;
      case WeightsChoice::Source::kNone: return title + ", without a weights file";
      case WeightsChoice::Source::kFile: break;
    }
    return title + ", weights of " + Printable(side.weights.path);
  }

  void DrawFigures(const Gain& gain) {
    Add("{:<21}{:>7}{:>8}{:>13}\n", "", "base", "with", "difference");
    const auto draw = [&](std::string_view name, double base, double with, std::string interval) {
      Add("  {:<19}{:>7.3f}{:>8.3f}{:>+13.3f}{}\n", name, base, with, with - base, interval);
    };
    const auto between = [](const Interval& interval) {
      return fmt::format("  [{:+.3f}, {:+.3f}]", interval.low, interval.high);
    };
    draw("macro-F1", gain.base.macro_f1, gain.with.macro_f1, between(gain.difference.macro_f1));
    draw("accuracy", gain.base.accuracy, gain.with.accuracy, between(gain.difference.accuracy));
    draw("right or defensible", gain.base.right_or_defensible, gain.with.right_or_defensible, "");
    out_ += "  95 % intervals: paired bootstrap\n\n";
  }

  void DrawVerdict(const Gain& gain) {
    Add("  {} won, {} lost, {} changed from wrong to wrong, {} unchanged\n", gain.won, gain.lost,
        it_.changed, it_.unchanged);
    Add("  exact McNemar test: p = {}, {}\n", Probability(gain.p_value), Meaning(gain));
    const double share = static_cast<double>(gain.telling) / static_cast<double>(it_.rows);
    const uint64_t discordant = gain.won + gain.lost;
    if (gain.telling > it_.rows) {
      Add("  a file of fewer than {} rows cannot show a difference\n\n", gain.telling);
    } else if (discordant < gain.telling) {
      Add("  {} won or lost cannot show a difference; {}, all of one kind, could ({:.1f} % of "
          "all)\n\n",
          Counted(discordant, "row"), gain.telling, 100.0 * share);
    } else {
      Add("  with {} won or lost, a difference of {} or more shows ({:.1f} % of all)\n\n",
          Counted(discordant, "row"), Counted(gain.telling, "row"), 100.0 * share);
    }
  }

  static std::string_view Meaning(const Gain& gain) {
    if (gain.p_value > kSignificance) return "no more than chance may bring";
    return gain.won > gain.lost ? "better, and hardly by chance" : "worse, and hardly by chance";
  }

  void DrawLabels(const Gain& gain) {
    const size_t width = LabelColumn(it_.labels, 8);
    Add("{:<{}}{:>7}{:>10}{:>10}{:>13}{:>7}{:>7}{:>10}{:>10}\n", "label", width, "rows", "F1 base",
        "F1 with", "difference", "won", "lost", "p", "p (Holm)");
    for (size_t l = 0; l < it_.labels.size(); ++l) {
      const LabelChange& label = it_.labels[l];
      const LabelScore& base = gain.base.labels[l];
      const LabelScore& with = gain.with.labels[l];
      const bool absent = base.is_absent() && with.is_absent();
      Add("{:<{}}{:>7}{:>10}{:>10}{:>13}{:>7}{:>7}{:>10}{:>10}\n", label.name, width, base.gold,
          F1Text(base), F1Text(with), absent ? "-" : fmt::format("{:+.3f}", with.f1 - base.f1),
          label.won, label.lost, Probability(label.p_value), Probability(label.p_holm));
    }
    out_ += "a row is right about a label if it is said where it is gold, and nowhere else\n";
  }

  // How many rows went from which label to which, the most frequent first.
  void DrawMoves() {
    std::vector<std::tuple<uint64_t, size_t, size_t>> moves;
    for (size_t from = 0; from < it_.moves.size(); ++from) {
      for (size_t to = 0; to < it_.moves.size(); ++to) {
        if (from != to && it_.moves[from][to] > 0) {
          moves.emplace_back(it_.moves[from][to], from, to);
        }
      }
    }
    if (moves.empty()) return;
    std::stable_sort(moves.begin(), moves.end(),
                     [](const auto& a, const auto& b) { return std::get<0>(a) > std::get<0>(b); });
    const size_t width = LabelColumn(it_.labels, 8);
    Add("\n{:<{}}    {:<{}}{:>7}\n", "base", width, "with", width, "rows");
    for (const auto& [rows, from, to] : moves) {
      Add("{:<{}} -> {:<{}}{:>7}\n", it_.labels[from].name, width, it_.labels[to].name, width,
          rows);
    }
  }

  void DrawHeadOfFlips() {
    if (!it_.flips.empty()) {
      out_ +=
          "\nbeside each row: how much more a rule gives the new label, over the old one, than in "
          "base\n";
      return;
    }
    const bool same = report_.base.pack->digest == report_.with.pack->digest &&
                      report_.base.profile == report_.with.profile;
    Add("\nno row changes its label{}\n", same ? ": both sides hold the same rules" : "");
  }

  void DrawFlips(FlipKind kind, std::string_view word, std::string_view meaning, size_t most) {
    std::vector<const Flip*> flips;
    for (const Flip& flip : it_.flips) {
      if (flip.kind == kind) flips.push_back(&flip);
    }
    if (flips.empty()) return;
    Add("\n{}: {}, {}", word, Counted(flips.size(), "row"), meaning);
    if (flips.size() > most) Add("; {} of them shown, all of them with --flips FILE", most);
    out_ += "\n";
    for (size_t i = 0; i < std::min(most, flips.size()); ++i) {
      out_ += FlipText(word, *flips[i], it_, gold_);
    }
  }

  const ComparisonReport& report_;
  const GoldFile& gold_;
  const Comparison& it_;
  std::string out_;
};

}  // namespace

std::string ComparisonText(const ComparisonReport& report, size_t most) {
  return ComparisonScreen(report).Draw(most);
}

}  // namespace cxo
