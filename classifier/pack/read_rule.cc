// Reads [[rule]] and [[composite]].
#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "classifier/error/quoted.h"
#include "classifier/pack/draft.h"

namespace cxo {
namespace {

using Kind = Key::Kind;

constexpr double kMostCap = 1000.0;

// What rules and composites have in common.
std::vector<Key> WithCommonKeys(std::vector<Key> keys) {
  const std::vector<Key> common = {{"id", Kind::kText, true},
                                   {"label", Kind::kText},
                                   {"subtype", Kind::kText},
                                   {"weight", Kind::kNumber, false, -kMostLogOdds, kMostLogOdds},
                                   {"lock", Kind::kFlag},
                                   {"cap", Kind::kWhole, false, 1.0, kMostCap},
                                   {"scope", Kind::kText},
                                   {"note", Kind::kText},
                                   {"hit", Kind::kTexts},
                                   {"miss", Kind::kTexts},
                                   {"todo", Kind::kTexts},
                                   {"todo_miss", Kind::kTexts},
                                   {"example_profile", Kind::kText}};
  keys.insert(keys.end(), common.begin(), common.end());
  return keys;
}

const std::vector<Key>& RuleKeys() {
  static const std::vector<Key> kKeys = WithCommonKeys({{"any", Kind::kTexts},
                                                        {"regex", Kind::kText},
                                                        {"needs", Kind::kText},
                                                        {"unless", Kind::kTexts},
                                                        {"despite", Kind::kTexts},
                                                        {"nests", Kind::kFlag}});
  return kKeys;
}

const std::vector<Key>& CompositeKeys() {
  static const std::vector<Key> kKeys =
      WithCommonKeys({{"when", Kind::kText, true}, {"absorbs", Kind::kTexts}});
  return kKeys;
}

// Adds a fault for each subtype, joined by "+", that the label does not have.
void CheckSubtype(const TomlValue& value, LabelIndex label, Draft* draft) {
  if (label == kSignal) {
    draft->faults.Add(value.place, "a subtype needs a label");
    return;
  }
  const Label& owner = draft->pack.labels[static_cast<size_t>(label)];
  const std::vector<std::string_view> known(owner.subtypes.begin(), owner.subtypes.end());
  std::string_view rest = value.text;
  while (true) {
    const size_t plus = rest.find('+');
    const std::string_view subtype = rest.substr(0, plus);
    if (std::find(known.begin(), known.end(), subtype) == known.end()) {
      draft->faults.Add(value.place, owner.name + " has no subtype " + Quoted(subtype) +
                                         DidYouMean(subtype, known));
    }
    if (plus == std::string_view::npos) return;
    rest.remove_prefix(plus + 1);
  }
}

void ReadLabelOfRule(const TomlValue& table, Rule* rule, Draft* draft) {
  const TomlValue* label = TextValueAt(table, "label");
  const TomlValue* subtype = TextValueAt(table, "subtype");
  bool known = label == nullptr;
  if (label != nullptr && !label->text.empty()) {
    if (const auto facet = ReadFacet(*label, draft)) {
      rule->label = facet->label;
      rule->facet = facet->facet;
      known = true;
    }
  }
  if (subtype == nullptr || subtype->text.empty()) return;
  rule->subtype = subtype->text;
  if (known) CheckSubtype(*subtype, rule->label, draft);
}

void ReadRuleScope(const TomlValue& table, Rule* rule, Draft* draft) {
  const TomlValue* value = TextValueAt(table, "scope");
  if (value == nullptr) return;
  if (const std::optional<Scope> scope = ScopeNamed(value->text)) {
    rule->scope = *scope;
    return;
  }
  draft->faults.Add(value->place, "unknown scope " + Quoted(value->text) +
                                      ", expected clause, sentence or text" +
                                      DidYouMean(value->text, {"clause", "sentence", "text"}));
}

void ReadCommon(const TomlValue& table, std::string_view where, Rule* rule, Draft* draft) {
  rule->id = ReadId(table, draft);
  rule->at = table.place.at;
  ReadLabelOfRule(table, rule, draft);
  rule->weight = NumberAt(table, "weight", 1.0);
  rule->locked = FlagAt(table, "lock", false);
  rule->cap = static_cast<uint32_t>(std::clamp(NumberAt(table, "cap", 1.0), 1.0, kMostCap));
  ReadRuleScope(table, rule, draft);
  rule->note = TextAt(table, "note");
  ReadExamples(table, where, &rule->hit, &rule->miss, draft);
}

// A guard cannot bear on a rule and not bear on it.
void CheckDespite(const TomlValue& table, const Rule& rule, Draft* draft) {
  const std::set<std::string_view> unless(rule.unless.begin(), rule.unless.end());
  for (const TomlValue* guard : TextsAt(table, "despite")) {
    if (!unless.contains(guard->text)) continue;
    draft->faults.Add(guard->place, Quoted(guard->text) + " stands in `unless` as well");
  }
}

}  // namespace

void ReadRule(const TomlValue& table, Draft* draft) {
  draft->Check(table, "[[rule]]", RuleKeys());
  DraftRule read;
  Rule& rule = read.rule;
  ReadCommon(table, "[[rule]]", &rule, draft);
  rule.condition = ReadCondition(table, "needs", &read.condition_place, draft);
  rule.unless = ReadReferences(table, "unless", Reference::Kind::kGuard, draft);
  rule.despite = ReadReferences(table, "despite", Reference::Kind::kGuard, draft);
  CheckDespite(table, rule, draft);
  rule.nests = FlagAt(table, "nests", true) && rule.label != kSignal;
  read.patterns = ReadPhrases(table, "any", PatternRole::kEvidence, draft);
  for (Pattern& pattern : ReadRegex(table, PatternRole::kEvidence, draft)) {
    read.patterns.push_back(std::move(pattern));
  }
  RequirePattern(table, "[[rule]]", draft);
  draft->rules.push_back(std::move(read));
}

void ReadComposite(const TomlValue& table, Draft* draft) {
  draft->Check(table, "[[composite]]", CompositeKeys());
  DraftRule read;
  Rule& rule = read.rule;
  rule.composite = true;
  rule.nests = false;
  ReadCommon(table, "[[composite]]", &rule, draft);
  rule.condition = ReadCondition(table, "when", &read.condition_place, draft);
  rule.absorbs = ReadReferences(table, "absorbs", Reference::Kind::kEvidence, draft);
  draft->rules.push_back(std::move(read));
}

}  // namespace cxo
