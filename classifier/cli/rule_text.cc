// Writes rules out. Text and JSON walk the same fields in the same order.
#include "classifier/cli/rule_text.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "classifier/error/counted.h"
#include "classifier/error/joined.h"
#include "classifier/error/letter_case.h"
#include "classifier/error/utf8.h"
#include "classifier/io/json_string.h"
#include "classifier/match/tier.h"

namespace cxo {
namespace {

std::string_view ScopeWord(Scope scope) {
  switch (scope) {
    case Scope::kWords: return "words";
    case Scope::kClause: return "clause";
    case Scope::kSentence: return "sentence";
    case Scope::kText: return "text";
  }
  return "";
}

std::string ScopeOf(const Guard& guard) {
  if (guard.scope == Scope::kWords) {
    return guard.words == 0 ? "cue" : Counted(guard.words, "word");
  }
  return std::string(ScopeWord(guard.scope));
}

std::string_view SideWord(Guard::Side side) {
  switch (side) {
    case Guard::Side::kBoth: return "both";
    case Guard::Side::kAfter: return "after";
    case Guard::Side::kBefore: return "before";
  }
  return "";
}

std::string EffectOf(const Guard& guard) {
  switch (guard.effect) {
    case Guard::Effect::kBlock: return "block";
    case Guard::Effect::kFlip: return "flip";
    case Guard::Effect::kAside: return "aside";
    case Guard::Effect::kScale: return fmt::format("scale by {}", guard.factor);
  }
  return "";
}

std::string_view RoleWord(PatternRole role) {
  switch (role) {
    case PatternRole::kEvidence:
    case PatternRole::kCue: return "any";
    case PatternRole::kPseudoCue: return "not";
    case PatternRole::kTerminator: return "until";
  }
  return "";
}

std::vector<const Pattern*> PatternsOf(const Pack& pack, bool of_guard, uint32_t owner) {
  std::vector<const Pattern*> patterns;
  for (const Pattern& pattern : pack.patterns) {
    const bool guard = pattern.role != PatternRole::kEvidence;
    if (guard == of_guard && pattern.owner == owner) patterns.push_back(&pattern);
  }
  return patterns;
}

// A named value of a rule; empty ones are not shown.
struct Entry {
  std::string_view name;
  std::string value;  // for people
  std::string json;   // a number, truth value or list; empty: the value as a string
};

Entry ListEntry(std::string_view name, const std::vector<std::string>& items) {
  return {name, Joined(items, ", "), items.empty() ? "" : JsonStrings(items)};
}

// The profile under which the examples of a rule or guard hold; they have one in common.
std::string ExampleProfile(const std::vector<Example>& hit, const std::vector<Example>& miss) {
  if (!hit.empty()) return hit[0].profile;
  return miss.empty() ? "" : miss[0].profile;
}

// Enough digits for whatever people write, too few for what sums leave behind.
std::string JsonNumber(double number) { return fmt::format("{:.12g}", number); }

std::string WeightOf(const Pack& pack, const Rule& rule) {
  if (rule.locked) return fmt::format("{} (locked)", rule.weight);
  if (IsHeardForOther(rule)) {
    return fmt::format("{} (in full: words.toml has heard it for {})", JsonNumber(rule.weight),
                       pack.labels[static_cast<size_t>(rule.heard_for)].name);
  }
  if (TurnedDown(rule) == 0) return fmt::format("{}", rule.weight);
  return fmt::format("{:.4g} ({:.4g} in the rule; words.toml says {:.4g} of it in words)",
                     rule.weight, WrittenWeight(rule), TurnedDown(rule));
}

std::vector<Entry> EntriesOf(const Pack& pack, const Rule& rule) {
  const bool turned_down = TurnedDown(rule) != 0;
  const std::string heard_for =
      IsHeardForOther(rule) ? pack.labels[static_cast<size_t>(rule.heard_for)].name : "";
  return {
      {"kind", rule.composite ? "composite" : "rule"},
      {"label", TargetOf(pack, rule)},
      {"subtype", rule.subtype},
      {"weight", WeightOf(pack, rule), JsonNumber(rule.weight)},
      {"weight_in_rule", "", turned_down ? JsonNumber(WrittenWeight(rule)) : ""},
      {"weight_in_words", "", turned_down ? JsonNumber(TurnedDown(rule)) : ""},
      {"heard_for", "", heard_for.empty() ? "" : JsonString(heard_for)},
      {"lock", "", rule.locked ? "true" : ""},
      {"cap", fmt::format("{}", rule.cap), fmt::format("{}", rule.cap)},
      {rule.composite ? "when" : "needs", rule.condition.always() ? "" : ToString(rule.condition)},
      {"scope", rule.condition.always() ? "" : std::string(ScopeWord(rule.scope))},
      ListEntry("absorbs", rule.absorbs),
      ListEntry("unless", rule.unless),
      ListEntry("despite", rule.despite),
      {"nests", rule.nests ? "" : "false", rule.nests ? "" : "false"},
      {"note", rule.note},
      {"example_profile", ExampleProfile(rule.hit, rule.miss)}};
}

std::vector<Entry> EntriesOf(const Guard& guard) {
  return {{"kind", "guard"},
          {"scope", ScopeOf(guard)},
          {"side", std::string(SideWord(guard.side))},
          {"effect", EffectOf(guard)},
          ListEntry("affects", guard.affects),
          {"needs", guard.condition.always() ? "" : ToString(guard.condition)},
          {"note", guard.note},
          {"example_profile", ExampleProfile(guard.hit, guard.miss)}};
}

// What rules and guards have in common when they are written out.
struct Subject {
  std::string_view id;
  const Position& at;
  std::vector<Entry> entries;
  std::vector<const Pattern*> patterns;
  const std::vector<Example>& hit;
  const std::vector<Example>& miss;
};

Subject SubjectOf(const Pack& pack, uint32_t index, bool guard) {
  if (guard) {
    const Guard& it = pack.guards[index];
    return {it.id, it.at, EntriesOf(it), PatternsOf(pack, true, index), it.hit, it.miss};
  }
  const Rule& it = pack.rules[index];
  return {it.id, it.at, EntriesOf(pack, it), PatternsOf(pack, false, index), it.hit, it.miss};
}

// How a pattern that is not of words alone is looked for.
std::string_view TierPhrase(Tier tier) {
  switch (tier) {
    case Tier::kWords: return "found by its words";
    case Tier::kProbed: return "found by its first word, then RE2";
    case Tier::kForeign: return "RE2, in texts with letters beyond ASCII";
    case Tier::kLiteral: return "RE2, in texts with the literals it needs";
    case Tier::kRest: break;
  }
  return "RE2, in every text (slow)";
}

std::string TextHead(const Pack& pack, std::string_view id, const Position& at) {
  return fmt::format("{}  ({}:{})\n", id, pack.files[at.file].name, at.line);
}

void AddLine(std::string_view name, std::string_view value, std::string* out) {
  fmt::format_to(std::back_inserter(*out), "  {:<8} {}\n", name, Printable(value));
}

// A list of words within a phrase makes thousands of characters, of which a person reads the first.
std::string ShortenedRegex(std::string_view regex) {
  constexpr size_t kMost = 300;
  if (regex.size() <= kMost) return std::string(regex);
  return fmt::format("{}... ({} bytes; --json has them all)",
                     regex.substr(0, BorderUpTo(regex, kMost)), regex.size());
}

std::string WriteText(const Pack& pack, const Subject& subject) {
  std::string out = TextHead(pack, subject.id, subject.at);
  const auto add = [&](std::string_view name, std::string_view value) {
    AddLine(name, value, &out);
  };
  for (const Entry& entry : subject.entries) {
    if (!entry.value.empty()) add(entry.name, entry.value);
  }
  for (const Pattern* pattern : subject.patterns) {
    const std::string_view role = pattern->is_phrase ? RoleWord(pattern->role) : "regex";
    add(role, pattern->text);
    if (pattern->is_phrase) add("", "  = " + ShortenedRegex(pattern->regex));
    const TierOfPattern tier = TierOf(pattern->regex);
    if (tier.tier != Tier::kWords) {
      add("", fmt::format("  {}: {}", TierPhrase(tier.tier), tier.why));
    }
  }
  for (const Example& example : subject.hit) add(example.todo ? "todo" : "hit", example.text);
  for (const Example& example : subject.miss) {
    add(example.todo ? "todo_miss" : "miss", example.text);
  }
  return out;
}

bool Holds(std::string_view text, std::string_view word) {
  return AsciiLowered(text).find(word) != std::string::npos;
}

bool NamesAny(std::string_view phrase, const std::vector<std::string>& lists) {
  return std::any_of(lists.begin(), lists.end(), [&](const std::string& list) {
    return phrase.find(list) != std::string_view::npos;
  });
}

bool AnyHolds(const std::vector<const Pattern*>& patterns, const Sought& sought) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const Pattern* pattern) {
    return Holds(pattern->text, sought.word) ||
           (pattern->is_phrase && NamesAny(pattern->text, sought.lists));
  });
}

