// Names and cells of result columns.
#include "classifier/run/result_columns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include <fmt/core.h>

#include "classifier/error/joined.h"
#include "classifier/error/nearest.h"
#include "classifier/error/trim.h"

namespace cxo {
namespace {

constexpr std::array<std::string_view, 10> kNames = {"label",   "confidence", "margin", "runner_up",
                                                     "subtype", "also",       "review", "rules",
                                                     "spans",   "status"};

void AppendJoined(std::string_view part, size_t start, std::string* out) {
  if (out->size() > start) *out += '|';
  *out += part;
}

bool SeenBefore(const std::vector<Evidence>& evidence, size_t index) {
  for (size_t i = 0; i < index; ++i) {
    if (evidence[i].rule == evidence[index].rule && AddsToScore(evidence[i])) return true;
  }
  return false;
}

void AppendRules(const Pack& pack, const Verdict& verdict, std::string* out) {
  const size_t start = out->size();
  for (size_t i = 0; i < verdict.evidence.size(); ++i) {
    const Evidence& one = verdict.evidence[i];
    if (!AddsToScore(one) || SeenBefore(verdict.evidence, i)) continue;
    AppendJoined(pack.rules[one.rule].id, start, out);
  }
}

void AppendSpans(const Pack& pack, const Verdict& verdict, std::string* out) {
  const size_t start = out->size();
  for (const Evidence& one : verdict.evidence) {
    if (!AddsToScore(one)) continue;
    AppendJoined(pack.rules[one.rule].id, start, out);
    fmt::format_to(std::back_inserter(*out), "@{}-{}", one.span.begin, one.span.end);
  }
}

const std::string& LabelName(const Pack& pack, LabelIndex label) {
  return pack.labels[static_cast<size_t>(label)].name;
}

void AppendAlso(const Pack& pack, const Verdict& verdict, std::string* out) {
  const size_t start = out->size();
  for (const LabelIndex label : verdict.also) AppendJoined(LabelName(pack, label), start, out);
}

}  // namespace

Result<std::vector<ResultColumn>> ParseResultColumns(std::string_view list) {
  std::vector<ResultColumn> columns;
  while (true) {
    const size_t comma = std::min(list.find(','), list.size());
    const std::string_view word = Trimmed(list.substr(0, comma));
    const auto* const found = std::find(kNames.begin(), kNames.end(), word);
    if (found == kNames.end()) {
      return Error{.source = "--add",
                   .message = fmt::format("`{}` is no result column; there are {}{}", word,
                                          Joined(kNames, ", "),
                                          DidYouMean(word, {kNames.begin(), kNames.end()}))};
    }
    const auto column = static_cast<ResultColumn>(found - kNames.begin());
    if (std::find(columns.begin(), columns.end(), column) != columns.end()) {
      return Error{.source = "--add", .message = fmt::format("`{}` is named twice", word)};
    }
    columns.push_back(column);
    if (comma == list.size()) return columns;
    list.remove_prefix(comma + 1);
  }
}

std::string_view NameOf(ResultColumn column) { return kNames[static_cast<size_t>(column)]; }

bool IsNumber(ResultColumn column) {
  return column == ResultColumn::kConfidence || column == ResultColumn::kMargin;
}

void AppendProbability(double value, std::string* out) {
  // Counting thousandths is many times as fast as formatting, which only the neighbourhood of a tie
  // between two of them needs.
  constexpr double kNearTie = 1e-6;
  const double thousandths = value * 1000;
  const double whole = std::floor(thousandths);
  const double rest = thousandths - whole;
  if (!(value >= 0 && value <= 1) || std::abs(rest - 0.5) < kNearTie) {
    fmt::format_to(std::back_inserter(*out), "{:.3f}", value);
    return;
  }
  const auto number = static_cast<unsigned>(whole) + (rest > 0.5 ? 1 : 0);
  const auto digit = [&](unsigned unit) { return static_cast<char>('0' + number / unit % 10); };
  const char text[] = {digit(1000), '.', digit(100), digit(10), digit(1)};
  out->append(text, sizeof text);
}

void AppendResult(const Pack& pack, const Verdict& verdict, ResultColumn column,
                  std::string_view status, std::string* cell) {
  switch (column) {
    case ResultColumn::kLabel: *cell += LabelName(pack, verdict.label); break;
    case ResultColumn::kConfidence: AppendProbability(verdict.confidence, cell); break;
    case ResultColumn::kMargin: AppendProbability(verdict.margin, cell); break;
    case ResultColumn::kRunnerUp: *cell += LabelName(pack, verdict.runner_up); break;
    case ResultColumn::kSubtype: *cell += SubtypeText(pack, verdict); break;
    case ResultColumn::kAlso: AppendAlso(pack, verdict, cell); break;
    case ResultColumn::kReview: *cell += ToString(verdict.review); break;
    case ResultColumn::kRules: AppendRules(pack, verdict, cell); break;
    case ResultColumn::kSpans: AppendSpans(pack, verdict, cell); break;
    case ResultColumn::kStatus:
      *cell += verdict.status == TextStatus::kOk ? status : ToString(verdict.status);
      break;
  }
}

}  // namespace cxo
