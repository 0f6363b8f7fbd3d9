// Which figures go into which chart.
#include "bench/pictures.h"

#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "bench/chart.h"

namespace cxo::bench {
namespace {

Bar BarOf(const Figure& figure) {
  Bar bar = {.name = figure.name,
             .value = figure.samples.Median(),
             .low = figure.samples.Lowest(),
             .high = figure.samples.Highest(),
             .own = figure.name.starts_with("cxo")};
  if (figure.remark.starts_with("no ratio")) bar.note = "answers differ";
  return bar;
}

Curve CurveOf(const Results& results, std::string_view section, const std::string& name) {
  Curve curve = {name, {}};
  for (const Figure& figure : results.figures()) {
    if (figure.section != section || figure.samples.empty()) continue;
    curve.points.push_back({figure.x, figure.samples.Median(), figure.samples.Lowest(),
                            figure.samples.Highest()});
  }
  return curve;
}

// Ranges that are not shown where figures are derived.
Point Exact(double x, double y) { return {x, y, y, y}; }

// Seconds of whole runs, out of their rates.
Curve SecondsOf(const Results& results, std::string_view section) {
  Curve curve;
  for (const Figure& figure : results.figures()) {
    if (figure.section != section || figure.samples.empty()) continue;
    const double megabytes = static_cast<double>(figure.bytes) / 1e6;
    curve.points.push_back(Exact(figure.x, megabytes / figure.samples.Median()));
  }
  return curve;
}

void AddIfRun(CurveChart chart, std::vector<CurveChart>* charts) {
  std::erase_if(chart.curves, [](const Curve& curve) { return curve.points.empty(); });
  if (!chart.curves.empty()) charts->push_back(std::move(chart));
}

}  // namespace

std::string PeersSvg(const Results& results, const std::string& subtitle) {
  std::vector<BarChart> charts;
  for (const Figure& figure : results.figures()) {
    const bool race = figure.section.starts_with("match/");
    if ((!race && !figure.section.starts_with("program/")) || figure.samples.empty()) continue;
    if (charts.empty() || charts.back().title != figure.section) {
      charts.push_back({figure.section, figure.unit, {}});
    }
    charts.back().bars.push_back(BarOf(figure));
  }
  if (charts.empty()) return "";
  return DrawBars("Throughput beside others: " + subtitle, charts);
}

std::string ScalingSvg(const Results& results, const std::string& subtitle) {
  std::vector<CurveChart> charts;
  AddIfRun({"Length of a record",
            "bytes a record",
            "MB/s, one thread",
            {CurveOf(results, "scaling/length, match", "matching 300 rules"),
             CurveOf(results, "scaling/length, classify", "classifying, built-in pack")}},
           &charts);
  AddIfRun({"Number of rules",
            "rules",
            "MB/s, matching, one thread",
            {CurveOf(results, "scaling/rules", "cxo")}},
           &charts);
  AddIfRun({"Number of records",
            "records in the file",
            "seconds, whole program, one thread",
            {SecondsOf(results, "scaling/records")}},
           &charts);
  AddIfRun({"Number of threads",
            "threads",
            "MB/s, whole program",
            {CurveOf(results, "scaling/threads", "cxo")}},
           &charts);
  if (charts.empty()) return "";
  return DrawCurves("How time grows: " + subtitle, charts);
}

}  // namespace cxo::bench
