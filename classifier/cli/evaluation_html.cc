// The page of `cxo eval --html`. Everything can be read without the script, which only sorts and
// filters. No date: the same rows and rules give the same bytes.
#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "classifier/cli/evaluation_report.h"
#include "classifier/cli/html_charts.h"
#include "classifier/cli/html_errors.h"
#include "classifier/cli/html_writer.h"
#include "classifier/cli/report_files.h"
#include "classifier/error/counted.h"

namespace cxo {
namespace {

std::string FileNamed(std::string_view name) {
  for (ReportFile& file : BuiltinReportFiles()) {
    if (file.name == name) return std::move(file.content);
  }
  return {};
}

class Page {
 public:
  explicit Page(const EvaluationReport& report)
      : report_(report), pack_(*report.pack), it_(*report.evaluation) {
    for (const LabelScore& score : it_.metrics.labels) right_ += score.right;
  }

  std::string Draw() {
    DrawHead();
    DrawTitle();
    DrawSummary();
    DrawLabels();
    out_ += R"(<div class="pair">)";
    DrawConfusion();
    DrawCalibration();
    out_ += "</div>\n";
    DrawRules();
    DrawErrors();
    out_ += "</main>\n<script>" + script_ + "</script>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  template <typename... Args>
  void Add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }

  static std::string GroupedCount(uint64_t count, std::string_view noun) {
    return fmt::format("{} {}", Grouped(count), NounFor(count, noun));
  }

  std::string Name(size_t label) const { return Html(pack_.labels[label].name); }

  static std::string Chip(std::string_view css_class, std::string_view name) {
    return fmt::format(R"(<span class="chip {}">{}</span>)", css_class, name);
  }

  static std::string Between(const Interval& interval) {
    return fmt::format("{:.3f} – {:.3f}", interval.low, interval.high);
  }

  void DrawHead() {
    const std::string style = FileNamed("report.css");
    script_ = FileNamed("report.js");
    Add("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'\">\n",
        HashSource(style), HashSource(script_));
    Add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n<title>{}: evaluation</title>\n",
        Html(report_.gold->name));
    out_ += "<style>" + style + "</style>\n</head>\n<body>\n";
  }

  void DrawTitle() {
    out_ += R"(<header class="top"><p class="kicker">cxo evaluation</p>)";
    Add("<h1><bdi>{}</bdi></h1>", Html(report_.gold->name));
    Add(R"(<p class="facts"><span>{}</span><span>{}</span><span>pack <b>{} {}</b></span>)",
        GroupedCount(it_.metrics.rows, "row"), GroupedCount(it_.errors.size(), "error"),
        Html(pack_.name), Html(pack_.version));
    if (!report_.profile.empty()) Add("<span>profile <b>{}</b></span>", Html(report_.profile));
    out_ += "</p>";
    Add(R"(<p class="digest">pack <code>sha256:{}</code></p>)", Html(pack_.digest));
    if (!pack_.weights_corpus.empty()) {
      Add(R"(<p class="digest">weights fitted on <code>sha256:{}</code></p>)",
          Html(pack_.weights_corpus));
    }
    out_ +=
        R"(<nav aria-label="Sections"><a href="#summary">Summary</a><a href="#labels">Labels</a>)"
        R"(<a href="#confusion">Confusion</a><a href="#confidence">Confidence</a>)"
        R"(<a href="#rules">Rules</a><a href="#errors">Errors</a></nav></header>)"
        "\n<main>\n";
  }

  void DrawFigure(std::string_view name, double value, std::string_view beside) {
    Add(R"(<div class="figure"><dt>{}</dt><dd>{:.3f}<small>{}</small></dd></div>)", name, value,
        beside);
  }

  void DrawSummary() {
    const Metrics& m = it_.metrics;
    out_ += R"(<section id="summary"><h2>Summary</h2><dl class="figures">)";
    DrawFigure("macro-F1", m.macro_f1, Between(it_.bootstrap.macro_f1));
    DrawFigure("accuracy", m.accuracy, Between(it_.accuracy));
    DrawFigure("right or defensible", m.right_or_defensible, "with the labels of also_ok");
    DrawFigure("coverage", it_.coverage,
               fmt::format("without review; accuracy on them {:.3f}", it_.covered_accuracy));
    DrawFigure("abstention", it_.abstention, "no evidence for any label");
    DrawFigure("calibration error", it_.calibration.expected_error, "0 would be perfect");
    out_ += "</dl>";
    DrawBaselines();
    out_ +=
        R"(<p class="hint">Intervals are 95 %: bootstrap for F1, Wilson for shares. Macro-F1 is the )"
        R"(mean F1 of the labels that are gold or said in some row.</p></section>)"
        "\n";
  }

