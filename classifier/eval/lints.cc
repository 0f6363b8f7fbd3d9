// Lints that need the pack alone, no data.
#include "classifier/eval/lints.h"

#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/core.h>

#include "classifier/decide/outcome.h"
#include "classifier/error/joined.h"
#include "classifier/eval/covered_phrases.h"
#include "classifier/match/anchors.h"
#include "classifier/match/match_places.h"
#include "classifier/match/regex_tree.h"
#include "classifier/match/tier.h"
#include "classifier/pack/decision_source.h"
#include "classifier/pack/fitted_files.h"

namespace cxo {
namespace {

class Linter {
 public:
  Linter(const Classifier& classifier, std::string_view folder)
      : pack_(classifier.pack()), plan_(classifier.plan()), folder_(folder) {}

  std::vector<Error> Run() {
    FindDuplicates();
    FindCovered();
    FindContradictions();
    FindIdleSignals();
    FindIdleGuards();
    FindWeightless();
    FindSlow();
    std::stable_sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) {
      return std::tie(a.first.file, a.first.line, a.first.column) <
             std::tie(b.first.file, b.first.line, b.first.column);
    });
    std::vector<Error> errors;
    for (auto& [at, error] : found_) errors.push_back(std::move(error));
    return errors;
  }

 private:
  void Warn(const Position& at, std::string message) {
    found_.emplace_back(at, ErrorAt(pack_, at, "warning: " + std::move(message)));
  }

  // A second place, within a message.
  std::string Where(const Position& at) const {
    return fmt::format("{}{}:{}", folder_, pack_.files[at.file].name, at.line);
  }

  const std::string& OwnerId(const Pattern& pattern) const {
    return pattern.role == PatternRole::kEvidence ? pack_.rules[pattern.owner].id
                                                  : pack_.guards[pattern.owner].id;
  }

  // Patterns compete only within one label, or within one guard.
  std::string Arena(const Pattern& pattern) const {
    if (pattern.role != PatternRole::kEvidence) return "guard " + OwnerId(pattern);
    const LabelIndex label = pack_.rules[pattern.owner].label;
    return label == kSignal ? "signal " + OwnerId(pattern) : std::to_string(label);
  }

  // Which of the two is the newer one nobody knows, so that neither is to blame. The place of the
  // first is that of the warning: --watch knows a warning again by its words, which do not change
  // with every line above.
  std::string SamePhrase(const Pattern& pattern, const Pattern& other) const {
    const std::string_view what = pattern.is_phrase && other.is_phrase ? "phrase" : "pattern";
    const std::string& owner = OwnerId(pattern);
    const std::string& other_owner = OwnerId(other);
    if (owner == other_owner) {
      return fmt::format("{} has the {} `{}` twice, here and at {}", owner, what, pattern.text,
                         Where(other.at));
    }
    return fmt::format("{} and {} ({}) have the same {}: `{}`", owner, other_owner, Where(other.at),
                       what, pattern.text);
  }

  void FindDuplicates() {
    std::map<std::pair<std::string, std::string>, const Pattern*> seen;
    for (const Pattern& pattern : pack_.patterns) {
      const auto [it, fresh] = seen.try_emplace({Arena(pattern), pattern.regex}, &pattern);
      if (!fresh) Warn(pattern.at, SamePhrase(pattern, *it->second));
    }
  }

  void FindCovered() {
    for (const CoveredPhrase& one : CoveredPhrases(pack_)) {
      Warn(one.phrase->at, fmt::format("`{}` finds nothing that `{}` does not find ({})",
                                       one.phrase->text, one.by->text, Where(one.by->at)));
    }
  }

  // What a rule says has to hold, beside its words, for its evidence to count. Guards that bear on
  // a label as a whole are no word on which of two rules is meant.
  static std::string CircumstancesOf(const Rule& rule) {
    return fmt::format("{} {} unless {} despite {}", ToString(rule.condition),
                       rule.condition.always() ? 0 : static_cast<int>(rule.scope),
                       Joined(rule.unless, " "), Joined(rule.despite, " "));
  }

