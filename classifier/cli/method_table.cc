// Head and rows have the same columns.
#include "classifier/cli/method_table.h"

#include <optional>

#include <fmt/core.h>

#include "classifier/cli/label_figures.h"
#include "classifier/cli/profile_note.h"
#include "classifier/error/counted.h"

namespace cxo {

size_t F1Column(const Pack& pack) {
  return std::string_view("F1 ").size() + LabelColumn(pack.labels, 6);
}

std::string MethodTableHead(const Pack& pack, const GoldFile& gold, const WeightsOrigin& origin) {
  std::string out = fmt::format(
      "{}: {}{}, {} folds, seed {}\n\n", Printable(gold.name), Counted(gold.rows.size(), "row"),
      ProfileNote(pack, origin.options.profile), origin.options.folds, origin.options.seed);
  out += fmt::format("{:<15}{:>9}{:>10}{:>10}{:>11}", "", "macro-F1", "accuracy", "log-loss",
                     "calib.err");
  const size_t width = F1Column(pack);
  for (const Label& label : pack.labels) out += fmt::format("{:>{}}", "F1 " + label.name, width);
  return out + "\n";
}

std::string WhyConfidenceIsKept(const ConfidenceFit& fit) {
  switch (fit.kept) {
    case ConfidenceKept::kNo: break;
    case ConfidenceKept::kTooFewRight:
    case ConfidenceKept::kTooFewWrong: {
      const bool wrong = fit.kept == ConfidenceKept::kTooFewWrong;
      return fmt::format("too few {} answers to fit it to ({}, needed are {})",
                         wrong ? "wrong" : "right", wrong ? fit.wrong : fit.right, kLeastAnswers);
    }
    case ConfidenceKept::kEndOfSearch:
      return fmt::format("the temperature that fits best is not between {} and {}",
                         kLowestTemperature, kHighestTemperature);
    case ConfidenceKept::kNoSlope: return "surer answers are not right more often in these rows";
    case ConfidenceKept::kNoBetter:
      return "fitted, it is not clearly better on rows that it has not seen";
  }
  return "";
}

std::string MethodTableRow(const Pack& pack, std::string_view title, const TuningMethod& method) {
  const auto cell = [](const std::optional<double>& value) {
    return value ? fmt::format("{:.3f}", *value) : std::string("-");
  };
  std::string out =
      fmt::format("{:<15}{:>9.3f}{:>10.3f}{:>10}{:>11}", title, method.metrics.macro_f1,
                  method.metrics.accuracy, cell(method.log_loss), cell(method.calibration_error));
  for (const LabelScore& label : method.metrics.labels) {
    out += fmt::format("{:>{}}", F1Text(label), F1Column(pack));
  }
  return out + "\n";
}

}  // namespace cxo