// The object is left open.
std::string JsonHead(const Pack& pack, std::string_view id, const Position& at) {
  return fmt::format(R"({{"id": {}, "file": {}, "line": {})", JsonString(id),
                     JsonString(pack.files[at.file].name), at.line);
}

// Those that hold today, or those that are known not to.
std::vector<std::string> TextsOf(const std::vector<Example>& examples, bool todo) {
  std::vector<std::string> texts;
  for (const Example& example : examples) {
    if (example.todo == todo) texts.push_back(example.text);
  }
  return texts;
}

std::string ExamplesJson(const Subject& subject) {
  std::string out =
      fmt::format(R"(, "hit": {}, "miss": {})", JsonStrings(TextsOf(subject.hit, false)),
                  JsonStrings(TextsOf(subject.miss, false)));
  const auto add = [&](std::string_view name, const std::vector<std::string>& texts) {
    if (!texts.empty()) out += fmt::format(R"(, "{}": {})", name, JsonStrings(texts));
  };
  add("todo", TextsOf(subject.hit, true));
  add("todo_miss", TextsOf(subject.miss, true));
  return out;
}

std::string WriteJson(const Pack& pack, const Subject& subject) {
  std::string out = JsonHead(pack, subject.id, subject.at);
  for (const Entry& entry : subject.entries) {
    if (entry.value.empty() && entry.json.empty()) continue;
    out += fmt::format(R"(, "{}": {})", entry.name,
                       entry.json.empty() ? JsonString(entry.value) : entry.json);
  }
  std::vector<std::string> patterns;
  for (const Pattern* pattern : subject.patterns) {
    patterns.push_back(fmt::format(
        R"({{"role": "{}", "kind": "{}", "text": {}, "re2": {}, "tier": "{}"}})",
        RoleWord(pattern->role), pattern->is_phrase ? "phrase" : "regex", JsonString(pattern->text),
        JsonString(pattern->regex), NameOf(TierOf(pattern->regex).tier)));
  }
  return fmt::format("{}, \"patterns\": [{}]{}}}\n", out, Joined(patterns, ", "),
                     ExamplesJson(subject));
}

}  // namespace

