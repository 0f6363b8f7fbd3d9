// Imports a table of rules from memory.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "classifier/spreadsheet/rule_import.h"
#include "tests/temp_folder.h"

namespace cxo {

// The table in place of the rules of `base`; sources of errors begin with "table.csv" or
// `base_name`.
inline ImportedRules ImportTable(std::string_view table, const std::vector<PackFile>& base,
                                 const std::string& base_name = "base") {
  const TempFolder folder;
  WriteFile(folder / "table.csv", table);
  ImportedRules imported = ImportRules({.path = folder / "table.csv"}, base, base_name);
  for (Error& error : imported.errors) {
    const size_t at = error.source.find("table.csv");
    if (at != std::string::npos) error.source.erase(0, at);
  }
  return imported;
}

}  // namespace cxo
