// A TOML file as a plain tree with a place for every key and value, so that toml++ is seen by one
// file alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/pack/faults.h"

namespace cxo {

struct TomlEntry;

struct TomlValue {
  enum class Kind : uint8_t { kString, kInteger, kFloat, kBoolean, kDate, kArray, kTable };

  Kind kind = Kind::kTable;
  bool flag = false;  // kBoolean
  Place place;
  double number = 0.0;             // kInteger, kFloat
  std::string text;                // kString
  std::vector<TomlValue> items;    // kArray
  std::vector<TomlEntry> entries;  // kTable, in the order of the file

  // The value of a key of a table; null if there is none.
  const TomlValue* Find(std::string_view key) const;
};

struct TomlEntry {
  std::string key;
  Place place;
  TomlValue value;
};

// "a string", "a number", "a list", ...
std::string_view KindName(TomlValue::Kind kind);

// Parses file number `file` with content `content`. Adds a fault and returns nothing if it is not
// valid UTF-8, not valid TOML, nested deeper than any pack is, or holds more than *values_left
// values; else *values_left is lowered.
std::optional<TomlValue> ParseToml(std::string_view content, uint32_t file, size_t* values_left,
                                   Faults* faults);

// The place in its file of byte `offset` of a string value that stands at `string`: behind the
// quotation mark, with escapes counted. `content` is that of the file.
Place PlaceInString(const Place& string, std::string_view content, size_t offset,
                    const Faults& faults);

}  // namespace cxo
