// Ratios of figures of one run, so that they hold on any machine.
#include "bench/targets.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include <fmt/core.h>

#include "bench/race.h"
#include "classifier/io/json_string.h"

namespace cxo::bench {
namespace {

using Value = std::optional<double>;

constexpr const char* kLines = "cxo, lines, 1 thread";

// a / b in units of `unit`, where both are known.
Value Quotient(Value a, Value b, double unit = 1) {
  if (!a || !b) return std::nullopt;
  return *a / *b / unit;
}

// How many times the best of `peers` this project does in a race; those without a ratio do not
// count.
Value AgainstBest(const Results& results, std::string_view section,
                  std::initializer_list<std::string_view> peers) {
  Value least;
  for (const std::string_view peer : peers) {
    const Figure* figure = results.Find(section, peer);
    if (figure == nullptr || !figure->ratio) continue;
    least = least ? std::min(*least, *figure->ratio) : *figure->ratio;
  }
  return least;
}

// Percent by which the slowest figure of a section, from x = `from` on, is below the fastest.
Value Unevenness(const Results& results, std::string_view section, double from) {
  Value lowest;
  Value highest;
  for (const Figure& figure : results.figures()) {
    if (figure.section != section || figure.samples.empty() || figure.x < from) continue;
    const double median = figure.samples.Median();
    lowest = std::min(lowest.value_or(median), median);
    highest = std::max(highest.value_or(median), median);
  }
  if (!lowest) return std::nullopt;
  return 100 * (1 - *lowest / *highest);
}

void AddMatching(const Results& results, std::vector<Target>* targets) {
  const auto rate = [&](std::string_view section) { return results.MedianOf(section, kCxo); };
  const Value base = rate("match/300/descriptions");
  targets->push_back({"match, 300 rules, 600 B: best of RE2::Set and Hyperscan", "x", 4.5, false, 6,
                      AgainstBest(results, "match/300/descriptions",
                                  {kSetCold, kSetWarm, kHyperscanByBlock, kHyperscanByRecord})});
  targets->push_back({"match, 300 rules, 33 B lines: RE2::Set", "x", 12, false, 15,
                      AgainstBest(results, "match/300/clauses", {kSetCold, kSetWarm})});
  targets->push_back({"match: slowest record length below the fastest",
                      "%",
                      10,
                      true,
                      {},
                      Unevenness(results, "scaling/length, match", 0)});
  const Value dense = Quotient(rate("match/300/pharma"), base);
  targets->push_back({"match: dense text below sparse",
                      "%",
                      10,
                      true,
                      {},
                      dense ? Value(100 * (1 - *dense)) : Value()});
  targets->push_back({"match, time for 1k rules: 300", "x", 1.3, true, 1.15,
                      Quotient(base, rate("match/1k/descriptions"))});
  targets->push_back({"match, time for 10k rare rules: 300", "x", 1.6, true, 1.3,
                      Quotient(base, rate("match/10k-rare/descriptions"))});
  targets->push_back({"match, time for 10k frequent rules: 300", "x", 4, true, 2,
                      Quotient(base, rate("match/10k-frequent/descriptions"))});
}

void AddPrograms(const Results& results, std::vector<Target>* targets) {
  const auto rate = [&](std::string_view texts, std::string_view name) {
    return results.MedianOf("program/" + std::string(texts), name);
  };
  const Value lines = rate("descriptions", kLines);
  targets->push_back({"end to end, built-in pack, 1 thread: wc -l", "%", 20, false, 30,
                      Quotient(lines, rate("descriptions", "wc -l"), 0.01)});
  targets->push_back({"end to end, descriptions: fasttext predict", "x", 25, false, 35,
                      Quotient(lines, rate("descriptions", "fasttext predict"))});
  targets->push_back({"end to end, clauses: fasttext predict", "x", 50, false, 70,
                      Quotient(rate("clauses", kLines), rate("clauses", "fasttext predict"))});
  targets->push_back({"end to end, CSV: the same texts as lines", "%", 70, false, 85,
                      Quotient(rate("descriptions", "cxo, CSV"), lines, 0.01)});
  targets->push_back({"end to end, 2 threads: 1", "x", 1.8, false, 1.9,
                      Quotient(rate("descriptions", "cxo, lines, 2 threads"), lines)});
}

void AddLoading(const Results& results, std::vector<Target>* targets) {
  const auto compile = [&](const char* name, double most) {
    targets->push_back({std::string("read and compile ") + name,
                        "ms",
                        most,
                        true,
                        {},
                        results.MedianOf("loading/compile", std::string(name) + ", both")});
  };
  compile("300 rules", 5);
  compile("10000 rules", 50);
  compile("50000 rules", 250);
  targets->push_back({"memory, 300 rules, 2 threads",
                      "MB",
                      20,
                      true,
                      {},
                      results.MedianOf("loading/memory", "300 rules")});
  targets->push_back({"memory, 10000 rules, 2 threads",
                      "MB",
                      40,
                      true,
                      {},
                      results.MedianOf("loading/memory", "10000 rules")});
  targets->push_back({"first answer of echo packaging | cxo", "ms", 10, true, 5,
                      results.MedianOf("loading/start", "echo packaging | cxo")});
}

std::string Judgement(const Target& target) {
  if (!target.measured) return "not run";
  const auto meets = [&](double bound) {
    return target.at_most ? *target.measured <= bound : *target.measured >= bound;
  };
  if (target.stretch && meets(*target.stretch)) return "met, stretch too";
  return meets(target.target) ? "met" : "missed";
}

std::string Number(const Value& value, const std::string& unit) {
  if (!value) return "-";
  return Rounded(*value) + (unit == "x" || unit == "%" ? "" : " ") + unit;
}

}  // namespace

std::vector<Target> Targets(const Results& results) {
  std::vector<Target> targets;
  AddMatching(results, &targets);
  AddPrograms(results, &targets);
  AddLoading(results, &targets);
  return targets;
}

void PrintTargets(const std::vector<Target>& targets) {
  fmt::print("\ntargets\n  {:<58} {:>11} {:>10} {:>10}\n", "", "target", "stretch", "measured");
  for (const Target& target : targets) {
    fmt::print("  {:<58} {:>11} {:>10} {:>10}  {}\n", target.what,
               (target.at_most ? "<= " : ">= ") + Number(target.target, target.unit),
               Number(target.stretch, target.unit), Number(target.measured, target.unit),
               Judgement(target));
  }
}

std::string TargetsJson(const std::vector<Target>& targets) {
  std::string json = "[\n";
  for (const Target& target : targets) {
    std::string what;
    AppendJsonString(target.what, &what);
    const auto number = [](const Value& value) {
      return value ? fmt::format("{:.6g}", *value) : std::string("null");
    };
    json += fmt::format(
        "    {{\"what\": {}, \"unit\": \"{}\", \"target\": {}, \"at_most\": {}, \"stretch\": {}, "
        "\"measured\": {}, \"judgement\": \"{}\"}}{}\n",
        what, target.unit, number(target.target), target.at_most, number(target.stretch),
        number(target.measured), Judgement(target), &target == &targets.back() ? "" : ",");
  }
  return json + "  ]";
}

}  // namespace cxo::bench