  void DrawBaselines() {
    if (it_.baselines.empty()) return;
    out_ +=
        R"(<table class="bars"><caption>Beside simpler methods</caption><thead><tr>)"
        R"(<th scope="col">method</th><th scope="col">macro-F1</th><th scope="col">accuracy</th>)"
        "</tr></thead><tbody>";
    DrawMethod("this pack", {}, it_.metrics.macro_f1, it_.metrics.accuracy, true);
    for (const Baseline& baseline : it_.baselines) {
      DrawMethod(baseline.name, MeaningOf(baseline), baseline.metrics.macro_f1,
                 baseline.metrics.accuracy, false);
    }
    out_ += "</tbody></table>";
  }

  void DrawMethod(std::string_view name, std::string_view about, double macro_f1, double accuracy,
                  bool own) {
    const Interval* none = nullptr;
    Add(R"(<tr{}><th scope="row">{}<small>{}</small></th>)", own ? R"( class="own")" : "",
        Html(name), about);
    DrawShare("macro-F1", macro_f1, own ? &it_.bootstrap.macro_f1 : none, own ? "own" : "other");
    DrawShare("accuracy", accuracy, own ? &it_.accuracy : none, own ? "own" : "other");
    out_ += "</tr>";
  }

  // A cell with a figure above its bar.
  void DrawShare(std::string_view name, double share, const Interval* interval,
                 std::string_view css_class) {
    Add(R"(<td data-name="{}"><span class="share">{:.3f}</span>)", name, share);
    if (interval != nullptr) Add(R"(<span class="between">{}</span>)", Between(*interval));
    out_ += BarSvg(share, interval, css_class) + "</td>";
  }

  // The same for a share of `rows` rows; without any there is none.
  void DrawShareOf(std::string_view name, uint64_t rows, double share, const Interval& interval,
                   std::string_view css_class) {
    if (rows > 0) return DrawShare(name, share, &interval, css_class);
    Add(R"(<td data-name="{}"><span class="share">–</span></td>)", name);
  }

  void DrawLabels() {
    out_ +=
        R"(<section id="labels"><h2>By label</h2><table class="bars"><caption class="hidden">)"
        R"(Precision, recall and F1 of each label</caption><thead><tr><th scope="col">label</th>)"
        R"(<th scope="col">precision</th><th scope="col">recall</th><th scope="col">F1</th>)"
        "</tr></thead><tbody>";
    for (size_t l = 0; l < pack_.labels.size(); ++l) {
      const LabelScore& score = it_.metrics.labels[l];
      const std::string css_class = ColorClass(static_cast<LabelIndex>(l));
      Add(R"(<tr><th scope="row">{}<small>{}</small><small>{} gold, {} said, {} right</small></th>)",
          Chip(css_class, Name(l)), Html(pack_.labels[l].title), Grouped(score.gold),
          Grouped(score.predicted), Grouped(score.right));
      DrawShareOf("precision", score.predicted, score.precision, it_.precision[l], css_class);
      DrawShareOf("recall", score.gold, score.recall, it_.recall[l], css_class);
      DrawShareOf("F1", score.gold + score.predicted, score.f1, it_.bootstrap.f1[l], css_class);
      out_ += "</tr>";
    }
    out_ += "</tbody></table></section>\n";
  }

