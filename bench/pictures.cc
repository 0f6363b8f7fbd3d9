// Which figures go into which chart.
#include "bench/pictures.h"

#include <string_view>
#include <vector>

#include <fmt/core.h>

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

// "match/300/clauses" reads "Which of 300 rules match: clauses".
std::string TitleOf(std::string_view section) {
  const std::string_view texts = section.substr(section.find_last_of('/') + 1);
  if (section.starts_with("program/")) return fmt::format("Whole programs: {}", texts);
  const std::string_view rules = section.substr(6, section.find_last_of('/') - 6);
  if (rules == "shipped") return fmt::format("Which rules of the built-in pack match: {}", texts);
  return fmt::format("Which of {} rules match: {}", rules, texts);
}

Curve CurveOf(const Results& results, std::string_view section, const std::string& name) {
  Curve curve = {name, {}};
  for (const Figure& figure : results.figures()) {
    if (figure.section != section || figure.samples.empty() || figure.x == 0) continue;
    curve.points.push_back(
        {figure.x, figure.samples.Median(), figure.samples.Lowest(), figure.samples.Highest()});
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
  std::string_view last;
  for (const Figure& figure : results.figures()) {
    const bool race = figure.section.starts_with("match/");
    if ((!race && !figure.section.starts_with("program/")) || figure.samples.empty()) continue;
    if (figure.section != last) {
      charts.push_back({TitleOf(figure.section), figure.unit, {}});
      last = figure.section;
    }
    charts.back().bars.push_back(BarOf(figure));
  }
  if (charts.empty()) return "";
  return DrawBars("Throughput beside others: " + subtitle, charts);
}

std::string ScalingSvg(const Results& results, const std::string& subtitle) {
  std::vector<CurveChart> charts;
  const auto add = [&](const char* section, const char* title, const char* x, const char* y) {
    AddIfRun({title, x, y, {CurveOf(results, section, "cxo")}}, &charts);
  };
  add("scaling/length, match", "Length of a record: matching 300 rules", "bytes a record",
      "MB/s, one thread");
  add("scaling/length, classify", "Length of a record: classifying, built-in pack",
      "bytes a record", "MB/s, one thread");
  add("scaling/rules", "Number of rules: matching", "rules", "MB/s, one thread");
  add("loading/compile", "Number of rules: reading and compiling phrases", "rules", "milliseconds");
  add("scaling/records", "Number of records: whole program", "records in the file",
      "MB/s, one thread");
  add("scaling/threads", "Number of threads: whole program", "threads", "MB/s");
  if (charts.empty()) return "";
  return DrawCurves("How time grows: " + subtitle, charts);
}

}  // namespace cxo::bench
