// An evaluation as one JSON object, and its errors as CSV.
#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "classifier/cli/evaluation_report.h"
#include "classifier/error/joined.h"
#include "classifier/io/csv_writer.h"
#include "classifier/io/json_string.h"

namespace cxo {
namespace {

std::string Pair(const Interval& interval) {
  return fmt::format("[{}, {}]", interval.low, interval.high);
}

std::string Labels(const Pack& pack, const Evaluation& it) {
  std::vector<std::string> members;
  for (size_t l = 0; l < pack.labels.size(); ++l) {
    const LabelScore& score = it.metrics.labels[l];
    members.push_back(fmt::format(
        R"({}: {{"rows": {}, "predicted": {}, "right": {}, "precision": {}, "precision_interval": {}, )"
        R"("recall": {}, "recall_interval": {}, "f1": {}, "f1_interval": {}}})",
        JsonString(pack.labels[l].name), score.gold, score.predicted, score.right, score.precision,
        Pair(it.precision[l]), score.recall, Pair(it.recall[l]), score.f1,
        Pair(it.bootstrap.f1[l])));
  }
  return JsonObject(members);
}

std::string Confusion(const Pack& pack, const Evaluation& it) {
  std::vector<std::string> rows;
  for (size_t g = 0; g < pack.labels.size(); ++g) {
    std::vector<std::string> cells;
    for (size_t p = 0; p < pack.labels.size(); ++p) {
      cells.push_back(
          fmt::format("{}: {}", JsonString(pack.labels[p].name), it.metrics.confusion[g][p]));
    }
    rows.push_back(fmt::format("{}: {}", JsonString(pack.labels[g].name), JsonObject(cells)));
  }
  return JsonObject(rows);
}

std::string CalibrationJson(const Calibration& calibration) {
  std::vector<std::string> bins;
  for (const ReliabilityBin& bin : calibration.bins) {
    bins.push_back(fmt::format(R"({{"rows": {}, "confidence": {}, "accuracy": {}}})", bin.rows,
                               bin.confidence, bin.accuracy));
  }
  return fmt::format(R"({{"expected_error": {}, "bins": [{}]}})", calibration.expected_error,
                     Joined(bins, ", "));
}

std::string Baselines(const Evaluation& it) {
  std::vector<std::string> members;
  for (const Baseline& baseline : it.baselines) {
    members.push_back(fmt::format(R"({}: {{"accuracy": {}, "macro_f1": {}}})",
                                  JsonString(baseline.name), baseline.metrics.accuracy,
                                  baseline.metrics.macro_f1));
  }
  return JsonObject(members);
}

std::string RulesJson(const Pack& pack, const Evaluation& it) {
  const auto rows = static_cast<double>(std::max<uint64_t>(it.metrics.rows, 1));
  std::vector<std::string> members;
  for (const RuleStats& stats : it.rules) {
    const std::string precision =  // a rule that never counts was neither right nor wrong
        stats.rows == 0
            ? "null"
            : fmt::format("{}", static_cast<double>(stats.right) / static_cast<double>(stats.rows));
    members.push_back(fmt::format(
        R"({}: {{"rows": {}, "precision": {}, "gain": {}, "overlap": {}, "conflict": {}, )"
        R"("accuracy_without": {}}})",
        JsonString(pack.rules[stats.rule].id), stats.rows, precision, stats.gain, stats.overlap,
        stats.conflict, static_cast<double>(stats.right_without) / rows));
  }
  return JsonObject(members);
}

}  // namespace

std::string EvaluationJson(const EvaluationReport& report) {
  const Pack& pack = *report.pack;
  const Evaluation& it = *report.evaluation;
  std::string out = fmt::format(
      R"({{"file": {}, "rows": {}, "pack": {}, "digest": {}, "profile": {}, )"
      R"("accuracy": {}, "accuracy_interval": {}, )",
      JsonString(report.gold->name), it.metrics.rows, JsonString(pack.name),
      JsonString(pack.digest), JsonString(report.profile), it.metrics.accuracy, Pair(it.accuracy));
  out += fmt::format(
      R"("macro_f1": {}, "macro_f1_interval": {}, "right_or_defensible": {}, "coverage": {}, )"
      R"("covered_accuracy": {}, "abstention": {}, )",
      it.metrics.macro_f1, Pair(it.bootstrap.macro_f1), it.metrics.right_or_defensible, it.coverage,
      it.covered_accuracy, it.abstention);
  out += fmt::format(R"("labels": {}, "confusion": {}, "calibration": {}, "baselines": {}, )",
                     Labels(pack, it), Confusion(pack, it), CalibrationJson(it.calibration),
                     Baselines(it));
  out += fmt::format(R"("rules": {}, "errors": {}}})", RulesJson(pack, it), it.errors.size());
  return out + "\n";
}

std::string ErrorsCsv(const EvaluationReport& report) {
  const Dialect dialect;
  std::string out = "line,gold,predicted,defensible,confidence,rules,text\n";
  for (const EvaluationError& error : report.evaluation->errors) {
    const GoldRow& row = report.gold->rows[error.row];
    const std::string confidence = fmt::format("{:.3f}", error.confidence);
    const std::vector<std::string_view> cells = {
        report.pack->labels[static_cast<size_t>(row.label)].name,
        report.pack->labels[static_cast<size_t>(error.predicted)].name,
        error.defensible ? "yes" : "",
        confidence,
        error.rules,
        row.text};
    AppendRecord(std::to_string(row.line), cells, "\n", dialect, &out);
  }
  return out;
}

}  // namespace cxo
