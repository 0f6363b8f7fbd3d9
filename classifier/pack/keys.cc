// One walk over a table and its keys; each fault is said at the key or value that has it.
#include "classifier/pack/keys.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "classifier/error/quoted.h"

namespace cxo {
namespace {

using ValueKind = TomlValue::Kind;

bool IsNumber(const TomlValue& value) {
  return value.kind == ValueKind::kInteger || value.kind == ValueKind::kFloat;
}

// A limit of a range in words, whatever the locale of the program is.
std::string Shown(double number) {
  char buffer[32];
  const auto written =
      std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::general);
  return {buffer, written.ptr};
}

std::string_view Expected(Key::Kind kind) {
  switch (kind) {
    case Key::Kind::kText: return "a string";
    case Key::Kind::kRows: return "lines between ''' and '''";
    case Key::Kind::kNumber: return "a number";
    case Key::Kind::kWhole: return "a whole number";
    case Key::Kind::kFlag: return "true or false";
    case Key::Kind::kTexts: return "a list of strings";
    case Key::Kind::kTable: return "a table";
    case Key::Kind::kTables: return "tables in double brackets";
    case Key::Kind::kNumbers: return "a table of numbers";
    case Key::Kind::kNames: return "a table of strings";
  }
  return {};
}

bool HasKind(const TomlValue& value, Key::Kind kind) {
  switch (kind) {
    case Key::Kind::kText:
    case Key::Kind::kRows: return value.kind == ValueKind::kString;
    case Key::Kind::kNumber: return IsNumber(value);
    case Key::Kind::kWhole: return value.kind == ValueKind::kInteger;
    case Key::Kind::kFlag: return value.kind == ValueKind::kBoolean;
    case Key::Kind::kTexts:
    case Key::Kind::kTables: return value.kind == ValueKind::kArray;
    default: return value.kind == ValueKind::kTable;
  }
}

class KeyChecker {
 public:
  KeyChecker(const PackLimits& limits, Faults* faults) : limits_(limits), faults_(*faults) {}

  void Check(const TomlValue& value, const Key& key) {
    if (!HasKind(value, key.kind)) return AddKind(value, key.name, Expected(key.kind));
    switch (key.kind) {
      case Key::Kind::kText: return CheckText(value, key.name);
      case Key::Kind::kNumber:
      case Key::Kind::kWhole: return CheckRange(value, key.name, key);
      case Key::Kind::kTexts:
        for (const TomlValue& item : value.items) CheckItem(item, key);
        return;
      case Key::Kind::kTables: return CheckTables(value, key);
      case Key::Kind::kNumbers:
      case Key::Kind::kNames:
        for (const TomlEntry& entry : value.entries) CheckEntry(entry, key);
        return;
      default: return;
    }
  }

 private:
  void AddKind(const TomlValue& value, std::string_view name, std::string_view expected) {
    faults_.Add(value.place, Quoted(name) + " is " + std::string(KindName(value.kind)) +
                                 ", expected " + std::string(expected));
  }

  void CheckText(const TomlValue& value, std::string_view name, std::string_view that = "") {
    const std::string what = Quoted(name) + std::string(that);
    if (value.text.find_first_not_of(" \t\r\n") == std::string::npos) {
      faults_.Add(value.place, what + " is empty");
    }
    if (value.text.size() > limits_.text_bytes) {
      faults_.Add(value.place, what + " is " + std::to_string(value.text.size()) +
                                   " bytes long, at most " + std::to_string(limits_.text_bytes) +
                                   " are allowed");
    }
  }

  // Written so that a value that is not a number (nan) is out of range as well.
  void CheckRange(const TomlValue& value, std::string_view name, const Key& key) {
    if (value.number >= key.least && value.number <= key.most) return;
    faults_.Add(value.place, Quoted(name) + " is out of range, expected a number from " +
                                 Shown(key.least) + " to " + Shown(key.most));
  }

  void CheckItem(const TomlValue& item, const Key& key) {
    if (item.kind == ValueKind::kString) return CheckText(item, key.name, " holds a string that");
    faults_.Add(item.place, Quoted(key.name) + " holds " + std::string(KindName(item.kind)) +
                                ", expected strings");
  }

  void CheckTables(const TomlValue& value, const Key& key) {
    for (const TomlValue& item : value.items) {
      if (item.kind == ValueKind::kTable) continue;
      faults_.Add(item.place, Quoted(key.name) + " holds " + std::string(KindName(item.kind)) +
                                  ", expected tables in double brackets");
    }
  }