  void DrawConfusion() {
    out_ +=
        R"(<section id="confusion"><h2>Confusion</h2><div class="scroll" tabindex="0" )"
        R"(role="region" aria-label="Confusion matrix"><table class="matrix"><caption>Rows: gold )"
        R"(label. Columns: what was said. Shading: share of the row.</caption><thead><tr>)"
        R"(<th scope="col">gold \ said</th>)";
    for (size_t l = 0; l < pack_.labels.size(); ++l) {
      Add(R"(<th scope="col">{}</th>)", Chip(ColorClass(static_cast<LabelIndex>(l)), Name(l)));
    }
    out_ += R"(<th scope="col" class="total">rows</th></tr></thead><tbody>)";
    for (size_t g = 0; g < pack_.labels.size(); ++g) {
      Add(R"(<tr><th scope="row">{}</th>)", Chip(ColorClass(static_cast<LabelIndex>(g)), Name(g)));
      for (size_t p = 0; p < pack_.labels.size(); ++p) DrawCell(g, p);
      Add(R"(<td class="total">{}</td></tr>)", Grouped(it_.metrics.labels[g].gold));
    }
    out_ += R"(</tbody><tfoot><tr><th scope="row">said</th>)";
    for (const LabelScore& score : it_.metrics.labels) {
      Add(R"(<td class="total">{}</td>)", Grouped(score.predicted));
    }
    Add(R"(<td class="total">{}</td></tr></tfoot></table></div>)", Grouped(it_.metrics.rows));
    out_ += R"(<p class="hint">A number off the diagonal leads to its errors.</p></section>)";
  }

  void DrawCell(size_t gold, size_t predicted) {
    const uint64_t count = it_.metrics.confusion[gold][predicted];
    const uint64_t rows = std::max<uint64_t>(it_.metrics.labels[gold].gold, 1);
    if (count == 0) {
      out_ += R"(<td class="zero">0</td>)";
      return;
    }
    // Nine shades from a trace to the whole row.
    const uint64_t shade = 1 + (8 * count + rows / 2) / rows;
    const std::string share = fmt::format(
        "{:.1f} % of the row", 100 * static_cast<double>(count) / static_cast<double>(rows));
    if (gold == predicted) {
      Add(R"(<td class="hit s{}" title="{}">{}</td>)", shade, share, Grouped(count));
      return;
    }
    Add(R"(<td class="miss s{}" title="{}"><a href="#{}">{}</a></td>)", shade, share,
        ErrorAnchor(pack_, static_cast<LabelIndex>(gold), static_cast<LabelIndex>(predicted)),
        Grouped(count));
  }

  void DrawCalibration() {
    out_ += R"(<section id="confidence"><h2>Confidence</h2><figure>)";
    out_ += ReliabilitySvg(it_.calibration);
    Add("<figcaption>Points on the dashed line mean what they say; below it, confidence is too "
        "high. "
        "Expected calibration error {:.3f}.</figcaption></figure>",
        it_.calibration.expected_error);
    out_ +=
        R"(<details><summary>The same as a table</summary><table class="plain"><thead><tr>)"
        R"(<th scope="col">confidence</th><th scope="col" class="number">rows</th>)"
        R"(<th scope="col" class="number">mean</th><th scope="col" class="number">accuracy</th>)"
        "</tr></thead><tbody>";
    for (size_t b = 0; b < it_.calibration.bins.size(); ++b) {
      const ReliabilityBin& bin = it_.calibration.bins[b];
      if (bin.rows == 0) continue;
      Add(R"(<tr><th scope="row">{:.1f} – {:.1f}</th><td class="number">{}</td>)"
          R"(<td class="number">{:.3f}</td><td class="number">{:.3f}</td></tr>)",
          static_cast<double>(b) / 10, static_cast<double>(b + 1) / 10, Grouped(bin.rows),
          bin.confidence, bin.accuracy);
    }
    out_ += "</tbody></table></details></section>\n";
  }

  int64_t ChangeWithout(const RuleStats& stats) const {
    return static_cast<int64_t>(stats.right_without) - static_cast<int64_t>(right_);
  }

  // Those whose absence would change most first.
  std::vector<RuleStats> SortedRules() const {
    std::vector<RuleStats> rules = it_.rules;
    std::stable_sort(rules.begin(), rules.end(), [&](const RuleStats& a, const RuleStats& b) {
      const auto change_a = std::abs(ChangeWithout(a));
      const auto change_b = std::abs(ChangeWithout(b));
      return change_a != change_b ? change_a > change_b : a.rows > b.rows;
    });
    return rules;
  }

