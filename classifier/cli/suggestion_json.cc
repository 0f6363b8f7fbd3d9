// Suggestions as one JSON object.
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "classifier/cli/suggestion_report.h"
#include "classifier/error/joined.h"
#include "classifier/io/json_string.h"

namespace cxo {
namespace {

std::string List(const std::vector<Example>& examples) {
  std::vector<std::string> texts;
  texts.reserve(examples.size());
  for (const Example& example : examples) texts.push_back(example.text);
  return JsonStrings(texts);
}

// On which lines of the file these rows begin.
std::string Lines(const SuggestionReport& report, const std::vector<uint32_t>& rows) {
  if (!report.options->gold) return "null";
  std::vector<uint64_t> lines;
  lines.reserve(rows.size());
  for (const uint32_t row : rows) lines.push_back(report.texts->rows[row].line);
  return fmt::format("[{}]", Joined(lines, ", "));
}

// What only gold labels can say.
template <typename Value>
std::string IfGold(const SuggestionReport& report, Value value) {
  return report.options->gold ? fmt::format("{}", value) : "null";
}

std::string OneSuggestion(const SuggestionReport& report, const Suggestion& one) {
  const Rule& rule = one.rule;
  return fmt::format(
      R"({{"id": {}, "label": {}, "phrase": {}, "variants": {}, "rows": {}, "of_label": {}, )"
      R"("z": {}, "gain": {}, "won": {}, "lost": {}, "changed": {}, )"
      R"("won_lines": {}, "lost_lines": {}, )"
      R"("weight": {}, "needs": {}, "hit": {}, "miss": {}}})",
      JsonString(rule.id), JsonString(report.pack->labels[static_cast<size_t>(rule.label)].name),
      JsonString(one.phrase), JsonStrings(one.variants), one.rows.size(), one.of_label, one.z,
      IfGold(report, one.gain()), IfGold(report, one.won.size()), IfGold(report, one.lost.size()),
      one.changed, Lines(report, one.won), Lines(report, one.lost), rule.weight,
      JsonString(ToString(rule.condition)), List(rule.hit), List(rule.miss));
}

std::string OneContradiction(const SuggestionReport& report, const Contradiction& one) {
  return fmt::format(
      R"({{"phrase": {}, "label": {}, "file": {}, "line": {}, "message": {}, "alone": {}}})",
      JsonString(one.phrase), JsonString(report.pack->labels[static_cast<size_t>(one.label)].name),
      JsonString(one.failure.source), one.failure.line, JsonString(one.failure.message), one.alone);
}

}  // namespace

std::string SuggestionJson(const SuggestionReport& report) {
  const Suggestions& found = *report.found;
  std::vector<std::string> suggestions;
  for (const Suggestion& one : found.best) suggestions.push_back(OneSuggestion(report, one));
  std::vector<std::string> contradictions;
  for (const Contradiction& one : found.contradictions) {
    contradictions.push_back(OneContradiction(report, one));
  }
  std::vector<std::string> silent;
  for (const uint32_t rule : found.silent) silent.push_back(report.pack->rules[rule].id);
  return fmt::format(
      R"({{"file": {}, "rows": {}, "profile": {}, "right": {}, "suggestions": [{}], )"
      R"("contradictions": [{}], "silent": {}}})"
      "\n",
      JsonString(report.texts->name), found.rows,
      JsonString(ProfileInForce(*report.pack, report.options->profile)),
      IfGold(report, found.right), Joined(suggestions, ", "), Joined(contradictions, ", "),
      JsonStrings(silent));
}

}  // namespace cxo
