// Every rule's rows are known after one pass; the lints compare them.
#include "classifier/eval/data_lints.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include <fmt/core.h>

#include "classifier/error/counted.h"
#include "classifier/error/joined.h"
#include "classifier/eval/intervals.h"
#include "classifier/eval/row_verdicts.h"

namespace cxo {
namespace {

constexpr size_t kLeastForWeight = 8;
// A rule that is right in half of its rows is wrong in five of them by chance once in 32 times.
constexpr size_t kLeastForNever = 5;
constexpr size_t kLeastRows = 3;
constexpr size_t kIdsShown = 8;

std::vector<uint32_t> Both(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
  std::vector<uint32_t> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

class DataLinter {
 public:
  DataLinter(const Classifier& classifier, const std::vector<GoldRow>& rows, size_t threads)
      : pack_(classifier.pack()), rows_(rows) {
    const MatchedCorpus corpus(classifier, rows, threads);
    fates_ = FatesOfRules(pack_, DecideRows(classifier, corpus, threads));
  }

  std::vector<DataLint> Run() {
    for (uint32_t r = 0; r < pack_.rules.size(); ++r) {
      if (pack_.rules[r].label == kSignal) continue;
      CheckWeight(r);
      CheckSetAside(r);
      CheckConflict(r);
    }
    FindSilent();
    FindDuplicates();
    std::stable_sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) {
      return std::tie(a.first.file, a.first.line, a.first.column) <
             std::tie(b.first.file, b.first.line, b.first.column);
    });
    std::vector<DataLint> lints;
    for (auto& [at, lint] : found_) lints.push_back(std::move(lint));
    return lints;
  }

 private:
  void Warn(DataLint::Kind kind, const std::vector<uint32_t>& rules, const std::string& message) {
    const Position& at = pack_.rules[rules.front()].at;
    DataLint lint{kind, {}, ErrorAt(pack_, at, "warning: " + message)};
    for (const uint32_t rule : rules) lint.rules.push_back(pack_.rules[rule].id);
    found_.emplace_back(at, std::move(lint));
  }

  const std::string& Name(LabelIndex label) const {
    return pack_.labels[static_cast<size_t>(label)].name;
  }

  // Of `rows`, those in which `label` is right.
  uint64_t RightIn(const std::vector<uint32_t>& rows, LabelIndex label) const {
    return static_cast<uint64_t>(std::count_if(
        rows.begin(), rows.end(), [&](uint32_t row) { return rows_[row].Allows(label); }));
  }

  void CheckWeight(uint32_t r) {
    const Rule& rule = pack_.rules[r];
    const std::vector<uint32_t>& counts = fates_[r].counts;
    if (rule.weight <= 0 || counts.size() < kLeastForNever) return;
    const uint64_t right = RightIn(counts, rule.label);
    if (right == 0) {
      Warn(DataLint::Kind::kWeight, {r},
           fmt::format("{} speaks for {} with weight {}, but none of its {} is {}", rule.id,
                       Name(rule.label), rule.weight, Counted(counts.size(), "row"),
                       Name(rule.label)));
      return;
    }
    if (counts.size() < kLeastForWeight) return;
    const auto all = std::count_if(rows_.begin(), rows_.end(),
                                   [&](const GoldRow& row) { return row.Allows(rule.label); });
    const double share = static_cast<double>(all) / static_cast<double>(rows_.size());
    if (WilsonInterval(right, counts.size()).high >= share) return;
    Warn(DataLint::Kind::kWeight, {r},
         fmt::format("{} speaks for {} with weight {}, but only {} of its {} are {}; of all "
                     "rows {:.0f} % are",
                     rule.id, Name(rule.label), rule.weight, right, Counted(counts.size(), "row"),
                     Name(rule.label), 100 * share));
  }

  bool IsSetAside(uint32_t r) const {
    return !fates_[r].adds && fates_[r].touched.size() >= kLeastRows;
  }

  void CheckSetAside(uint32_t r) {
    if (!IsSetAside(r)) return;
    static constexpr std::array<std::pair<Evidence::State, std::string_view>, 3> kWays = {
        {{Evidence::State::kShadowed, "shadowed"},
         {Evidence::State::kBlocked, "blocked"},
         {Evidence::State::kUnmet, "without what it needs"}}};
    std::vector<std::string> ways;
    for (const auto& [state, words] : kWays) {
      const uint64_t hits = fates_[r].evidence[static_cast<size_t>(state)];
      if (hits > 0) ways.push_back(fmt::format("{} {}", hits, words));
    }
    Warn(DataLint::Kind::kSetAside, {r},
         fmt::format("{} has hits in {} and counts in none: {}", pack_.rules[r].id,
                     Counted(fates_[r].touched.size(), "row"), Joined(ways, ", ")));
  }

