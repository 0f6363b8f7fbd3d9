// Every part is written out as one line of all that decides; two parts are the same if their lines
// are.
#include "classifier/eval/pack_change.h"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/core.h>

#include "classifier/error/joined.h"

namespace cxo {
namespace {

// What decides of each rule, composite and guard, by id.
using Meanings = std::map<std::string, std::string>;

std::string MeaningOf(const Pack& pack, const Rule& rule) {
  const std::string label =
      rule.label == kSignal ? "" : pack.labels[static_cast<size_t>(rule.label)].name;
  return fmt::format(
      "{} {}.{} {} weight {} cap {} needs {} in {} absorbs {} unless {} despite {} {}",
      rule.composite ? "composite" : "rule", label, rule.facet, rule.subtype, rule.weight, rule.cap,
      ToString(rule.condition), static_cast<int>(rule.scope), Joined(rule.absorbs, ","),
      Joined(rule.unless, ","), Joined(rule.despite, ","), rule.nests);
}

std::string MeaningOf(const Guard& guard) {
  return fmt::format("guard in {} {} side {} effect {} {} affects {} needs {}",
                     static_cast<int>(guard.scope), guard.words, static_cast<int>(guard.side),
                     static_cast<int>(guard.effect), guard.factor, Joined(guard.affects, ","),
                     ToString(guard.condition));
}

// The patterns of each owner, in an order that does not depend on how they are written down.
using Owner = std::pair<bool, uint32_t>;  // of a guard?, index
std::map<Owner, std::vector<std::string>> PatternsByOwner(const Pack& pack) {
  std::map<Owner, std::vector<std::string>> patterns;
  for (const Pattern& pattern : pack.patterns) {
    patterns[{pattern.role != PatternRole::kEvidence, pattern.owner}].push_back(
        fmt::format(" {}:{}", static_cast<int>(pattern.role), pattern.regex));
  }
  for (auto& [owner, meanings] : patterns) std::sort(meanings.begin(), meanings.end());
  return patterns;
}

Meanings MeaningsOf(const Pack& pack) {
  auto patterns = PatternsByOwner(pack);
  Meanings meanings;
  for (uint32_t r = 0; r < pack.rules.size(); ++r) {
    meanings[pack.rules[r].id] =
        fmt::format("{}{}", MeaningOf(pack, pack.rules[r]), Joined(patterns[{false, r}], ""));
  }
  for (uint32_t g = 0; g < pack.guards.size(); ++g) {
    meanings[pack.guards[g].id] =
        fmt::format("{}{}", MeaningOf(pack.guards[g]), Joined(patterns[{true, g}], ""));
  }
  return meanings;
}

bool SameDecision(const Decision& a, const Decision& b) {
  const auto all = [](const Decision& d) {
    return std::tie(d.bias, d.threshold, d.temperature, d.slope, d.intercept, d.review_confidence,
                    d.review_margin, d.review_known, d.also_score);
  };
  return all(a) == all(b);
}

bool SameWeights(const WordWeights& a, const WordWeights& b) {
  const auto all = [](const WordWeights& w) {
    return std::tie(w.terms, w.term_weights, w.signals, w.signal_weights, w.pairs, w.pair_weights);
  };
  return all(a) == all(b);
}

bool SameWords(const Pack& a, const Pack& b) {
  const auto same_name = [](SubtypeWeights::Name x, SubtypeWeights::Name y) {
    return x.label == y.label && x.subtype == y.subtype;
  };
  return SameWeights(a.words, b.words) && SameWeights(a.subtypes.words, b.subtypes.words) &&
         a.subtypes.bias == b.subtypes.bias &&
         std::ranges::equal(a.subtypes.names, b.subtypes.names, same_name);
}

bool SameLabels(const Pack& a, const Pack& b) {
  return std::equal(a.labels.begin(), a.labels.end(), b.labels.begin(), b.labels.end(),
                    [](const Label& x, const Label& y) { return x.name == y.name; });
}

}  // namespace

PackChange ComparePacks(const Pack& before, const Pack& now) {
  const Meanings old_meanings = MeaningsOf(before);
  const Meanings new_meanings = MeaningsOf(now);
  PackChange change{.decision = !SameDecision(before.decision, now.decision),
                    .words = !SameWords(before, now),
                    .labels = !SameLabels(before, now)};
  for (const auto& [id, meaning] : new_meanings) {
    const auto it = old_meanings.find(id);
    if (it == old_meanings.end()) {
      change.added.push_back(id);
    } else if (it->second != meaning) {
      change.changed.push_back(id);
    }
  }
  for (const auto& [id, meaning] : old_meanings) {
    if (!new_meanings.contains(id)) change.removed.push_back(id);
  }
  return change;
}

}  // namespace cxo
