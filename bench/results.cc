// Tables for the terminal and JSON for machines.
#include "bench/results.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <fmt/core.h>

#include "classifier/io/json_string.h"

namespace cxo::bench {
namespace {

void PrintHead(const Figure& figure) {
  fmt::print("\n{}\n", figure.section);
  fmt::print("  {:<34} {:>9} {:<5} {:>17} {:>9} {:>8} {:>9}\n", "", "median", "", "range", "input",
             "hits/rec", "cxo : it");
}

void Print(const Figure& figure) {
  if (figure.samples.empty()) {
    fmt::print("  {:<34} not run: {}\n", figure.name, figure.remark);
    return;
  }
  const auto optional = [](const std::optional<double>& value, const char* sign) {
    return value ? Rounded(*value) + sign : std::string("-");
  };
  const std::string range =
      Rounded(figure.samples.Lowest()) + " - " + Rounded(figure.samples.Highest());
  const std::string input =
      figure.bytes == 0 ? "-" : Rounded(static_cast<double>(figure.bytes) / 1e6) + " MB";
  fmt::print("  {:<34} {:>9} {:<5} {:>17} {:>9} {:>8} {:>9}{}{}\n", figure.name,
             Rounded(figure.samples.Median()), figure.unit, range, input, optional(figure.hits, ""),
             optional(figure.ratio, "x"), figure.remark.empty() ? "" : "  ", figure.remark);
}

std::string FigureJson(const Figure& figure) {
  std::string json =
      fmt::format("{{\"section\": {}, \"name\": {}, \"unit\": {}", JsonString(figure.section),
                  JsonString(figure.name), JsonString(figure.unit));
  if (!figure.samples.empty()) {
    json += fmt::format(", \"median\": {:.6g}, \"lowest\": {:.6g}, \"highest\": {:.6g}",
                        figure.samples.Median(), figure.samples.Lowest(), figure.samples.Highest());
    json += ", \"samples\": [";
    for (const double value : figure.samples.values()) {
      json += fmt::format("{}{:.6g}", json.back() == '[' ? "" : ", ", value);
    }
    json += "]";
  }
  json += fmt::format(", \"bytes\": {}, \"records\": {}", figure.bytes, figure.records);
  if (figure.hits) json += fmt::format(", \"hits_per_record\": {:.6g}", *figure.hits);
  if (figure.ratio) json += fmt::format(", \"ratio\": {:.6g}", *figure.ratio);
  if (!figure.remark.empty()) json += ", \"remark\": " + JsonString(figure.remark);
  return json + "}";
}

}  // namespace

double Samples::Median() const {
  std::vector<double> sorted = values_;
  std::ranges::sort(sorted);
  const size_t half = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

double Samples::Lowest() const { return *std::ranges::min_element(values_); }
double Samples::Highest() const { return *std::ranges::max_element(values_); }

void Results::Add(Figure figure) {
  if (!figures_.empty() && figures_.back().section != figure.section) EndSection();
  figures_.push_back(std::move(figure));
}

void Results::EndSection() {
  if (printed_ < figures_.size()) PrintHead(figures_[printed_]);
  for (; printed_ < figures_.size(); ++printed_) Print(figures_[printed_]);
  std::fflush(stdout);
}

const Figure* Results::Find(std::string_view section, std::string_view name) const {
  for (const Figure& figure : figures_) {
    if (figure.section == section && figure.name == name && !figure.samples.empty()) return &figure;
  }
  return nullptr;
}

std::optional<double> Results::MedianOf(std::string_view section, std::string_view name) const {
  const Figure* figure = Find(section, name);
  if (figure == nullptr) return std::nullopt;
  return figure->samples.Median();
}

std::string FiguresJson(const std::vector<Figure>& figures) {
  std::string json = "[\n";
  for (const Figure& figure : figures) {
    json += "    " + FigureJson(figure) + (&figure == &figures.back() ? "\n" : ",\n");
  }
  return json + "  ]";
}

std::string Rounded(double value) {
  if (value == 0 || !std::isfinite(value)) return fmt::format("{}", value);
  const int magnitude = static_cast<int>(std::floor(std::log10(std::abs(value))));
  return fmt::format("{:.{}f}", value, std::clamp(2 - magnitude, 0, 6));
}

}  // namespace cxo::bench