  void CheckConflict(uint32_t r) {
    const Rule& rule = pack_.rules[r];
    const std::vector<uint32_t>& counts = fates_[r].counts;
    if (counts.size() < kLeastRows || 2 * RightIn(counts, rule.label) >= counts.size()) return;
    uint32_t worst = r;
    uint64_t most = 0;
    std::vector<uint32_t> shared;
    for (uint32_t o = 0; o < pack_.rules.size(); ++o) {
      const LabelIndex other = pack_.rules[o].label;
      if (other == kSignal || other == rule.label) continue;
      std::vector<uint32_t> both = Both(counts, fates_[o].counts);
      const uint64_t right = RightIn(both, other);
      if (5 * both.size() < 4 * counts.size() || right <= RightIn(both, rule.label)) continue;
      if (right <= most) continue;
      worst = o;
      most = right;
      shared = std::move(both);
    }
    if (worst == r) return;
    const Rule& other = pack_.rules[worst];
    Warn(DataLint::Kind::kConflict, {r, worst},
         fmt::format("{} ({}) counts in {}, in {} of them beside {} ({}): {} of these are {}, "
                     "{} are {}",
                     rule.id, Name(rule.label), Counted(counts.size(), "row"), shared.size(),
                     other.id, Name(other.label), RightIn(shared, rule.label), Name(rule.label),
                     most, Name(other.label)));
  }

  void FindSilent() {
    std::map<uint32_t, std::vector<uint32_t>> by_file;
    std::map<uint32_t, size_t> all;
    for (uint32_t r = 0; r < pack_.rules.size(); ++r) {
      const Rule& rule = pack_.rules[r];
      if (rule.label == kSignal) continue;
      ++all[rule.at.file];
      if (!fates_[r].adds && !IsSetAside(r)) by_file[rule.at.file].push_back(r);
    }
    for (auto& [file, silent] : by_file) {
      std::sort(silent.begin(), silent.end(), [&](uint32_t a, uint32_t b) {
        return pack_.rules[a].at.line < pack_.rules[b].at.line;
      });
      std::vector<std::string_view> ids;
      for (const uint32_t r : silent) ids.emplace_back(pack_.rules[r].id);
      const size_t more = ids.size() - std::min(ids.size(), kIdsShown);
      ids.resize(ids.size() - more);
      Warn(DataLint::Kind::kSilent, silent,
           fmt::format("{} of the {} of this file never {} in these rows: {}{}", silent.size(),
                       Counted(all[file], "rule"), silent.size() == 1 ? "counts" : "count",
                       Joined(ids, ", "), more > 0 ? fmt::format(" and {} more", more) : ""));
    }
  }

  void FindDuplicates() {
    std::map<std::pair<LabelIndex, std::vector<uint32_t>>, uint32_t> first;
    std::vector<uint32_t> order;
    for (uint32_t r = 0; r < pack_.rules.size(); ++r) {
      if (pack_.rules[r].label != kSignal && fates_[r].counts.size() >= kLeastRows) {
        order.push_back(r);
      }
    }
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
      const Position& left = pack_.rules[a].at;
      const Position& right = pack_.rules[b].at;
      return std::tie(left.file, left.line) < std::tie(right.file, right.line);
    });
    for (const uint32_t r : order) {
      const auto [it, fresh] = first.try_emplace({pack_.rules[r].label, fates_[r].counts}, r);
      if (fresh) continue;
      Warn(DataLint::Kind::kDuplicate, {r, it->second},
           fmt::format("{} counts in the same {} as {}", pack_.rules[r].id,
                       Counted(fates_[r].counts.size(), "row"), pack_.rules[it->second].id));
    }
  }

  const Pack& pack_;
  const std::vector<GoldRow>& rows_;
  std::vector<RuleFate> fates_;
  std::vector<std::pair<Position, DataLint>> found_;
};

}  // namespace

std::string_view ToString(DataLint::Kind kind) {
  switch (kind) {
    case DataLint::Kind::kWeight: return "weight";
    case DataLint::Kind::kSilent: return "silent";
    case DataLint::Kind::kSetAside: return "set-aside";
    case DataLint::Kind::kDuplicate: return "duplicate";
    case DataLint::Kind::kConflict: return "conflict";
  }
  return "";
}

std::vector<DataLint> LintOnRows(const Classifier& classifier, const std::vector<GoldRow>& rows,
                                 size_t threads) {
  return DataLinter(classifier, rows, threads).Run();
}

}  // namespace cxo
