// Reads what the pack says about itself: [pack], [[label]], [profile.*] and [[example]].
#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "classifier/error/quoted.h"
#include "classifier/pack/draft.h"
#include "classifier/pack/names.h"

namespace cxo {
namespace {

using Kind = Key::Kind;

const std::vector<Key>& HeadKeys() {
  static const std::vector<Key> kKeys = {
      {"name", Kind::kText, true}, {"version", Kind::kText, true}, {"licence", Kind::kText},
      {"languages", Kind::kTexts}, {"group", Kind::kText},         {"default_profile", Kind::kText},
      {"note", Kind::kText}};
  return kKeys;
}

const std::vector<Key>& LabelKeys() {
  static const std::vector<Key> kKeys = {
      {"name", Kind::kText, true}, {"title", Kind::kText, true}, {"subtypes", Kind::kTexts}};
  return kKeys;
}

const std::vector<Key>& ProfileKeys() {
  static const std::vector<Key> kKeys = {
      {"note", Kind::kText},
      {"relabel", Kind::kNames},
      {"weight", Kind::kNumbers, false, -kMostLogOdds, kMostLogOdds},
      {"off", Kind::kTexts},
      {"bias", Kind::kNumbers, false, -kMostLogOdds, kMostLogOdds}};
  return kKeys;
}

const std::vector<Key>& ExampleKeys() {
  static const std::vector<Key> kKeys = {{"text", Kind::kText, true},
                                         {"label", Kind::kText, true},
                                         {"profile", Kind::kText},
                                         {"todo", Kind::kFlag}};
  return kKeys;
}

void CheckUpperCase(const TomlValue* value, std::string_view what, Draft* draft) {
  if (value == nullptr || value->text.empty() || IsLabel(value->text)) return;
  draft->faults.Add(value->place, std::string(what) +
                                      " is made of A-Z, 0-9 and \"-\", begins with a letter and is "
                                      "at most 100 bytes long");
}

Profile::Change& AddChange(std::string_view rule, const Place& place, Profile* profile,
                           Draft* draft) {
  draft->references.push_back({Reference::Kind::kRule, std::string(rule), place, {}});
  Profile::Change change;
  change.rule = rule;
  change.at = place.at;
  profile->changes.push_back(std::move(change));
  return profile->changes.back();
}

}  // namespace

void ReadHead(const TomlValue& table, Draft* draft) {
  draft->Check(table, "[pack]", HeadKeys());
  if (draft->head) {
    draft->faults.Add(table.place,
                      "there is one [pack] already, at " + draft->faults.Name(draft->head->at));
    return;
  }
  draft->head = table.place;
  Pack& pack = draft->pack;
  pack.name = TextAt(table, "name");
  pack.version = TextAt(table, "version");
  pack.licence = TextAt(table, "licence");
  pack.note = TextAt(table, "note");
  pack.group = TextAt(table, "group");
  CheckUpperCase(TextValueAt(table, "group"), "a group", draft);
  draft->group = TextValueAt(table, "group");
  draft->default_profile = TextValueAt(table, "default_profile");
  for (const TomlValue* language : TextsAt(table, "languages")) {
    pack.languages.push_back(language->text);
  }
}

namespace {

// The order of labels counts, and files have none that a reader would see.
void CheckLabelFile(const TomlValue& table, Draft* draft) {
  if (draft->labels.empty()) return;
  const uint32_t file = draft->labels.front().at.file;
  if (file == table.place.at.file) return;
  draft->faults.Add(table.place,
                    "labels stand in one file, because their order counts; the first "
                    "is in " +
                        draft->pack.files[file].name);
}

void CheckLabelOrder(const TomlValue& name, Draft* draft) {
  if (name.text != "NONE" || draft->labels.empty()) return;
  draft->faults.Add(name.place, "the abstaining label NONE must be the first");
}

std::vector<std::string> ReadSubtypes(const TomlValue& table, Draft* draft) {
  std::vector<std::string> subtypes;
  for (const TomlValue* subtype : TextsAt(table, "subtypes")) {
    const bool twice = std::find(subtypes.begin(), subtypes.end(), subtype->text) != subtypes.end();
    if (!IsFacet(subtype->text)) {
      draft->faults.Add(subtype->place,
                        "a subtype is made of a-z, 0-9 and \"-\" and begins with a letter");
    } else if (twice) {
      draft->faults.Add(subtype->place, "there is a subtype " + Quoted(subtype->text) + " already");
    }
    subtypes.push_back(subtype->text);
  }
  return subtypes;
}

// A rule that is off cannot be changed as well; one of the two is a mistake.
void ReadOff(const TomlValue& table, Profile* profile, Draft* draft) {
  std::map<std::string, size_t, std::less<>> first;  // of the changes of each rule
  for (size_t i = 0; i < profile->changes.size(); ++i) first.emplace(profile->changes[i].rule, i);
  for (const TomlValue* off : TextsAt(table, "off")) {
    const auto [taken, is_new] = first.emplace(off->text, profile->changes.size());
    if (!is_new) {
      const Profile::Change& change = profile->changes[taken->second];
      draft->faults.Add(off->place,
                        Quoted(off->text) +
                            (change.off ? " is off already, at " : " is off here and changed at ") +
                            draft->faults.Name(change.at));
    }
    AddChange(off->text, off->place, profile, draft).off = true;
  }
}

}  // namespace

void ReadLabel(const TomlValue& table, Draft* draft) {
  draft->Check(table, "[[label]]", LabelKeys());
  const TomlValue* name = TextValueAt(table, "name");
  if (name == nullptr || name->text.empty()) return;
  CheckUpperCase(name, "a label", draft);
  CheckLabelFile(table, draft);
  if (FindLabel(draft->pack, name->text)) {
    draft->faults.Add(name->place, "there is a label " + Quoted(name->text) + " already");
    return;
  }
  CheckLabelOrder(*name, draft);
  draft->labels.push_back(name->place);
  draft->pack.labels.push_back({name->text, TextAt(table, "title"), ReadSubtypes(table, draft)});
}

void ReadProfile(const TomlEntry& entry, Draft* draft) {
  const TomlValue& table = entry.value;
  draft->Check(table, "[profile." + entry.key + "]", ProfileKeys());
  if (!IsFacet(entry.key)) {
    draft->faults.Add(entry.place,
                      "the name of a profile is made of a-z, 0-9 and \"-\" and begins "
                      "with a letter");
  }
  Profile profile;
  profile.name = entry.key;
  profile.note = TextAt(table, "note");
  profile.at = entry.place.at;
  for (const TomlEntry* relabel : NamesAt(table, "relabel")) {
    Profile::Change& change = AddChange(relabel->key, relabel->place, &profile, draft);
    if (const auto facet = ReadFacet(relabel->value, draft)) {
      change.label = facet->label;
      change.facet = facet->facet;
    }
  }
  for (const TomlEntry* weight : NumbersAt(table, "weight")) {
    AddChange(weight->key, weight->place, &profile, draft).weight = weight->value.number;
  }
  ReadOff(table, &profile, draft);
  for (const TomlEntry* bias : NumbersAt(table, "bias")) {
    const auto label = ReadLabelName(bias->key, bias->place, draft);
    if (label) profile.bias[*label] = bias->value.number;
  }
  const auto taken = std::find_if(draft->pack.profiles.begin(), draft->pack.profiles.end(),
                                  [&](const Profile& other) { return other.name == profile.name; });
  if (taken == draft->pack.profiles.end()) return draft->pack.profiles.push_back(profile);
  draft->faults.Add(entry.place, "there is a profile " + Quoted(profile.name) + " already, at " +
                                     draft->faults.Name(taken->at));
}

void ReadExample(const TomlValue& table, Draft* draft) {
  draft->Check(table, "[[example]]", ExampleKeys());
  Example example;
  example.text = TextAt(table, "text");
  example.todo = FlagAt(table, "todo", false);
  example.at = table.place.at;
  if (const TomlValue* label = TextValueAt(table, "label")) {
    example.label = label->text;
    if (!label->text.empty()) ReadLabelName(label->text, label->place, draft);
  }
  if (const TomlValue* profile = TextValueAt(table, "profile")) {
    example.profile = profile->text;
    draft->references.push_back({Reference::Kind::kProfile, profile->text, profile->place, {}});
  }
  draft->pack.examples.push_back(std::move(example));
}

}  // namespace cxo
