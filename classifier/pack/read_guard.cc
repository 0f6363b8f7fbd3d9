// Reads [[guard]].
#include <array>
#include <utility>

#include "classifier/error/quoted.h"
#include "classifier/pack/draft.h"

namespace cxo {
namespace {

using Kind = Key::Kind;

constexpr uint32_t kMostWords = 100;

const std::vector<Key>& GuardKeys() {
  static const std::vector<Key> kKeys = {
      {"id", Kind::kText, true},       {"any", Kind::kTexts},
      {"regex", Kind::kText},          {"not", Kind::kTexts},
      {"until", Kind::kTexts},         {"scope", Kind::kText},
      {"side", Kind::kText},           {"effect", Kind::kText},
      {"affects", Kind::kTexts},       {"factor", Kind::kNumber, false, 0.0, 1.0},
      {"needs", Kind::kText},          {"note", Kind::kText},
      {"hit", Kind::kTexts},           {"miss", Kind::kTexts},
      {"todo", Kind::kTexts},          {"todo_miss", Kind::kTexts},
      {"example_profile", Kind::kText}};
  return kKeys;
}

// One of a few words, which is *out if the key is absent. False if there was a fault.
template <typename T, size_t N>
bool ReadChoice(const TomlValue& table, std::string_view key,
                const std::array<std::pair<std::string_view, T>, N>& choices, T* out,
                Draft* draft) {
  const TomlValue* value = TextValueAt(table, key);
  if (value == nullptr) return table.Find(key) == nullptr;
  std::vector<std::string_view> names;
  std::string expected;
  for (const auto& [name, choice] : choices) {
    if (value->text == name) {
      *out = choice;
      return true;
    }
    expected += names.empty() ? "" : names.size() + 1 == N ? " or " : ", ";
    expected += name;
    names.push_back(name);
  }
  draft->faults.Add(value->place, "unknown " + std::string(key) + " " + Quoted(value->text) +
                                      ", expected " + expected + DidYouMean(value->text, names));
  return false;
}

// "5 words": the number, or 0 if it is not one from 1 to kMostWords.
uint32_t ParseWords(std::string_view text) {
  const size_t space = text.find(' ');
  if (space == 0 || space > 3) return 0;
  if (text != "1 word" && text.substr(space) != " words") return 0;
  uint32_t words = 0;
  for (const char c : text.substr(0, space)) {
    if (c < '0' || c > '9') return 0;
    words = words * 10 + static_cast<uint32_t>(c - '0');
  }
  return words <= kMostWords ? words : 0;
}

// After the effect: it decides which scopes there are.
void ReadGuardScope(const TomlValue& table, Guard* guard, Draft* draft) {
  if (guard->effect == Guard::Effect::kAside) {
    constexpr std::array<std::pair<std::string_view, Scope>, 2> kScopes = {
        {{"sentence", Scope::kSentence}, {"cue", Scope::kWords}}};
    guard->scope = Scope::kSentence;
    ReadChoice(table, "scope", kScopes, &guard->scope, draft);
    return;
  }
  const TomlValue* value = TextValueAt(table, "scope");
  if (value == nullptr) return;
  if (const std::optional<Scope> scope = ScopeNamed(value->text)) {
    guard->scope = *scope;
    return;
  }
  guard->scope = Scope::kWords;
  guard->words = ParseWords(value->text);
  if (guard->words > 0) return;
  draft->faults.Add(value->place,
                    "unknown scope " + Quoted(value->text) +
                        ", expected clause, sentence, text or a number of words from 1 to " +
                        std::to_string(kMostWords) + ": 5 words");
}

void ReadEffect(const TomlValue& table, Guard* guard, Draft* draft) {
  using Effect = Guard::Effect;
  constexpr std::array<std::pair<std::string_view, Effect>, 4> kEffects = {
      {{"block", Effect::kBlock},
       {"flip", Effect::kFlip},
       {"scale", Effect::kScale},
       {"aside", Effect::kAside}}};
  if (!ReadChoice(table, "effect", kEffects, &guard->effect, draft)) return;
  const TomlValue* factor = table.Find("factor");
  const bool scales = guard->effect == Effect::kScale;
  guard->factor = NumberAt(table, "factor", 0.0);
  if (scales && factor == nullptr) {
    draft->faults.Add(table.Find("effect")->place, "the effect scale needs a `factor` from 0 to 1");
  } else if (!scales && factor != nullptr) {
    draft->faults.Add(factor->place, "`factor` belongs to the effect scale");
  } else if (scales && guard->factor == 1.0) {
    draft->faults.Add(factor->place, "a factor of 1 weakens nothing, expected one below");
  }
}

// What is set aside is so before any rule is heard: whole sentences, or their cues alone.
void CheckAside(const TomlValue& table, const Place& condition, const Guard& guard, Draft* draft) {
  if (guard.effect != Guard::Effect::kAside) return;
  for (const std::string_view key : {"side", "affects"}) {
    if (const TomlValue* value = table.Find(key)) {
      draft->faults.Add(value->place, Quoted(key) +
                                          " does not belong to the effect aside, which "
                                          "takes all that is in a sentence or a cue");
    }
  }
  if (NamesIn(guard.condition).empty()) return;
  draft->faults.Add(condition,
                    "`needs` of the effect aside can only ask for words, clauses and "
                    "sentences: it is settled before any rule is heard");
}

void ReadSide(const TomlValue& table, Guard* guard, Draft* draft) {
  using Side = Guard::Side;
  constexpr std::array<std::pair<std::string_view, Side>, 3> kSides = {
      {{"after", Side::kAfter}, {"before", Side::kBefore}, {"both", Side::kBoth}}};
  ReadChoice(table, "side", kSides, &guard->side, draft);
}

void Append(std::vector<Pattern> from, std::vector<Pattern>* to) {
  std::move(from.begin(), from.end(), std::back_inserter(*to));
}

}  // namespace

void ReadGuard(const TomlValue& table, Draft* draft) {
  draft->Check(table, "[[guard]]", GuardKeys());
  DraftGuard read;
  Guard& guard = read.guard;
  guard.id = ReadId(table, draft);
  guard.at = table.place.at;
  guard.note = TextAt(table, "note");
  ReadEffect(table, &guard, draft);
  ReadGuardScope(table, &guard, draft);
  ReadSide(table, &guard, draft);
  guard.affects = ReadReferences(table, "affects", Reference::Kind::kEvidence, draft);
  guard.condition = ReadCondition(table, "needs", &read.condition_place, draft);
  CheckAside(table, read.condition_place, guard, draft);
  ReadExamples(table, "[[guard]]", &guard.hit, &guard.miss, draft);
  read.patterns = ReadPhrases(table, "any", PatternRole::kCue, draft);
  Append(ReadRegex(table, PatternRole::kCue, draft), &read.patterns);
  Append(ReadPhrases(table, "not", PatternRole::kPseudoCue, draft), &read.patterns);
  Append(ReadPhrases(table, "until", PatternRole::kTerminator, draft), &read.patterns);
  RequirePattern(table, "[[guard]]", draft);
  draft->guards.push_back(std::move(read));
}

}  // namespace cxo
