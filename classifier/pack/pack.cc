// Look-ups in a pack, the meaning of names, and profiles.
#include "classifier/pack/pack.h"

#include <algorithm>
#include <utility>

#include "classifier/error/ascii.h"
#include "classifier/error/nearest.h"
#include "classifier/error/parts.h"
#include "classifier/error/quoted.h"
#include "classifier/pack/excerpt.h"

namespace cxo {
namespace {

template <typename T>
std::optional<uint32_t> FindId(const std::vector<T>& sorted, std::string_view id) {
  const auto found =
      std::lower_bound(sorted.begin(), sorted.end(), id,
                       [](const T& item, std::string_view wanted) { return item.id < wanted; });
  if (found == sorted.end() || found->id != id) return std::nullopt;
  return static_cast<uint32_t>(found - sorted.begin());
}

template <typename T>
std::optional<uint32_t> FindName(const std::vector<T>& items, std::string_view name) {
  for (size_t i = 0; i < items.size(); ++i) {
    if (items[i].name == name) return static_cast<uint32_t>(i);
  }
  return std::nullopt;
}

// The rules whose ids begin with `prefix`, which ends in "."; they stand side by side.
std::vector<uint32_t> RulesBelow(const std::vector<Rule>& rules, std::string_view prefix) {
  const auto less = [](const Rule& rule, std::string_view wanted) { return rule.id < wanted; };
  auto rule = std::lower_bound(rules.begin(), rules.end(), prefix, less);
  std::vector<uint32_t> found;
  for (; rule != rules.end() && rule->id.compare(0, prefix.size(), prefix) == 0; ++rule) {
    found.push_back(static_cast<uint32_t>(rule - rules.begin()));
  }
  return found;
}

template <typename Predicate>
std::vector<uint32_t> RulesThat(const std::vector<Rule>& rules, Predicate holds) {
  std::vector<uint32_t> found;
  for (uint32_t i = 0; i < rules.size(); ++i) {
    if (holds(rules[i])) found.push_back(i);
  }
  return found;
}

// What the pack has in place of the profile `wanted`.
std::string OtherProfiles(const Pack& pack, std::string_view wanted) {
  std::string list;
  std::vector<std::string_view> names;
  for (const Profile& profile : pack.profiles) {
    list += (list.empty() ? "" : ", ") + Quoted(profile.name);
    names.emplace_back(profile.name);
  }
  return (list.empty() ? "none" : list) + DidYouMean(wanted, names);
}

// Subtypes mean something for their own label only, and words say again what they have heard of one
// label only.
void Relabel(const Profile::Change& change, Rule* rule) {
  rule->facet = change.facet;
  if (*change.label == rule->label) return;
  rule->subtype.clear();
  rule->weight = WrittenWeight(*rule);
  rule->label = *change.label;
  rule->weight -= TurnedDown(*rule);
}

// Gives what signals of rules say for one label to another, and the other way round.
class SignalsOfProfile {
 public:
  explicit SignalsOfProfile(Pack* pack)
      : words_(pack->words), labels_(pack->labels.size()), swapped_(pack->words.pairs.size()) {}

  void Swap(const std::string& rule, LabelIndex from, LabelIndex to) {
    if (from == kSignal) return;
    for (const std::string& id : {rule, rule + " off"}) {
      const auto found = std::lower_bound(words_.signals.begin(), words_.signals.end(), id);
      if (found == words_.signals.end() || *found != id) continue;
      SwapIn(&words_.signal_weights, static_cast<size_t>(found - words_.signals.begin()), from, to);
    }
    // A pair of two rules that both move does so once.
    for (size_t i = 0; i < words_.pairs.size(); ++i) {
      const SignalPair& pair = words_.pairs[i];
      if (swapped_[i] || (pair.first != rule && pair.second != rule)) continue;
      swapped_[i] = true;
      SwapIn(&words_.pair_weights, i, from, to);
    }
  }

 private:
  void SwapIn(std::vector<int16_t>* weights, size_t row, LabelIndex from, LabelIndex to) const {
    int16_t* of_row = weights->data() + row * labels_;
    std::swap(of_row[static_cast<size_t>(from)], of_row[static_cast<size_t>(to)]);
  }

