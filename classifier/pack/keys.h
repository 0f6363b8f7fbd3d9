// Tables of keys: what may stand in each kind of table, so that a key that is unknown, missing, of
// the wrong type or out of range is found by one function.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/error/nearest.h"
#include "classifier/pack/faults.h"
#include "classifier/pack/limits.h"
#include "classifier/pack/toml_value.h"

namespace cxo {

struct Key {
  enum class Kind : uint8_t {
    kText,     // a string
    kRows,     // a string of any length, which says many things in lines
    kNumber,   // an integer or float within [least, most]
    kWhole,    // an integer within [least, most]
    kFlag,     // true or false
    kTexts,    // a list of strings
    kTable,    // a table
    kTables,   // [[tables]]
    kNumbers,  // a table of numbers within [least, most]
    kNames,    // a table of strings
  };
  std::string_view name;
  Kind kind = Kind::kText;
  bool required = false;
  double least = 0.0;
  double most = 0.0;
};

// Weights, biases, thresholds and scores are log-odds; 1000 is beyond any evidence, and sums of
// them stay exact enough.
inline constexpr double kMostLogOdds = 1000.0;

// Adds a fault for every key of `table` that `keys` does not allow, and for every one that it asks
// for and `table` lacks. `where` is how the table is written: "[[rule]]".
void CheckKeys(const TomlValue& table, std::string_view where, const std::vector<Key>& keys,
               const PackLimits& limits, Faults* faults);

// Typed access. A value that is absent or of another type (CheckKeys has said so) reads as null,
// `otherwise` or nothing.
const TomlValue* TextValueAt(const TomlValue& table, std::string_view key);
std::string TextAt(const TomlValue& table, std::string_view key);
double NumberAt(const TomlValue& table, std::string_view key, double otherwise);
bool FlagAt(const TomlValue& table, std::string_view key, bool otherwise);
std::vector<const TomlValue*> TextsAt(const TomlValue& table, std::string_view key);
const TomlValue* TableAt(const TomlValue& table, std::string_view key);
std::vector<const TomlValue*> TablesAt(const TomlValue& table, std::string_view key);
std::vector<const TomlEntry*> NumbersAt(const TomlValue& table, std::string_view key);
std::vector<const TomlEntry*> NumbersIn(const TomlValue& table);  // all that it has
std::vector<const TomlEntry*> NamesAt(const TomlValue& table, std::string_view key);

}  // namespace cxo