std::string TargetOf(const Pack& pack, const Rule& rule) {
  if (rule.label == kSignal) return "signal";
  const std::string& label = pack.labels[static_cast<size_t>(rule.label)].name;
  return rule.facet.empty() ? label : label + "." + rule.facet;
}

std::string RuleLine(const Pack& pack, const Rule& rule) {
  const auto index = static_cast<uint32_t>(&rule - pack.rules.data());
  const size_t patterns = PatternsOf(pack, false, index).size();
  return fmt::format("{:<40} {:<22} {:>6.2f}  {}\n", rule.id, TargetOf(pack, rule), rule.weight,
                     rule.composite ? "composite" : Counted(patterns, "pattern"));
}

Sought SoughtIn(const std::vector<ListSource>& lists, std::string_view word) {
  Sought sought{.word = AsciiLowered(word)};
  std::vector<bool> found(lists.size());
  const auto holds = [&](const std::string& text) {
    return Holds(text, sought.word) || NamesAny(text, sought.lists);
  };
  // A list that names one that was found is found in this round or the next.
  for (bool more = true; more;) {
    more = false;
    for (size_t i = 0; i < lists.size(); ++i) {
      const std::vector<std::string>& words = lists[i].words;
      if (found[i] || std::none_of(words.begin(), words.end(), holds)) continue;
      found[i] = true;
      more = true;
      sought.lists.push_back("<" + lists[i].name + ">");
    }
  }
  return sought;
}

bool RuleHolds(const Pack& pack, uint32_t rule, const Sought& sought) {
  const Rule& it = pack.rules[rule];
  return Holds(it.id, sought.word) || Holds(TargetOf(pack, it), sought.word) ||
         Holds(it.note, sought.word) || AnyHolds(PatternsOf(pack, false, rule), sought);
}

bool GuardHolds(const Pack& pack, uint32_t guard, const Sought& sought) {
  const Guard& it = pack.guards[guard];
  return Holds(it.id, sought.word) || Holds(it.note, sought.word) ||
         AnyHolds(PatternsOf(pack, true, guard), sought);
}

std::string RuleText(const Pack& pack, uint32_t rule) {
  return WriteText(pack, SubjectOf(pack, rule, false));
}

std::string GuardText(const Pack& pack, uint32_t guard) {
  return WriteText(pack, SubjectOf(pack, guard, true));
}

std::string ListText(const Pack& pack, const ListSource& list) {
  std::string out = TextHead(pack, list.name, list.at);
  AddLine("kind", "list", &out);
  if (!list.note.empty()) AddLine("note", list.note, &out);
  for (const std::string& word : list.words) AddLine("words", word, &out);
  return out;
}

std::string RuleJson(const Pack& pack, uint32_t rule) {
  return WriteJson(pack, SubjectOf(pack, rule, false));
}

std::string GuardJson(const Pack& pack, uint32_t guard) {
  return WriteJson(pack, SubjectOf(pack, guard, true));
}

std::string ListJson(const Pack& pack, const ListSource& list) {
  const std::string note =
      list.note.empty() ? "" : fmt::format(R"(, "note": {})", JsonString(list.note));
  return fmt::format("{}, \"kind\": \"list\"{}, \"words\": {}}}\n",
                     JsonHead(pack, list.name, list.at), note, JsonStrings(list.words));
}

}  // namespace cxo
