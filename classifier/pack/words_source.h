// words.toml as it is written: a pack that has been read holds the numbers of words, not the words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "classifier/pack/pack.h"

namespace cxo {

struct TomlEntry;
struct TomlValue;

// A rule that a fit of words has heard.
struct HeardRule {
  std::string id;
  double weight = 0.0;  // that it had
  std::string label;    // for which it spoke; empty if the file does not say
};

struct WordsSource {
  std::vector<std::string> words;  // with weights for labels or subtypes; may stand in both
  std::vector<HeardRule> heard;    // in the order of the file, those without a label first
  double voice = 1.0;              // what these weights count times
};

// Of the file words.toml among `files`, which are those of a pack that ParsePack takes, with their
// content. Nothing in it if there is no such file.
WordsSource WordsSourceOf(const std::vector<PackFile>& files);

// Whether `entry` of [heard] is a label with the rules heard for it, `CMO = { "cmo.fill" = 1.5 }`.
bool IsHeardLabel(const TomlEntry& entry);

// An entry of [heard]: the id of a rule and its weight.
struct HeardEntry {
  std::string_view label;  // `CMO."cmo.fill" = 1.5`; empty of `"cmo.fill" = 1.5`
  const TomlEntry* rule = nullptr;
};

// Those of a words.toml that has been parsed to `root`, which must outlive them; those without a
// label first. What is no number is left out. Takes time in the length of [heard].
std::vector<HeardEntry> HeardAt(const TomlValue& root);

}  // namespace cxo
