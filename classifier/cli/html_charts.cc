// Coordinates are written with one decimal: enough for a screen, and the same on every machine.
#include "classifier/cli/html_charts.h"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "classifier/cli/html_writer.h"
#include "classifier/error/counted.h"

namespace cxo {
namespace {

// The plot's frame, in units of its view box.
constexpr double kLeft = 44;
constexpr double kTop = 12;
constexpr double kSide = 300;
constexpr double kGap = 10;              // between plot and histogram
constexpr double kHistogramHeight = 56;  // height of the histogram
constexpr double kFoot = 44;

double X(double share) { return kLeft + share * kSide; }
double Y(double share) { return kTop + (1 - share) * kSide; }

std::string Grid() {
  std::string out;
  for (int i = 0; i <= 10; i += 2) {
    const double share = i / 10.0;
    out += fmt::format(
        R"(<line class="grid" x1="{0:.1f}" y1="{2:.1f}" x2="{1:.1f}" y2="{2:.1f}"/>)"
        R"(<text class="tick" x="{3:.1f}" y="{4:.1f}" text-anchor="end">{5:.1f}</text>)"
        R"(<text class="tick" x="{6:.1f}" y="{7:.1f}" text-anchor="middle">{5:.1f}</text>)",
        X(0), X(1), Y(share), X(0) - 6, Y(share) + 4, share, X(share),
        Y(0) + kGap + kHistogramHeight + 16);
  }
  return out;
}

uint64_t MostRows(const Calibration& calibration) {
  uint64_t most = 1;
  for (const ReliabilityBin& bin : calibration.bins) most = std::max(most, bin.rows);
  return most;
}

std::string Points(const Calibration& calibration) {
  constexpr double kLargest = 13;
  constexpr double kSmallest = 3;
  const auto most = static_cast<double>(MostRows(calibration));
  std::string line;
  std::string points;
  for (const ReliabilityBin& bin : calibration.bins) {
    if (bin.rows == 0) continue;
    const double radius =
        std::max(kSmallest, kLargest * std::sqrt(static_cast<double>(bin.rows) / most));
    line +=
        fmt::format("{}{:.1f},{:.1f}", line.empty() ? "" : " ", X(bin.confidence), Y(bin.accuracy));
    points += fmt::format(
        R"(<circle class="point" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"><title>{} {}: mean )"
        R"(confidence {:.3f}, accuracy {:.3f}</title></circle>)",
        X(bin.confidence), Y(bin.accuracy), radius, Grouped(bin.rows), NounFor(bin.rows, "row"),
        bin.confidence, bin.accuracy);
  }
  return fmt::format(R"(<polyline class="trend" points="{}"/>)", line) + points;
}

std::string Histogram(const Calibration& calibration) {
  const auto most = static_cast<double>(MostRows(calibration));
  const double floor = Y(0) + kGap + kHistogramHeight;
  std::string out;
  for (size_t b = 0; b < calibration.bins.size(); ++b) {
    const uint64_t rows = calibration.bins[b].rows;
    if (rows == 0) continue;
    const double height = std::max(1.0, kHistogramHeight * static_cast<double>(rows) / most);
    const double left = static_cast<double>(b) / 10.0;
    out += fmt::format(
        R"(<rect class="column" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"><title>{} )"
        R"({}</title></rect>)",
        X(left) + 2, floor - height, kSide / 10 - 4, height, Grouped(rows), NounFor(rows, "row"));
  }
  return out +
         fmt::format(R"(<line class="axis" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>)",
                     X(0), floor, X(1), floor);
}

}  // namespace

std::string BarSvg(double share, const Interval* interval, std::string_view css_class) {
  std::string out = fmt::format(
      R"(<svg class="bar {}" width="100%" height="12" aria-hidden="true"><rect class="track" )"
      R"(width="100%" height="12" rx="2"/><rect class="fill" width="{:.1f}%" height="12" rx="2"/>)",
      css_class, share * 100);
  if (interval != nullptr) {
    out += fmt::format(R"(<line class="whisker" x1="{0:.1f}%" x2="{1:.1f}%" y1="6" y2="6"/>)"
                       R"(<line class="whisker" x1="{0:.1f}%" x2="{0:.1f}%" y1="2.5" y2="9.5"/>)"
                       R"(<line class="whisker" x1="{1:.1f}%" x2="{1:.1f}%" y1="2.5" y2="9.5"/>)",
                       interval->low * 100, interval->high * 100);
  }
  return out + "</svg>";
}

std::string ReliabilitySvg(const Calibration& calibration) {
  const double height = kTop + kSide + kGap + kHistogramHeight + kFoot;
  std::string out = fmt::format(
      R"(<svg class="plot" viewBox="0 0 {:.0f} {:.0f}" role="img" aria-labelledby="plot-title">)"
      R"(<title id="plot-title">Accuracy by confidence; the same figures stand in the table )"
      R"(below</title>)",
      kLeft + kSide + 16, height);
  out += Grid();
  out += fmt::format(R"(<line class="diagonal" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>)",
                     X(0), Y(0), X(1), Y(1));
  out += Points(calibration) + Histogram(calibration);
  out += fmt::format(
      R"(<text class="name" x="{:.1f}" y="{:.1f}" text-anchor="middle">confidence</text>)"
      R"(<text class="name" x="14" y="{:.1f}" text-anchor="middle" )"
      "transform=\"rotate(-90 14 {:.1f})\">accuracy</text>",
      X(0.5), height - 8, Y(0.5), Y(0.5));
  return out + "</svg>";
}

}  // namespace cxo
