// Checks that need the whole pack: names that must mean something, the parts that every pack has,
// and conditions that depend on themselves. Of a pack that could be read in part only, what the
// rest may hold is not missed.
#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "classifier/error/quoted.h"
#include "classifier/pack/circle.h"
#include "classifier/pack/draft.h"
#include "classifier/pack/names.h"

namespace cxo {
namespace {

// The names that mean something, for quick look-up and for suggestions.
class KnownNames {
 public:
  explicit KnownNames(const Draft& draft) : pack_(draft.pack) {
    for (const Rule& rule : pack_.rules) AddRule(rule);
    for (const Guard& guard : pack_.guards) guards_.insert(guard.id);
    for (const Profile& profile : pack_.profiles) profiles_.insert(profile.name);
    for (const Label& label : pack_.labels) evidence_.insert(label.name);
    evidence_.insert("*");
    if (!pack_.group.empty()) evidence_.insert(pack_.group);
  }

  bool Has(const Reference& reference) const {
    return SetFor(reference.kind).contains(reference.name);
  }

  size_t Count(Reference::Kind kind) const { return SetFor(kind).size(); }

  std::vector<std::string_view> Candidates(Reference::Kind kind) const {
    const auto& set = SetFor(kind);
    return {set.begin(), set.end()};
  }

 private:
  using Set = std::set<std::string, std::less<>>;

  void AddRule(const Rule& rule) {
    rules_.insert(rule.id);
    evidence_.insert(rule.id);
    for (size_t dot = rule.id.find('.'); dot != std::string::npos;
         dot = rule.id.find('.', dot + 1)) {
      evidence_.insert(rule.id.substr(0, dot) + ".*");
    }
    if (rule.label == kSignal || rule.facet.empty()) return;
    evidence_.insert(pack_.labels[static_cast<size_t>(rule.label)].name + "." + rule.facet);
  }

  const Set& SetFor(Reference::Kind kind) const {
    switch (kind) {
      case Reference::Kind::kGuard: return guards_;
      case Reference::Kind::kRule: return rules_;
      case Reference::Kind::kProfile: return profiles_;
      default: return evidence_;
    }
  }

  const Pack& pack_;
  Set rules_;
  Set guards_;
  Set profiles_;
  Set evidence_;
};

std::string_view Described(Reference::Kind kind) {
  switch (kind) {
    case Reference::Kind::kGuard: return "there is no guard ";
    case Reference::Kind::kRule: return "there is no rule ";
    case Reference::Kind::kProfile: return "there is no profile ";
    default: return "there is no rule, label, facet or group ";
  }
}

// Whether `name` is a label with one of its subtypes ("CRO.discovery").
bool IsSubtype(const Pack& pack, std::string_view name) {
  const size_t dot = name.find('.');
  if (dot == std::string_view::npos) return false;
  const auto label = FindLabel(pack, name.substr(0, dot));
  if (!label) return false;
  const std::vector<std::string>& known = pack.labels[static_cast<size_t>(*label)].subtypes;
  return std::find(known.begin(), known.end(), name.substr(dot + 1)) != known.end();
}

// What an unknown name that should be a rule, or any piece of evidence, is instead; empty if it is
// nothing at all.
std::string WhatElse(const Pack& pack, const Reference& reference) {
  const bool evidence = reference.kind == Reference::Kind::kEvidence;
  if (!evidence && reference.kind != Reference::Kind::kRule) return "";
  const std::string& name = reference.name;
  const std::string expected =
      evidence ? ", expected a rule, label, facet or group" : ", expected a rule";
  if (FindGuard(pack, name)) return Quoted(name) + " is a guard" + expected;
  if (!evidence || !IsSubtype(pack, name)) return "";
  return Quoted(name) + " is a subtype" + expected + "; rules with `label = \"" + name +
         "\"` make a facet of it";
}

void CheckLabels(Draft* draft) {
  const Pack& pack = draft->pack;
  if (pack.labels.size() < 2 && draft->complete()) {
    draft->faults.AddWhole("the pack has " + std::to_string(pack.labels.size()) +
                           " [[label]], expected at least two, the abstaining one first");
  }
  if (draft->group != nullptr && FindLabel(pack, pack.group)) {
    draft->faults.Add(draft->group->place,
                      "the group " + Quoted(pack.group) + " has the name of a label");
  }
}

// The default profile comes first, the others in order of their names.
void OrderProfiles(Draft* draft) {
  std::vector<Profile>& profiles = draft->pack.profiles;
  std::sort(profiles.begin(), profiles.end(),
            [](const Profile& a, const Profile& b) { return a.name < b.name; });
  const TomlValue* chosen = draft->default_profile;
  if (chosen == nullptr) {
    if (profiles.size() < 2 || !draft->head) return;
    draft->faults.Add(*draft->head,
                      "[pack] has no `default_profile`, though there are several profiles");
    return;
  }
  const auto found = FindProfile(draft->pack, chosen->text);
  if (!found || chosen->text.empty()) {
    draft->references.push_back({Reference::Kind::kProfile, chosen->text, chosen->place, {}});
    return;
  }
  std::rotate(profiles.begin(), profiles.begin() + *found, profiles.begin() + *found + 1);
}

// Where the condition of the rule or guard at `at` has `name`: the next place behind it that does.
Place PlaceInCondition(const Draft& draft, const Position& at, std::string_view name) {
  const auto order = [](const Position& p) { return std::tie(p.line, p.column); };
  const Reference* found = nullptr;
  for (const Reference& reference : draft.references) {
    const Position& place = reference.place.at;
    const bool fits = reference.offset && reference.name == name && place.file == at.file &&
                      order(at) < order(place);
    if (fits && (found == nullptr || order(place) < order(found->place.at))) found = &reference;
  }
  return found == nullptr ? Place{at, 1} : draft.PlaceOf(*found);
}

void CheckCircles(Draft* draft) {
  for (const Circle& circle : FindCircles(draft->pack)) {
    draft->faults.Add(PlaceInCondition(*draft, circle.at, circle.name),
                      "conditions depend on each other in a circle: " + circle.story);
  }
  if (!draft->faults.empty()) return;  // a profile may name what is not there
  for (const Profile& profile : draft->pack.profiles) {
    if (profile.changes.empty()) continue;
    const Result<Pack> changed = ApplyProfile(draft->pack, profile.name);
    for (const Circle& circle : FindCircles(*changed)) {
      draft->faults.Add(
          {profile.at, static_cast<uint32_t>(profile.name.size())},
          "under this profile conditions depend on each other in a circle: " + circle.story);
    }
  }
}

}  // namespace

void CheckReferences(Draft* draft) {
  const KnownNames known(*draft);
  for (const Reference& reference : draft->references) {
    if (reference.name.empty() || known.Has(reference)) continue;
    if (draft->MayBeDefined(reference.name)) continue;
    if (std::string instead = WhatElse(draft->pack, reference); !instead.empty()) {
      draft->faults.Add(draft->PlaceOf(reference), std::move(instead));
      continue;
    }
    std::string message = std::string(Described(reference.kind)) + Quoted(reference.name);
    if (draft->MaySuggest(known.Count(reference.kind))) {
      message += DidYouMean(reference.name, known.Candidates(reference.kind));
    }
    draft->faults.Add(draft->PlaceOf(reference), std::move(message));
  }
}

void CheckWhole(Draft* draft) {
  OrderProfiles(draft);
  if (!draft->head && draft->complete()) draft->faults.AddWhole("the pack has no [pack]");
  CheckLabels(draft);
  CheckReferences(draft);
  CheckCircles(draft);
}

}  // namespace cxo