  WordWeights& words_;
  size_t labels_;
  std::vector<bool> swapped_;  // by pair
};

// Takes the rules that are off out of the pack, with their patterns. Names that stood for them
// stand for nothing then, so conditions see no evidence of them.
void RemoveRules(const std::vector<bool>& off, Pack* pack) {
  std::vector<uint32_t> moved(pack->rules.size());
  std::vector<Rule> rules;
  for (size_t i = 0; i < pack->rules.size(); ++i) {
    moved[i] = static_cast<uint32_t>(rules.size());
    if (!off[i]) rules.push_back(std::move(pack->rules[i]));
  }
  pack->rules = std::move(rules);
  std::vector<Pattern> patterns;
  for (Pattern& pattern : pack->patterns) {
    if (pattern.role == PatternRole::kEvidence) {
      if (off[pattern.owner]) continue;
      pattern.owner = moved[pattern.owner];
    }
    patterns.push_back(std::move(pattern));
  }
  pack->patterns = std::move(patterns);
}

// Examples that hold under other profiles have nothing to say here.
void KeepExamplesOf(std::string_view profile, Pack* pack) {
  const auto keep = [&](std::vector<Example>* examples) {
    std::erase_if(*examples, [&](const Example& example) {
      return !example.profile.empty() && example.profile != profile;
    });
  };
  for (Rule& rule : pack->rules) {
    keep(&rule.hit);
    keep(&rule.miss);
  }
  for (Guard& guard : pack->guards) {
    keep(&guard.hit);
    keep(&guard.miss);
  }
}

}  // namespace

bool WasFittedOn(std::string_view corpus, std::string_view digest) {
  return HasPart(corpus, ' ', digest);
}

void DropExamples(Pack* pack) {
  const auto drop = [](std::vector<Example>* examples) { *examples = std::vector<Example>(); };
  drop(&pack->examples);
  for (Rule& rule : pack->rules) {
    drop(&rule.hit);
    drop(&rule.miss);
  }
  for (Guard& guard : pack->guards) {
    drop(&guard.hit);
    drop(&guard.miss);
  }
}

void SetWeight(double weight, Rule* rule) {
  rule->weight = weight;
  rule->in_words = 0.0;
}

std::optional<LabelIndex> FindLabel(const Pack& pack, std::string_view name) {
  const auto found = FindName(pack.labels, name);
  if (!found) return std::nullopt;
  return static_cast<LabelIndex>(*found);
}

std::optional<LabelIndex> FindTypedLabel(const Pack& pack, std::string_view name) {
  std::string upper(name);
  for (char& letter : upper) {
    if (IsLower(letter)) letter = static_cast<char>(letter - ('a' - 'A'));
  }
  return FindLabel(pack, upper);
}

Result<LabelIndex> ReadTypedLabel(const Pack& pack, std::string_view name) {
  if (const auto label = FindTypedLabel(pack, name)) return *label;
  std::vector<std::string_view> names;
  std::string list;
  for (const Label& label : pack.labels) {
    names.emplace_back(label.name);
    list += (list.empty() ? "" : ", ") + label.name;
  }
  const std::string meant = DidYouMean(name, names);
  Error error;
  error.message =
      Quoted(name) + " is no label of the pack" + (meant.empty() ? "; there are " + list : meant);
  return error;
}

std::optional<uint32_t> FindRule(const Pack& pack, std::string_view id) {
  return FindId(pack.rules, id);
}

std::optional<uint32_t> FindGuard(const Pack& pack, std::string_view id) {
  return FindId(pack.guards, id);
}

std::optional<uint32_t> FindProfile(const Pack& pack, std::string_view name) {
  if (name.empty() && !pack.profiles.empty()) return 0;
  return FindName(pack.profiles, name);
}

std::string ProfileInForce(const Pack& pack, std::string_view name) {
  const auto index = FindProfile(pack, name);
  return index ? pack.profiles[*index].name : std::string(name);
}

std::vector<uint32_t> ResolveName(const Pack& pack, std::string_view name) {
  if (name == "*" || (!name.empty() && name == pack.group)) {
    return RulesThat(pack.rules, [](const Rule& rule) { return rule.label > kNone; });
  }
  if (name.size() > 2 && name.substr(name.size() - 2) == ".*") {
    return RulesBelow(pack.rules, name.substr(0, name.size() - 1));
  }
  const size_t dot = name.find('.');
  if (const auto label = FindLabel(pack, name.substr(0, dot))) {
    const std::string_view facet = dot == std::string_view::npos ? "" : name.substr(dot + 1);
    return RulesThat(pack.rules, [&](const Rule& rule) {
      return rule.label == *label && (dot == std::string_view::npos || rule.facet == facet);
    });
  }
  const auto rule = FindRule(pack, name);
  return rule ? std::vector<uint32_t>{*rule} : std::vector<uint32_t>{};
}

Result<Pack> ApplyProfile(Pack pack, std::string_view name) {
  const auto index = FindProfile(pack, name);
  if (!index && name.empty()) return pack;
  if (!index) {
    Error error;
    error.message =
        "there is no profile " + Quoted(name) + "; this pack has " + OtherProfiles(pack, name);
    return error;
  }
  const Profile profile = pack.profiles[*index];
  std::vector<bool> off(pack.rules.size(), false);
  SignalsOfProfile signals(&pack);
  for (const Profile::Change& change : profile.changes) {
    const auto rule = FindRule(pack, change.rule);
    if (!rule) continue;
    if (change.label) {
      const Rule& before = pack.rules[*rule];
      const LabelIndex from = before.heard_for == kSignal ? before.label : before.heard_for;
      signals.Swap(change.rule, from, *change.label);
      Relabel(change, &pack.rules[*rule]);
    }
    if (change.weight) SetWeight(*change.weight, &pack.rules[*rule]);
    if (change.off) off[*rule] = true;
  }
  for (const auto& [label, bias] : profile.bias) {
    pack.decision.bias[static_cast<size_t>(label)] = bias;
  }
  if (std::find(off.begin(), off.end(), true) != off.end()) RemoveRules(off, &pack);
  KeepExamplesOf(profile.name, &pack);
  return pack;
}

Error ErrorAt(const Pack& pack, const Position& at, std::string message, uint32_t width) {
  if (at.file >= pack.files.size()) return Error{.message = std::move(message), .excerpt = {}};
  const PackFile& file = pack.files[at.file];
  std::string_view text = file.content;
  for (uint32_t line = 1; line < at.line && !text.empty(); ++line) {
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  }
  Error error = ErrorInLine(text, at, width, std::move(message));
  error.source = file.name;
  return error;
}

}  // namespace cxo