  // Against two labels at once a pattern may well speak.
  void FindContradictions() {
    std::map<std::pair<std::string, std::string>, const Pattern*> seen;
    for (const Pattern& pattern : pack_.patterns) {
      if (pattern.role != PatternRole::kEvidence) continue;
      const Rule& rule = pack_.rules[pattern.owner];
      if (rule.label == kSignal || rule.weight <= 0) continue;
      const auto it = seen.try_emplace({pattern.regex, CircumstancesOf(rule)}, &pattern).first;
      const Rule& other = pack_.rules[it->second->owner];
      if (other.label == rule.label) continue;
      Warn(pattern.at,
           fmt::format("`{}` speaks for {} as well, in {} ({}), and no condition "
                       "tells the two apart",
                       pattern.text, pack_.labels[static_cast<size_t>(other.label)].name, other.id,
                       Where(it->second->at)));
    }
  }

  void FindIdleSignals() {
    RuleSet used(pack_.rules.size());
    for (const Plan::Step step : plan_.steps) JoinRules(plan_.ConditionOf(step), &used);
    for (uint32_t r = 0; r < pack_.rules.size(); ++r) {
      const Rule& rule = pack_.rules[r];
      if (rule.label != kSignal || used[r]) continue;
      if (plan_.words.HasSignalOf(r) || plan_.subtypes.HasSignalOf(r)) continue;
      Warn(rule.at, fmt::format("no condition looks at the signal {}", rule.id));
    }
  }

  void FindIdleGuards() {
    std::vector<bool> bears(pack_.guards.size());
    for (size_t rule = 0; rule < plan_.guards_on_rule.size(); ++rule) {
      for (const uint32_t guard : plan_.guards_on_rule[rule]) bears[guard] = true;
    }
    for (size_t g = 0; g < pack_.guards.size(); ++g) {
      if (!bears[g] && pack_.guards[g].effect != Guard::Effect::kAside) {
        Warn(pack_.guards[g].at, fmt::format("the guard {} bears on no rule", pack_.guards[g].id));
      }
    }
  }

  void FindWeightless() {
    for (const Rule& rule : pack_.rules) {
      if (rule.label != kSignal && rule.weight == 0) {
        Warn(rule.at, fmt::format("{} has weight 0 and decides nothing", rule.id));
      }
    }
  }

  void FindSlow() {
    for (const Pattern& pattern : pack_.patterns) {
      if (!pattern.is_phrase && LooksFarAhead(ParseRegex(pattern.regex))) {
        Warn(pattern.at,
             fmt::format("`{}` looks along the whole of a long line from each place where "
                         "it may begin, which is slow: bound what is repeated without end "
                         "(`.{{0,200}}`), or begin with `\\A`",
                         pattern.text));
      }
      const TierOfPattern tier = TierOf(pattern.regex);
      if (tier.tier != Tier::kRest) continue;
      Warn(
          pattern.at,
          fmt::format("`{}` is looked for in every text by itself, which is slow: {}, and it needs "
                      "no piece of {} letters; see `cxo rules show {}`",
                      pattern.text, tier.why, kShortestAnchor, OwnerId(pattern)));
    }
  }

  const Pack& pack_;
  const Plan& plan_;
  std::string_view folder_;
  std::vector<std::pair<Position, Error>> found_;
};

}  // namespace

std::vector<Error> LintPack(const Classifier& classifier, std::string_view folder) {
  return Linter(classifier, folder).Run();
}

