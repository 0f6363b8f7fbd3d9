// Head and rows have the same columns.
#include "classifier/cli/method_table.h"

#include <optional>

#include <fmt/format.h>

#include "classifier/error/counted.h"

namespace cxo {

std::string MethodTableHead(const Pack& pack, const GoldFile& gold, const WeightsOrigin& origin) {
  std::string out =
      fmt::format("{}: {}, {} folds, seed {}\n\n", Printable(gold.name),
                  Counted(gold.rows.size(), "row"), origin.options.folds, origin.options.seed);
  out += fmt::format("{:<15}{:>9}{:>10}{:>10}{:>11}", "", "macro-F1", "accuracy", "log-loss",
                     "calib.err");
  for (const Label& label : pack.labels) out += fmt::format("{:>9}", "F1 " + label.name);
  return out + "\n";
}

std::string MethodTableRow(std::string_view title, const TuningMethod& method) {
  const auto cell = [](const std::optional<double>& value) {
    return value ? fmt::format("{:.3f}", *value) : std::string("-");
  };
  std::string out =
      fmt::format("{:<15}{:>9.3f}{:>10.3f}{:>10}{:>11}", title, method.metrics.macro_f1,
                  method.metrics.accuracy, cell(method.log_loss), cell(method.calibration_error));
  for (const LabelScore& label : method.metrics.labels) out += fmt::format("{:>9.3f}", label.f1);
  return out + "\n";
}

}  // namespace cxo
