// Two leads, taken apart into what each rule, words, bias and threshold give to them.
#include "classifier/eval/flip_causes.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace cxo {
namespace {

const std::string& LabelName(const JudgedRow& row, LabelIndex label) {
  return row.pack.labels[static_cast<size_t>(label)].name;
}

// The label that stood against `other`: the one that a missed threshold kept out, if that is not
// `other` itself.
const std::string& Contender(const JudgedRow& row, const std::string& other) {
  const std::string& leader = LabelName(row, row.verdict.leader);
  return leader == other ? LabelName(row, row.verdict.label) : leader;
}

// What each rule, the words, bias and threshold give to the lead of one label over another on one
// side.
class Lead {
 public:
  Lead(const JudgedRow& row, const std::string& ahead, const std::string& behind)
      : row_(row), ahead_(FindLabel(row.pack, ahead)), behind_(FindLabel(row.pack, behind)) {}

  double Of(const SideVerdict::Part& part) const {
    return part.weight * ((part.label == ahead_ ? 1 : 0) - (part.label == behind_ ? 1 : 0));
  }

  double Bias() const { return Difference(row_.pack.decision.bias); }

  double Words() const {
    return row_.verdict.leaning.empty() ? 0.0 : Difference(row_.verdict.leaning);
  }

  // By how much the threshold of the one lifts NONE above its score, if the other is NONE.
  double Threshold() const {
    if (ahead_ == kNone) return LiftAgainst(behind_);
    return behind_ == kNone ? -LiftAgainst(ahead_) : 0.0;
  }

 private:
  // Of what each label has: that of the one less that of the other.
  double Difference(const std::vector<double>& per_label) const {
    const auto of = [&](std::optional<LabelIndex> label) {
      return label ? per_label[static_cast<size_t>(*label)] : 0.0;
    };
    return of(ahead_) - of(behind_);
  }

  double LiftAgainst(std::optional<LabelIndex> label) const {
    if (!label) return 0;
    const double threshold = row_.pack.decision.threshold[static_cast<size_t>(*label)];
    return std::max(0.0, threshold - row_.verdict.scores[kNone]);
  }

  const JudgedRow& row_;
  std::optional<LabelIndex> ahead_;
  std::optional<LabelIndex> behind_;
};

class Causes {
 public:
  void Add(const JudgedRow& row, const Lead& lead, double sign) {
    for (const SideVerdict::Part& part : row.verdict.parts) {
      const double weight = lead.Of(part);
      if (weight == 0) continue;
      FlipCause& cause = by_rule_[row.pack.rules[part.rule].id];
      cause.weight += sign * weight;
      cause.span = part.span;
    }
    bias_ += sign * lead.Bias();
    words_ += sign * lead.Words();
    threshold_ += sign * lead.Threshold();
  }

  std::vector<FlipCause> Sorted() {
    std::vector<FlipCause> causes = {
        {"bias", bias_, {}}, {"threshold", threshold_, {}}, {"words", words_, {}}};
    for (auto& [id, cause] : by_rule_) causes.push_back({id, cause.weight, cause.span});
    std::erase_if(causes, [](const FlipCause& cause) { return std::abs(cause.weight) < kSame; });
    std::sort(causes.begin(), causes.end(), [](const FlipCause& a, const FlipCause& b) {
      return std::tie(b.weight, a.name) < std::tie(a.weight, b.name);
    });
    return causes;
  }

 private:
  static constexpr double kSame = 1e-9;

  std::map<std::string, FlipCause> by_rule_;
  double bias_ = 0;
  double words_ = 0;
  double threshold_ = 0;
};

}  // namespace

std::vector<FlipCause> FlipCauses(const JudgedRow& base, const JudgedRow& with) {
  const std::string& ahead = Contender(with, LabelName(base, base.verdict.label));
  const std::string& behind = Contender(base, LabelName(with, with.verdict.label));
  Causes causes;
  causes.Add(base, Lead(base, ahead, behind), -1);
  causes.Add(with, Lead(with, ahead, behind), +1);
  return causes.Sorted();
}

}  // namespace cxo