  void DrawRules() {
    if (it_.rules.empty()) return;
    const auto fired = std::count_if(it_.rules.begin(), it_.rules.end(),
                                     [](const RuleStats& stats) { return stats.rows > 0; });
    Add(R"(<section id="rules"><h2>Rules</h2><p class="hint">{} of {} fired. Rows are counted, )"
        "not hits. Gain: what the rule tells of the label. Overlap: another rule of the same label "
        "counts in the row too; conflict: a rule "
        "of another label does. Rows without: how many rows more or fewer would be right if the "
        "rule were not there.</p>",
        Grouped(static_cast<uint64_t>(fired)), GroupedCount(it_.rules.size(), "rule"));
    out_ +=
        R"(<div class="controls" hidden><label>Filter rules <input type="search" )"
        R"(id="rule-filter" autocomplete="off" spellcheck="false"></label><label class="check">)"
        R"(<input type="checkbox" id="rule-fired"> only rules that fired</label>)"
        R"(<output id="rule-count"></output></div>)"
        R"(<div class="scroll tall" tabindex="0" role="region" aria-label="Rules">)"
        R"(<table class="rules" id="rule-table"><thead><tr>)";
    for (const std::string_view column : {"rule", "label"}) {
      Add(R"(<th scope="col" data-sort="text">{}</th>)", column);
    }
    for (const std::string_view column : {"weight", "rows", "precision", "gain (bits)", "overlap",
                                          "conflict", "accuracy without"}) {
      Add(R"(<th scope="col" class="number" data-sort="number">{}</th>)", column);
    }
    out_ +=
        R"(<th scope="col" class="number" data-sort="size" aria-sort="descending">rows without</th>)"
        "</tr></thead><tbody>\n";
    for (const RuleStats& stats : SortedRules()) DrawRule(stats);
    out_ += "</tbody></table></div></section>\n";
  }

  void DrawRule(const RuleStats& stats) {
    const Rule& rule = pack_.rules[stats.rule];
    const std::string id = Html(rule.id);
    const auto label = static_cast<size_t>(rule.label);
    const int64_t change = ChangeWithout(stats);
    const auto number = [&](std::string_view value) {
      Add(R"(<td class="number">{}</td>)", value);
    };
    Add(R"(<tr{}><th scope="row" id="rule-{}">{}</th><td>{}</td>)",
        stats.rows == 0 ? R"( class="silent")" : "", id, id,
        Chip(ColorClass(rule.label), Name(label)));
    number(fmt::format("{:+.2f}", rule.weight));
    number(Grouped(stats.rows));
    number(stats.rows == 0 ? "–"
                           : fmt::format("{:.3f}", static_cast<double>(stats.right) /
                                                       static_cast<double>(stats.rows)));
    number(fmt::format("{:.3f}", stats.gain));
    number(Grouped(stats.overlap));
    number(Grouped(stats.conflict));
    const auto rows = static_cast<double>(std::max<uint64_t>(it_.metrics.rows, 1));
    number(fmt::format("{:.3f}", static_cast<double>(stats.right_without) / rows));
    Add(R"(<td class="number{}">{}</td></tr>)",
        change == 0  ? ""
        : change > 0 ? " bad"
                     : " good",
        change == 0 ? "0" : fmt::format("{:+}", change));
    out_ += '\n';
  }

  void DrawErrors() {
    Add(R"(<section id="errors"><h2>Errors <span class="count">{}</span></h2>)",
        Grouped(it_.errors.size()));
    if (it_.errors.empty()) {
      out_ += R"(<p class="hint">Every row has its gold label.</p></section>)";
      return;
    }
    out_ +=
        R"(<p class="hint">Marked words count for the label in whose colour they are; underlined )"
        R"(with dots: set aside. Rest on them for the rule.</p><p class="legend">)";
    for (size_t l = 0; l < pack_.labels.size(); ++l) {
      Add(R"(<mark class="{0}" data-label="{1}">words</mark> )",
          ColorClass(static_cast<LabelIndex>(l)), Name(l));
    }
    out_ +=
        R"(<mark class="l0 aside" data-label="set aside">words</mark></p>)"
        R"(<div class="controls" hidden><label>Kind <select id="error-kind">)"
        R"(<option value="">all errors</option></select></label><label>Filter texts )"
        R"(<input type="search" id="error-filter" autocomplete="off" spellcheck="false"></label>)"
        R"(<output id="error-count"></output></div>)"
        "\n";
    out_ += ErrorsHtml(report_);
    out_ += "</section>\n";
  }

  const EvaluationReport& report_;
  const Pack& pack_;
  const Evaluation& it_;
  uint64_t right_ = 0;
  std::string script_;
  std::string out_;
};

}  // namespace

std::string EvaluationHtml(const EvaluationReport& report) { return Page(report).Draw(); }

}  // namespace cxo
