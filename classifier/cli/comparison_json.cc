// A comparison as one JSON object, and its flips as CSV.
#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "classifier/cli/comparison_report.h"
#include "classifier/cli/flip_text.h"
#include "classifier/error/joined.h"
#include "classifier/io/csv_writer.h"
#include "classifier/io/json_string.h"

namespace cxo {
namespace {

class ComparisonWriter {
 public:
  explicit ComparisonWriter(const ComparisonReport& report)
      : report_(report), it_(*report.comparison), rows_(report.gold->rows) {}

  std::string Json() const {
    std::vector<std::string> members = {"\"file\": " + JsonString(report_.gold->name),
                                        fmt::format("\"rows\": {}", it_.rows),
                                        fmt::format("\"labelled\": {}", it_.gain.has_value())};
    members.push_back("\"base\": " + Side(report_.base, it_.gain ? &it_.gain->base : nullptr));
    members.push_back("\"with\": " + Side(report_.with, it_.gain ? &it_.gain->with : nullptr));
    if (it_.gain) AddGain(&members);
    members.push_back(
        fmt::format("\"changed\": {}, \"unchanged\": {}", it_.changed, it_.unchanged));
    if (it_.gain) members.push_back("\"labels\": " + Labels());
    members.push_back("\"moves\": " + Moves());
    members.push_back("\"flips\": " + Flips());
    return JsonObject(members) + "\n";
  }

  std::string Csv() const {
    std::string out =
        "line,kind,gold,base,with,defensible,base_confidence,with_confidence,causes,text\n";
    for (const Flip& flip : it_.flips) AppendFlip(flip, &out);
    return out;
  }

 private:
  const std::string& Name(LabelIndex label) const {
    return it_.labels[static_cast<size_t>(label)].name;
  }

  static std::string Side(const ComparedSide& side, const Metrics* metrics) {
    std::vector<std::string> members = {"\"pack\": " + JsonString(side.pack->name),
                                        "\"digest\": " + JsonString(side.pack->digest),
                                        "\"profile\": " + JsonString(side.profile),
                                        "\"weights\": " + JsonString(WordOf(side.weights))};
    if (metrics != nullptr) {
      members.push_back(fmt::format(R"("accuracy": {}, "macro_f1": {}, "right_or_defensible": {})",
                                    metrics->accuracy, metrics->macro_f1,
                                    metrics->right_or_defensible));
    }
    return JsonObject(members);
  }

  void AddGain(std::vector<std::string>* members) const {
    const PairedDifference& difference = it_.gain->difference;
    members->push_back(fmt::format(R"("accuracy_difference": {}, "accuracy_interval": [{}, {}])",
                                   difference.accuracy_gain, difference.accuracy.low,
                                   difference.accuracy.high));
    members->push_back(fmt::format(R"("macro_f1_difference": {}, "macro_f1_interval": [{}, {}])",
                                   difference.macro_f1_gain, difference.macro_f1.low,
                                   difference.macro_f1.high));
    members->push_back(fmt::format(R"("p_value": {}, "detectable_rows": {}, "worse": {})",
                                   it_.gain->p_value, it_.gain->telling, it_.gain->worse()));
    members->push_back(fmt::format(R"("won": {}, "lost": {})", it_.gain->won, it_.gain->lost));
  }

  std::string Labels() const {
    std::vector<std::string> members;
    for (size_t l = 0; l < it_.labels.size(); ++l) {
      const LabelChange& label = it_.labels[l];
      const LabelScore& base = it_.gain->base.labels[l];
      const LabelScore& with = it_.gain->with.labels[l];
      members.push_back(fmt::format(
          R"({}: {{"rows": {}, "base_precision": {}, "with_precision": {}, "base_recall": {}, )"
          R"("with_recall": {}, "base_f1": {}, "with_f1": {}, "won": {}, "lost": {}, )"
          R"("p_value": {}, "p_holm": {}}})",
          JsonString(label.name), base.gold, base.precision, with.precision, base.recall,
          with.recall, base.f1, with.f1, label.won, label.lost, label.p_value, label.p_holm));
    }
    return JsonObject(members);
  }

  // {"CMO": {"CDMO": 3}}: rows by label in base, then label in with, where these differ.
  std::string Moves() const {
    std::vector<std::string> members;
    for (size_t from = 0; from < it_.moves.size(); ++from) {
      std::vector<std::string> targets;
      for (size_t to = 0; to < it_.moves.size(); ++to) {
        if (from == to || it_.moves[from][to] == 0) continue;
        targets.push_back(
            fmt::format("{}: {}", JsonString(it_.labels[to].name), it_.moves[from][to]));
      }
      if (targets.empty()) continue;
      members.push_back(
          fmt::format("{}: {}", JsonString(it_.labels[from].name), JsonObject(targets)));
    }
    return JsonObject(members);
  }

  std::string Flips() const {
    std::vector<std::string> items;
    for (const Flip& flip : it_.flips) {
      std::vector<std::string> causes;
      for (const FlipCause& cause : flip.causes) {
        causes.push_back(
            fmt::format(R"({{"name": {}, "weight": {}}})", JsonString(cause.name), cause.weight));
      }
      const GoldRow& row = rows_[flip.row];
      const std::string gold = it_.gain ? fmt::format(R"("gold": {}, "defensible": {}, )",
                                                      JsonString(Name(row.label)), flip.defensible)
                                        : "";
      items.push_back(fmt::format(
          R"({{"line": {}, "kind": "{}", {}"base": {}, "with": {}, "base_confidence": {}, )"
          R"("with_confidence": {}, "causes": [{}]}})",
          row.line, ToString(flip.kind), gold, JsonString(Name(flip.base)),
          JsonString(Name(flip.with)), flip.base_confidence, flip.with_confidence,
          Joined(causes, ", ")));
    }
    return fmt::format("[{}]", Joined(items, ", "));
  }

  void AppendFlip(const Flip& flip, std::string* out) const {
    const GoldRow& row = rows_[flip.row];
    std::vector<std::string> causes;
    for (const FlipCause& cause : flip.causes) {
      causes.push_back(fmt::format("{} {:+.2f}", cause.name, cause.weight));
    }
    const std::string base = fmt::format("{:.3f}", flip.base_confidence);
    const std::string with = fmt::format("{:.3f}", flip.with_confidence);
    const std::string joined = Joined(causes, "|");
    const std::vector<std::string_view> cells = {ToString(flip.kind),
                                                 it_.gain ? std::string_view{Name(row.label)} : "",
                                                 Name(flip.base),
                                                 Name(flip.with),
                                                 flip.defensible ? "yes" : "",
                                                 base,
                                                 with,
                                                 joined,
                                                 row.text};
    AppendRecord(std::to_string(row.line), cells, "\n", Dialect(), out);
  }

  const ComparisonReport& report_;
  const Comparison& it_;
  const std::vector<GoldRow>& rows_;
};

}  // namespace

std::string ComparisonJson(const ComparisonReport& report) {
  return ComparisonWriter(report).Json();
}

std::string FlipsCsv(const ComparisonReport& report) { return ComparisonWriter(report).Csv(); }

}  // namespace cxo
