// What was measured, as figures with names; printed as tables, written as JSON, drawn by others.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cxo::bench {

// Measurements of one thing, one for each round.
class Samples {
 public:
  void Add(double value) { values_.push_back(value); }
  bool empty() const { return values_.empty(); }
  const std::vector<double>& values() const { return values_; }

  // Of at least one value.
  double Median() const;
  double Lowest() const;
  double Highest() const;

 private:
  std::vector<double> values_;
};

struct Figure {
  std::string section;          // "match/300/descriptions": what was asked
  std::string name;             // "RE2::Set, 1 GB, cold": who answered
  std::string unit = "MB/s";    // or "ms", "MB"
  Samples samples;              // empty: not run, and `remark` says why
  size_t bytes = 0;             // of input, for each sample
  size_t records = 0;           // likewise
  std::optional<double> hits;   // per record: rules that match it, or the share of labelled ones
  std::optional<double> ratio;  // of this project's rate to this one, where answers agree
  double x = 0;                 // of figures that make a curve: rules, bytes a record, threads, ...
  std::string remark;           // what a reader must know to read the figure right
};

// Figures in the order in which they were added.
class Results {
 public:
  // Prints the figures of a section once the next one begins, so that a long run shows what it
  // does.
  void Add(Figure figure);
  void EndSection();

  // Null if there is none, or none with samples.
  const Figure* Find(std::string_view section, std::string_view name) const;
  // Its median.
  std::optional<double> MedianOf(std::string_view section, std::string_view name) const;

  const std::vector<Figure>& figures() const { return figures_; }

 private:
  std::vector<Figure> figures_;
  size_t printed_ = 0;
};

// The figures as a JSON array, medians, ranges and all samples of each.
std::string FiguresJson(const std::vector<Figure>& figures);

// Three significant digits, without an exponent.
std::string Rounded(double value);

}  // namespace cxo::bench
