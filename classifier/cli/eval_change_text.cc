// The figures stand last: in a terminal that is where the eye is.
#include "classifier/cli/eval_change_text.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "classifier/cli/flip_text.h"
#include "classifier/error/counted.h"
#include "classifier/error/joined.h"
#include "classifier/error/utf8.h"
#include "classifier/eval/significance.h"

namespace cxo {
namespace {

constexpr size_t kSnippetColumns = 92;  // of 100, behind the indent

class ChangeScreen {
 public:
  explicit ChangeScreen(const EvalChange& change)
      : it_(change), now_(change.rows->gain->with), before_(*change.before) {}

  std::string Draw(size_t most) {
    out_ = PackChangeText(*it_.pack);
    if (it_.gold->rows.size() != it_.rows_before) {
      Add("rows: {}, were {}\n", it_.gold->rows.size(), it_.rows_before);
    }
    if (!out_.empty()) out_ += "\n";
    DrawWrong(most);
    for (const auto& [kind, head] :
         {std::pair(FlipKind::kLost, "lost"), std::pair(FlipKind::kChanged, "changed"),
          std::pair(FlipKind::kWon, "won")}) {
      DrawFlips(kind, head, most);
    }
    if (it_.rows->flips.empty() && now_.confusion == before_.confusion) {
      DrawNothing();
    } else {
      DrawFigures();
      DrawCounts();
    }
    return std::move(out_);
  }

 private:
  template <typename... Args>
  void Add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }

  // An edit that moves scores did something after all.
  void DrawNothing() {
    Add("{}: macro-F1 {:.4f}, accuracy {:.4f}\n",
        it_.pack->none() ? "nothing changed" : "no row changed its label", now_.macro_f1,
        now_.accuracy);
    DrawRescored();
  }

  void DrawRescored() {
    if (it_.pack->none()) return;
    Add("{} got other scores\n", Counted(it_.rescored, "row"));
  }

  void DrawWrong(size_t most) {
    if (most == 0) return;
    const auto name = [&](LabelIndex label) {
      return it_.rows->labels[static_cast<size_t>(label)].name;
    };
    for (const WrongRow& one : std::span(it_.wrong).first(std::min(most, it_.wrong.size()))) {
      const GoldRow& row = it_.gold->rows[one.row];
      Add("new     {}:{}: gold {}, answer {}\n        {}\n", Printable(it_.gold->name), row.line,
          name(row.label), name(one.answer), Snippet(row.text, {}, kSnippetColumns));
    }
    if (it_.wrong.size() > most) Add("        and {} more new\n", it_.wrong.size() - most);
    if (!it_.wrong.empty()) out_ += "\n";
  }

  void DrawFlips(FlipKind kind, std::string_view head, size_t most) {
    if (most == 0) return;  // DrawCounts tells how many there are
    size_t shown = 0;
    size_t all = 0;
    for (const Flip& flip : it_.rows->flips) {
      if (flip.kind != kind) continue;
      if (++all > most) continue;
      out_ += FlipText(head, flip, *it_.rows, *it_.gold);
      ++shown;
    }
    if (all > shown) Add("        and {} more {}\n", all - shown, head);
    if (all > 0) out_ += "\n";
  }

  void DrawFigures() {
    Add("{:<14}{:>8}{:>9}{:>10}{:>17}\n", "", "before", "now", "change", "since the start");
    DrawFigure("macro-F1", &Metrics::macro_f1);
    DrawFigure("accuracy", &Metrics::accuracy);
    for (size_t l = 0; l < now_.labels.size(); ++l) {
      const double was = before_.labels[l].f1;
      const double is = now_.labels[l].f1;
      if (was != is) {
        DrawRow("F1 of " + it_.rows->labels[l].name, {it_.start->labels[l].f1, was, is});
      }
    }
  }

  void DrawFigure(const std::string& name, double Metrics::*figure) {
    DrawRow(name, {it_.start->*figure, before_.*figure, now_.*figure});
  }

  struct Course {
    double start, before, now;
  };
  void DrawRow(const std::string& name, const Course& course) {
    Add("{:<14}{:>8.4f}{:>9.4f}{:>10}{:>17}\n", name, course.before, course.now,
        Signed(course.now - course.before), Signed(course.now - course.start));
  }

  // "=" where it is too small to show, so that +0.0000 is not read as a gain.
  static std::string Signed(double change) {
    return std::abs(change) < 0.00005 ? "=" : fmt::format("{:+.4f}", change);
  }

  void DrawCounts() {
    const Gain& gain = *it_.rows->gain;
    if (it_.rows->flips.empty()) return DrawRescored();
    Add("{} won, {} lost, {} changed from one wrong label to another", gain.won, gain.lost,
        it_.rows->changed);
    if (gain.won + gain.lost > 0) {
      Add(", {} (p = {})",
          gain.p_value > kSignificance ? "which may well be chance" : "hardly by chance",
          Probability(gain.p_value));
    }
    out_ += "\n";
    DrawRescored();
  }

  const EvalChange& it_;
  const Metrics& now_;
  const Metrics& before_;
  std::string out_;
};

// "changed: a, b and 3 more"
std::string Named(std::string_view what, const std::vector<std::string>& ids) {
  constexpr size_t kMost = 6;
  if (ids.empty()) return "";
  const size_t shown = std::min(kMost, ids.size());
  std::string text = fmt::format("{}: {}", what, Joined(std::span(ids).first(shown), ", "));
  if (ids.size() > shown) text += fmt::format(" and {} more", ids.size() - shown);
  return text + "\n";
}

}  // namespace

std::string PackChangeText(const PackChange& change) {
  std::string text = Named("added", change.added) + Named("removed", change.removed) +
                     Named("changed", change.changed);
  if (change.decision) text += "changed: biases, thresholds or calibration\n";
  if (change.words) text += "changed: weights of words\n";
  return text;
}

std::string EvalChangeText(const EvalChange& change, size_t most) {
  return ChangeScreen(change).Draw(most);
}

}  // namespace cxo
