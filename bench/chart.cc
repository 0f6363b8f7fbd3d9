// Coordinates are pixels from the top left corner. Colours are told apart by those who see few.
#include "bench/chart.h"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

namespace cxo::bench {
namespace {

constexpr const char* kColours[] = {"#0b6e8f", "#c4551d", "#5b4b9a", "#3f7d20"};
constexpr const char* kOwn = "#0b6e8f";
constexpr const char* kOther = "#a9b4bd";
constexpr double kTop = 64;  // of the first row of charts

std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '&') {
      escaped += "&amp;";
    } else if (c == '<') {
      escaped += "&lt;";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

// "50k", "1.5", "300".
std::string Short(double value) {
  if (value >= 1e6) return fmt::format("{:.3g}M", value / 1e6);
  if (value >= 1e3) return fmt::format("{:.3g}k", value / 1e3);
  return fmt::format("{:.3g}", value);
}

struct TextStyle {
  const char* anchor = "start";
  int size = 12;
  const char* weight = "normal";
  const char* colour = "#26323a";
};

std::string Text(double x, double y, std::string_view text, const TextStyle& style = {}) {
  return fmt::format(
      "<text x='{:.1f}' y='{:.1f}' text-anchor='{}' font-size='{}' font-weight='{}' "
      "fill='{}'>{}</text>\n",
      x, y, style.anchor, style.size, style.weight, style.colour, Escaped(text));
}

std::string Line(double x1, double y1, double x2, double y2, const char* colour) {
  return fmt::format("<line x1='{:.1f}' y1='{:.1f}' x2='{:.1f}' y2='{:.1f}' stroke='{}'/>\n", x1,
                     y1, x2, y2, colour);
}

std::string Page(std::string_view title, double width, double height, const std::string& body) {
  return fmt::format(
             "<svg xmlns='http://www.w3.org/2000/svg' width='{0:.0f}' height='{1:.0f}' "
             "viewBox='0 0 {0:.0f} {1:.0f}' font-family='DejaVu Sans, Arial, sans-serif'>\n"
             "<rect width='100%' height='100%' fill='#fbfbf8'/>\n",
             width, height) +
         Text(24, 36, title, {.size = 16, .weight = "bold"}) + body + "</svg>\n";
}

// Between two lines of an axis up to `most`: 1, 2 or 5 times a power of ten, some five of them.
double StepOf(double most) {
  const double raw = most * 1.1 / 5;
  const double power = std::pow(10, std::floor(std::log10(raw)));
  const double times = raw / power;
  return power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
}

// One chart of curves in its place.
class Plot {
 public:
  Plot(const CurveChart& chart, double left, double top) : chart_(chart), left_(left), top_(top) {
    for (const Curve& curve : chart.curves) {
      for (const Point& point : curve.points) {
        least_x_ = std::min(least_x_, point.x);
        most_x_ = std::max(most_x_, point.x);
        most_y_ = std::max(most_y_, point.high);
      }
    }
    most_y_ = StepOf(most_y_) * std::ceil(most_y_ * 1.05 / StepOf(most_y_));
  }

  std::string Draw() const {
    std::string svg = Text(left_, top_ - 14, chart_.title, {.size = 13, .weight = "bold"});
    const double step = StepOf(most_y_ / 1.1);
    for (double y = 0; y <= most_y_ * 1.001; y += step) {
      svg += Line(left_, Y(y), left_ + kWidth, Y(y), y == 0 ? "#55626b" : "#dfe3e4");
      svg += Text(left_ - 8, Y(y) + 4, Short(y), {.anchor = "end", .size = 11});
    }
    svg += XTicks();
    svg += Text(left_ + kWidth / 2, top_ + kHeight + 38, chart_.x_label, {.anchor = "middle"});
    svg += fmt::format("<g transform='translate({:.1f} {:.1f}) rotate(-90)'>{}</g>\n", left_ - 52,
                       top_ + kHeight / 2, Text(0, 0, chart_.y_label, {.anchor = "middle"}));
    for (size_t i = 0; i < chart_.curves.size(); ++i) svg += DrawCurve(i);
    return svg;
  }

  static constexpr double kWidth = 420;
  static constexpr double kHeight = 240;

 private:
  double X(double x) const {
    const double span = std::log(most_x_ / least_x_);
    return left_ + 16 + (kWidth - 32) * (span == 0 ? 0.5 : std::log(x / least_x_) / span);
  }
  double Y(double y) const { return top_ + kHeight * (1 - y / most_y_); }

  // At the points of the first curve, which is where something was measured; where they would run
  // into one another, some go without a number.
  std::string XTicks() const {
    std::string svg;
    double last = -1e9;
    for (const Point& point : chart_.curves.front().points) {
      svg += Line(X(point.x), Y(0), X(point.x), Y(0) + 5, "#55626b");
      if (X(point.x) - last < 34) continue;
      last = X(point.x);
      svg += Text(last, Y(0) + 18, Short(point.x), {.anchor = "middle", .size = 11});
    }
    return svg;
  }

  std::string DrawCurve(size_t number) const {
    const Curve& curve = chart_.curves[number];
    const char* colour = kColours[number % std::size(kColours)];
    std::string path;
    std::string marks;
    for (const Point& point : curve.points) {
      path += fmt::format("{}{:.1f} {:.1f} ", path.empty() ? "M" : "L", X(point.x), Y(point.y));
      marks += Line(X(point.x), Y(point.low), X(point.x), Y(point.high), colour);
      marks += fmt::format("<circle cx='{:.1f}' cy='{:.1f}' r='3.5' fill='{}'/>\n", X(point.x),
                           Y(point.y), colour);
    }
    std::string svg =
        fmt::format("<path d='{}' fill='none' stroke='{}' stroke-width='2'/>\n", path, colour) +
        marks;
    if (chart_.curves.size() > 1) {
      const double y = top_ + kHeight + 58 + 16 * static_cast<double>(number);
      svg += fmt::format("<circle cx='{:.1f}' cy='{:.1f}' r='4' fill='{}'/>\n", left_ + 6, y - 4,
                         colour);
      svg += Text(left_ + 18, y, curve.name, {.size = 11});
    }
    return svg;
  }

  const CurveChart& chart_;
  double left_;
  double top_;
  double least_x_ = 1e300;
  double most_x_ = 0;
  double most_y_ = 0;
};

constexpr double kBarHeight = 22;
constexpr double kBarLeft = 236;
constexpr double kBarWidth = 300;

double HeightOf(const BarChart& chart) {
  return kBarHeight * static_cast<double>(chart.bars.size()) + 86;
}

std::string DrawBarChart(const BarChart& chart, double left, double top) {
  double least = 1e300;
  double most = 0;
  for (const Bar& bar : chart.bars) {
    least = std::min(least, bar.low);
    most = std::max(most, bar.high);
  }
  const double first = std::floor(std::log10(least));
  const double last = std::max(first + 1, std::ceil(std::log10(most)));
  const auto x = [&](double value) {
    const double share = (std::log10(value) - first) / (last - first);
    return left + kBarLeft + kBarWidth * std::clamp(share, 0.0, 1.0);
  };
  std::string svg = Text(left, top - 12, chart.title, {.size = 13, .weight = "bold"});
  const double bottom = top + kBarHeight * static_cast<double>(chart.bars.size()) + 4;
  for (double power = first; power <= last; ++power) {
    const double value = std::pow(10, power);
    svg += Line(x(value), top, x(value), bottom, "#dfe3e4");
    svg += Text(x(value), bottom + 16, Short(value), {.anchor = "middle", .size = 11});
  }
  svg += Text(left + kBarLeft + kBarWidth / 2, bottom + 34, chart.unit + ", logarithmic",
              {.anchor = "middle", .size = 11});
  for (size_t i = 0; i < chart.bars.size(); ++i) {
    const Bar& bar = chart.bars[i];
    const double y = top + kBarHeight * static_cast<double>(i) + 4;
    svg += Text(left + kBarLeft - 8, y + 12, bar.name, {.anchor = "end"});
    svg += fmt::format("<rect x='{:.1f}' y='{:.1f}' width='{:.1f}' height='{:.1f}' fill='{}'/>\n",
                       left + kBarLeft, y, x(bar.value) - left - kBarLeft, kBarHeight - 6,
                       bar.own ? kOwn : kOther);
    svg += Line(x(bar.low), y + 8, x(bar.high), y + 8, "#26323a");
    svg += Text(x(bar.high) + 6, y + 12,
                Short(bar.value) + (bar.note.empty() ? "" : "  ") + bar.note, {.size = 11});
  }
  return svg;
}

}  // namespace

std::string DrawCurves(std::string_view title, const std::vector<CurveChart>& charts) {
  constexpr double kAcross = Plot::kWidth + 110;
  constexpr double kDown = Plot::kHeight + 150;
  std::string body;
  for (size_t i = 0; i < charts.size(); ++i) {
    const double left = 90 + kAcross * static_cast<double>(i % 2);
    const size_t row = i / 2;
    const double top = kTop + 30 + kDown * static_cast<double>(row);
    body += Plot(charts[i], left, top).Draw();
  }
  const size_t rows = (charts.size() + 1) / 2;
  return Page(title, 2 * kAcross + 20, kTop + static_cast<double>(rows) * kDown, body);
}

std::string DrawBars(std::string_view title, const std::vector<BarChart>& charts) {
  constexpr double kAcross = kBarLeft + kBarWidth + 170;
  std::string body;
  double top = kTop + 30;
  for (size_t i = 0; i < charts.size(); i += 2) {
    double height = 0;
    for (size_t j = i; j < std::min(i + 2, charts.size()); ++j) {
      body += DrawBarChart(charts[j], 24 + kAcross * static_cast<double>(j - i), top);
      height = std::max(height, HeightOf(charts[j]));
    }
    top += height;
  }
  return Page(title, 2 * kAcross + 24, top, body);
}

}  // namespace cxo::bench
