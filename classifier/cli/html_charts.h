// Figures as drawings in a page: SVG with presentation attributes and classes of report.css alone,
// because the page's content security policy forbids style attributes.
#pragma once

#include <string>
#include <string_view>

#include "classifier/eval/calibration.h"
#include "classifier/eval/intervals.h"

namespace cxo {

// A bar from 0 to 1 in the colours of `css_class`, with a line over `interval` unless it is null.
// It is as wide as the element that it stands in, and says nothing to screen readers: the figure
// stands beside it.
std::string BarSvg(double share, const Interval* interval, std::string_view css_class);

// Accuracy by confidence: a point for each bin that has rows, its area by their number, and the
// diagonal on which a perfect confidence would be; below it the number of rows of each bin.
std::string ReliabilitySvg(const Calibration& calibration);

}  // namespace cxo