namespace {

const std::string& NameOf(const Pack& pack, LabelIndex label) {
  return pack.labels[static_cast<size_t>(label)].name;
}

void LintBiases(const Pack& pack, const Profile& profile, std::vector<Error>* lints) {
  if (pack.words.empty()) return;
  for (const auto& [label, bias] : profile.bias) {
    const double before = pack.decision.bias[static_cast<size_t>(label)];
    if (bias == before) continue;
    lints->push_back(ErrorAt(
        pack, profile.at,
        fmt::format("warning: the profile {} sets the bias of {} to {}, in place of {}, which is "
                    "fitted together with the words of {}",
                    profile.name, NameOf(pack, label), bias, before, kWordsFile)));
  }
}

void LintRelabels(const Pack& pack, const Profile& profile, std::vector<Error>* lints) {
  for (const Profile::Change& change : profile.changes) {
    const auto index = FindRule(pack, change.rule);
    if (!index || !change.label) continue;
    const Rule& rule = pack.rules[*index];
    if (rule.label != *change.label || rule.facet != change.facet) continue;
    // A key with a dot in it stands between quotation marks.
    const size_t marks = rule.id.find('.') == std::string::npos ? 0 : 2;
    lints->push_back(ErrorAt(pack, change.at,
                             fmt::format("warning: the profile {} gives {} the label that it has",
                                         profile.name, rule.id),
                             static_cast<uint32_t>(change.rule.size() + marks)));
  }
}

// A warning if a text of which biases alone speak gets another label than the abstaining one, as
// the pack is used when nobody names a profile.
std::optional<Error> LintBiasOfNone(const Pack& pack, const std::map<std::string, Place>& places) {
  Decision decision = pack.decision;
  std::vector<double>& bias = decision.bias;
  const Profile* profile = pack.profiles.empty() ? nullptr : &pack.profiles.front();
  if (profile != nullptr) {
    for (const auto& [label, one] : profile->bias) bias[static_cast<size_t>(label)] = one;
  }
  const LabelIndex label = LabelFor(decision, bias);
  if (label == kNone) return std::nullopt;
  const std::string message = fmt::format(
      "warning: a text without evidence is {}: its bias, {}, is above that of {}, {}",
      NameOf(pack, label), bias[static_cast<size_t>(label)], NameOf(pack, kNone), bias[kNone]);
  // A label without a bias, which is 0 then, is above an abstaining one that has a lower one.
  for (const LabelIndex one : {label, kNone}) {
    if (profile != nullptr && profile->bias.contains(one)) {
      return ErrorAt(pack, profile->at, message);
    }
    const auto place = places.find(NameOf(pack, one));
    if (place != places.end()) {
      return ErrorAt(pack, place->second.at, message, place->second.width);
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<Error> LintProfiles(const Pack& pack) {
  std::vector<Error> lints;
  for (const Profile& profile : pack.profiles) {
    LintRelabels(pack, profile, &lints);
    LintBiases(pack, profile, &lints);
  }
  return lints;
}

std::vector<Error> LintNumbers(const Pack& pack) {
  std::vector<Error> lints;
  const DecisionSource source = DecisionSourceOf(pack.files);
  for (const DecisionSource::Overruled& one : source.overruled) {
    const std::string parts =
        one.parts.empty() ? "" : fmt::format(" of {}", Joined(one.parts, ", "));
    lints.push_back(ErrorAt(pack, one.place.at,
                            fmt::format("warning: `{}`{} is without effect: {} has its own, fitted "
                                        "together with its words",
                                        one.key, parts, kWordsFile),
                            one.place.width));
  }
  if (auto lint = LintBiasOfNone(pack, source.bias)) lints.push_back(*std::move(lint));
  return lints;
}

std::vector<Error> LintHeard(const Pack& pack) {
  std::vector<Error> lints;
  for (const Rule& rule : pack.rules) {
    if (!IsHeardForOther(rule)) continue;
    lints.push_back(ErrorAt(
        pack, rule.at,
        fmt::format("warning: {} has been heard for {} by {}: it counts in full, and the words "
                    "still say {} until they are fitted anew",
                    rule.id, NameOf(pack, rule.heard_for), kWordsFile,
                    NameOf(pack, rule.heard_for))));
  }
  return lints;
}

std::optional<Error> LintDecision(const Pack& pack) {
  const Decision& decision = pack.decision;
  if (decision.stated) return std::nullopt;
  // weights.toml and words.toml may say some of it.
  std::vector<std::string_view> missing;
  const auto all = [](const std::vector<double>& numbers, double value) {
    return std::all_of(numbers.begin(), numbers.end(), [&](double one) { return one == value; });
  };
  if (all(decision.bias, 0)) missing.emplace_back("no label has a bias");
  if (all(decision.threshold, -std::numeric_limits<double>::infinity())) {
    missing.emplace_back("no score is too low for its label");
  }
  if (decision.slope == 1 && decision.intercept == 0) {
    missing.emplace_back("confidence is not calibrated");
  }
  missing.emplace_back("no answer is flagged as uncertain");
  return Error{
      .source = "decision.toml",
      .message = fmt::format("warning: there is no [decision], in this file or another: {}",
                             Joined(missing, ", "))};
}

}  // namespace cxo
