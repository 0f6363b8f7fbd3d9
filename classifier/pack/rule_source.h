// The rules of a pack as they are written, key by key, before defaults, weights.toml and profiles
// have their say: what a table of rules for spreadsheets is made of.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "classifier/pack/pack.h"
#include "classifier/pack/toml_value.h"

namespace cxo {

// The tables that hold rules, as they are called in a file.
inline constexpr std::string_view kRuleKinds[] = {"rule", "composite", "guard"};

struct RuleSource {
  std::string_view kind;  // one of kRuleKinds
  uint32_t file = 0;      // index into PackSource::rest
  TomlValue table;
};

struct PackSource {
  std::vector<RuleSource> rules;  // by file, and in a file as they stand
  // Every file without its rules: byte for byte where it has none, else written anew, without its
  // comments; empty where nothing is left.
  std::vector<PackFile> rest;
};

// `files` are those of a pack that ParsePack takes: what cannot be parsed is left out.
PackSource SplitPack(const std::vector<PackFile>& files);

}  // namespace cxo