  void CheckEntry(const TomlEntry& entry, const Key& key) {
    const bool numbers = key.kind == Key::Kind::kNumbers;
    if (numbers ? !IsNumber(entry.value) : entry.value.kind != ValueKind::kString) {
      const bool dotted = entry.value.kind == ValueKind::kTable;
      return AddKind(entry.value, entry.key,
                     std::string(numbers ? "a number" : "a string") +
                         (dotted ? " (write names with dots in quotation marks)" : ""));
    }
    if (numbers) return CheckRange(entry.value, entry.key, key);
    CheckText(entry.value, entry.key);
  }

  const PackLimits& limits_;
  Faults& faults_;
};

void AddUnknown(const TomlEntry& entry, std::string_view where, const std::vector<Key>& keys,
                Faults* faults) {
  std::vector<std::string_view> names;
  names.reserve(keys.size());
  for (const Key& key : keys) names.push_back(key.name);
  const std::string what = where.empty()
                               ? "unknown table " + Quoted(entry.key)
                               : "unknown key " + Quoted(entry.key) + " in " + std::string(where);
  faults->Add(entry.place, what + DidYouMean(entry.key, names));
}

const TomlValue* FindKind(const TomlValue& table, std::string_view key, Key::Kind kind) {
  const TomlValue* value = table.Find(key);
  return value != nullptr && HasKind(*value, kind) ? value : nullptr;
}

}  // namespace

void CheckKeys(const TomlValue& table, std::string_view where, const std::vector<Key>& keys,
               const PackLimits& limits, Faults* faults) {
  KeyChecker checker(limits, faults);
  for (const TomlEntry& entry : table.entries) {
    const auto key = std::find_if(keys.begin(), keys.end(),
                                  [&](const Key& known) { return known.name == entry.key; });
    if (key == keys.end()) {
      AddUnknown(entry, where, keys, faults);
    } else {
      checker.Check(entry.value, *key);
    }
  }
  for (const Key& key : keys) {
    if (!key.required || table.Find(key.name) != nullptr) continue;
    faults->Add(table.place, std::string(where) + " has no " + Quoted(key.name));
  }
}

const TomlValue* TextValueAt(const TomlValue& table, std::string_view key) {
  return FindKind(table, key, Key::Kind::kText);
}

std::string TextAt(const TomlValue& table, std::string_view key) {
  const TomlValue* value = TextValueAt(table, key);
  return value == nullptr ? "" : value->text;
}

double NumberAt(const TomlValue& table, std::string_view key, double otherwise) {
  const TomlValue* value = FindKind(table, key, Key::Kind::kNumber);
  return value == nullptr ? otherwise : value->number;
}

bool FlagAt(const TomlValue& table, std::string_view key, bool otherwise) {
  const TomlValue* value = FindKind(table, key, Key::Kind::kFlag);
  return value == nullptr ? otherwise : value->flag;
}

std::vector<const TomlValue*> TextsAt(const TomlValue& table, std::string_view key) {
  std::vector<const TomlValue*> texts;
  const TomlValue* value = FindKind(table, key, Key::Kind::kTexts);
  if (value == nullptr) return texts;
  for (const TomlValue& item : value->items) {
    if (item.kind == ValueKind::kString) texts.push_back(&item);
  }
  return texts;
}

const TomlValue* TableAt(const TomlValue& table, std::string_view key) {
  return FindKind(table, key, Key::Kind::kTable);
}

std::vector<const TomlValue*> TablesAt(const TomlValue& table, std::string_view key) {
  std::vector<const TomlValue*> tables;
  const TomlValue* value = FindKind(table, key, Key::Kind::kTables);
  if (value == nullptr) return tables;
  for (const TomlValue& item : value->items) {
    if (item.kind == ValueKind::kTable) tables.push_back(&item);
  }
  return tables;
}

std::vector<const TomlEntry*> NumbersAt(const TomlValue& table, std::string_view key) {
  const TomlValue* value = FindKind(table, key, Key::Kind::kNumbers);
  return value == nullptr ? std::vector<const TomlEntry*>() : NumbersIn(*value);
}

std::vector<const TomlEntry*> NumbersIn(const TomlValue& table) {
  std::vector<const TomlEntry*> entries;
  for (const TomlEntry& entry : table.entries) {
    if (IsNumber(entry.value)) entries.push_back(&entry);
  }
  return entries;
}

std::vector<const TomlEntry*> NamesAt(const TomlValue& table, std::string_view key) {
  std::vector<const TomlEntry*> entries;
  const TomlValue* value = FindKind(table, key, Key::Kind::kNames);
  if (value == nullptr) return entries;
  for (const TomlEntry& entry : value->entries) {
    if (entry.value.kind == ValueKind::kString) entries.push_back(&entry);
  }
  return entries;
}

}  // namespace cxo
