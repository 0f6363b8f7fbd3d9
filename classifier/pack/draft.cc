// The pieces of tables that rules, composites and guards share.
#include "classifier/pack/draft.h"

#include <algorithm>
#include <utility>

#include "classifier/error/ascii.h"
#include "classifier/error/quoted.h"
#include "classifier/pack/names.h"

namespace cxo {
namespace {

// More than any file that people write; the names in it can be kept.
constexpr size_t kMostUnread = size_t{1} << 20;

Position At(const TomlValue& value) { return value.place.at; }

Pack WithFiles(std::vector<PackFile> files) {
  Pack pack;
  pack.files = std::move(files);
  return pack;
}

void AppendExamples(const TomlValue& table, std::string_view key, bool todo,
                    std::vector<Example>* out) {
  for (const TomlValue* text : TextsAt(table, key)) {
    Example example;
    example.text = text->text;
    example.todo = todo;
    example.at = At(*text);
    out->push_back(std::move(example));
  }
}

void RequireExamples(const TomlValue& table, std::string_view where, std::string_view key,
                     Draft* draft) {
  if (!TextsAt(table, key).empty()) return;
  // A value of the wrong type has been reported as that.
  const TomlValue* value = table.Find(key);
  if (value != nullptr && (value->kind != TomlValue::Kind::kArray || !value->items.empty())) return;
  draft->faults.Add(table.place, std::string(where) + " has no " + Quoted(key) +
                                     " example, expected at least one");
}

}  // namespace

Draft::Draft(std::vector<PackFile> pack_files, const std::string& source,
             const PackLimits& pack_limits)
    : pack(WithFiles(std::move(pack_files))), limits(pack_limits), faults(pack.files, source) {}

void Draft::Check(const TomlValue& table, std::string_view where, const std::vector<Key>& keys) {
  CheckKeys(table, where, keys, limits, &faults);
}

void Draft::AddInString(const TomlValue& value, const Error& error) {
  Place place = PlaceInString(value.place, ContentOf(value.place), error.column - 1, faults);
  place.width = error.width;
  faults.Add(place, error.message);
}

void Draft::AddUnread(std::string_view content) {
  complete_ = false;
  unread_bytes_ += content.size();
  if (unread_bytes_ > kMostUnread) {
    unread_.clear();
    return;
  }
  const auto joins = [](char c) { return IsLetterOrDigit(c) || c == '-' || c == '.'; };
  for (size_t end = 0, at = 0; at < content.size(); at = end + 1) {
    end = at;
    while (end < content.size() && joins(content[end])) ++end;
    const std::string_view name = content.substr(at, end - at);
    if (name.empty()) continue;
    unread_.insert(name);
    constexpr std::string_view kProfile = "profile.";  // [profile.industry.weight]
    if (!name.starts_with(kProfile)) continue;
    const std::string_view profile = name.substr(kProfile.size());
    unread_.insert(profile.substr(0, profile.find('.')));
  }
}

bool Draft::MayBeDefined(std::string_view name) const {
  if (complete_) return false;
  if (unread_bytes_ > kMostUnread || unread_.contains(name)) return true;
  if (name.ends_with(".*")) {
    const std::string_view prefix = name.substr(0, name.size() - 1);
    const auto next = unread_.lower_bound(prefix);
    return next != unread_.end() && next->starts_with(prefix);
  }
  // Of a label that is not known, facets are not known either.
  const size_t dot = name.find('.');
  return dot != std::string_view::npos && IsLabel(name.substr(0, dot)) &&
         unread_.contains(name.substr(0, dot));
}

bool Draft::MaySuggest(size_t names) {
  if (!faults.open() || names > comparisons_left_) return false;
  comparisons_left_ -= names;
  return true;
}

Place Draft::PlaceOf(const Reference& reference) const {
  if (!reference.offset) return reference.place;
  Place place =
      PlaceInString(reference.place, ContentOf(reference.place), *reference.offset, faults);
  place.width = static_cast<uint32_t>(reference.name.size());
  return place;
}

std::optional<Scope> ScopeNamed(std::string_view name) {
  if (name == "clause") return Scope::kClause;
  if (name == "sentence") return Scope::kSentence;
  if (name == "text") return Scope::kText;
  return std::nullopt;
}

std::string ReadId(const TomlValue& table, Draft* draft) {
  const TomlValue* value = TextValueAt(table, "id");
  if (value == nullptr || value->text.empty()) return {};
  if (!IsId(value->text)) {
    draft->faults.Add(value->place,
                      "an id is made of a-z, 0-9 and \"-\" in parts joined by \".\", "
                      "begins with a letter and is at most 100 bytes long");
    return value->text;
  }
  if (IsReserved(value->text)) {
    draft->faults.Add(value->place,
                      Quoted(value->text) + " is a word of conditions and cannot be an id");
  }
  const auto [first, is_new] = draft->ids.emplace(value->text, value->place);
  if (!is_new) {
    draft->faults.Add(value->place, "the id " + Quoted(value->text) + " is taken by " +
                                        draft->faults.Name(first->second.at));
  }
  return value->text;
}

void ReadExamples(const TomlValue& table, std::string_view where, std::vector<Example>* hit,
                  std::vector<Example>* miss, Draft* draft) {
  RequireExamples(table, where, "hit", draft);
  RequireExamples(table, where, "miss", draft);
  AppendExamples(table, "hit", false, hit);
  AppendExamples(table, "todo", true, hit);
  AppendExamples(table, "miss", false, miss);
  AppendExamples(table, "todo_miss", true, miss);
  const TomlValue* profile = TextValueAt(table, "example_profile");
  if (profile == nullptr) return;
  draft->references.push_back({Reference::Kind::kProfile, profile->text, profile->place, {}});
  for (std::vector<Example>* examples : {hit, miss}) {
    for (Example& example : *examples) example.profile = profile->text;
  }
}

Condition ReadCondition(const TomlValue& table, std::string_view key, Place* place, Draft* draft) {
  const TomlValue* value = TextValueAt(table, key);
  if (value == nullptr || value->text.size() > draft->limits.text_bytes) return {};
  *place = value->place;
  Result<Condition> condition = ParseCondition(value->text);
  if (!condition) {
    // An empty string has been reported as one.
    const bool blank = value->text.find_first_not_of(" \t\r\n") == std::string::npos;
    if (!blank) draft->AddInString(*value, condition.error());
    return {};
  }
  for (const Condition* name : NamesIn(*condition)) {
    const size_t behind = name->op == Condition::Op::kCount ? std::string_view("count").size() : 0;
    const size_t offset = value->text.find(name->name, name->offset + behind);
    draft->references.push_back({Reference::Kind::kEvidence, name->name, value->place, offset});
  }
  return *std::move(condition);
}

std::vector<std::string> ReadReferences(const TomlValue& table, std::string_view key,
                                        Reference::Kind kind, Draft* draft) {
  std::vector<std::string> names;
  for (const TomlValue* value : TextsAt(table, key)) {
    names.push_back(value->text);
    draft->references.push_back({kind, value->text, value->place, {}});
  }
  return names;
}

std::optional<LabelIndex> ReadLabelName(std::string_view name, const Place& place, Draft* draft) {
  if (const auto label = FindLabel(draft->pack, name)) return label;
  // Without labels at all, one fault says so; in a file that could not be parsed they may well be.
  if (draft->pack.labels.empty() || draft->MayBeDefined(name)) return std::nullopt;
  std::vector<std::string_view> names;
  for (const Label& label : draft->pack.labels) names.push_back(label.name);
  draft->faults.Add(place, "there is no label " + Quoted(name) + DidYouMean(name, names));
  return std::nullopt;
}

std::optional<Facet> ReadFacet(const TomlValue& value, Draft* draft) {
  const std::string_view text = value.text;
  const size_t dot = text.find('.');
  const std::string_view facet = dot == std::string_view::npos ? "" : text.substr(dot + 1);
  if (dot != std::string_view::npos && !IsFacet(facet)) {
    draft->faults.Add(value.place,
                      "a facet is made of a-z, 0-9 and \"-\" and begins with a letter: "
                      "CRO.clinical");
    return std::nullopt;
  }
  const auto label = ReadLabelName(text.substr(0, dot), value.place, draft);
  if (!label) return std::nullopt;
  return Facet{*label, std::string(facet)};
}

void SortIntoPack(Draft* draft) {
  Pack& pack = draft->pack;
  std::sort(draft->rules.begin(), draft->rules.end(),
            [](const DraftRule& a, const DraftRule& b) { return a.rule.id < b.rule.id; });
  std::sort(draft->guards.begin(), draft->guards.end(),
            [](const DraftGuard& a, const DraftGuard& b) { return a.guard.id < b.guard.id; });
  const auto append = [&pack](std::vector<Pattern>* patterns, size_t owner) {
    for (Pattern& pattern : *patterns) {
      pattern.owner = static_cast<uint32_t>(owner);
      pack.patterns.push_back(std::move(pattern));
    }
  };
  // Both lists are there while one is moved into the other, the peak of what reading takes.
  size_t patterns = 0;
  for (const DraftRule& read : draft->rules) patterns += read.patterns.size();
  for (const DraftGuard& read : draft->guards) patterns += read.patterns.size();
  pack.patterns.reserve(patterns);
  pack.rules.reserve(draft->rules.size());
  for (DraftRule& read : draft->rules) {
    append(&read.patterns, pack.rules.size());
    pack.rules.push_back(std::move(read.rule));
  }
  for (DraftGuard& read : draft->guards) {
    append(&read.patterns, pack.guards.size());
    pack.guards.push_back(std::move(read.guard));
  }
}

}  // namespace cxo
