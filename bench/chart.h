// Charts as SVG: curves with ranges, and bars. Just enough of both to see what figures say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cxo::bench {

struct Point {
  double x = 0;
  double y = 0;
  double low = 0;  // range of y
  double high = 0;
};

struct Curve {
  std::string name;
  std::vector<Point> points;
};

// Both axes begin where they must to hold all points; x is logarithmic, y linear from 0.
struct CurveChart {
  std::string title;
  std::string x_label;
  std::string y_label;
  std::vector<Curve> curves;  // at most four, one colour each
};

struct Bar {
  std::string name;
  double value = 0;
  double low = 0;
  double high = 0;
  std::string note;  // behind the bar
  bool own = false;  // in the colour of this project
};

// Horizontal bars over a logarithmic axis.
struct BarChart {
  std::string title;
  std::string unit;
  std::vector<Bar> bars;
};

// A picture of all charts, two in a row, over a light background. `title` stands above them.
std::string DrawCurves(std::string_view title, const std::vector<CurveChart>& charts);
std::string DrawBars(std::string_view title, const std::vector<BarChart>& charts);

}  // namespace cxo::bench
