// From a table of rules, as RuleTableCsv writes it and a spreadsheet gives it back, to the files of
// a pack; and from what is wrong with the pack back to the cells of the table.
#pragma once

#include <string>
#include <vector>

#include "classifier/error/result.h"
#include "classifier/pack/pack.h"
#include "classifier/spreadsheet/rule_rows.h"

namespace cxo {

// A new pack, or what is wrong: `errors` is empty if and only if the files are a valid pack.
struct ImportedRules {
  std::vector<PackFile> files;     // those with rules or anything else in them
  Pack pack;                       // that they make
  std::vector<Error> errors;       // of the table by row and column, then of the base
  bool base_at_fault = false;      // all errors are of files that the table does not write
  std::vector<std::string> notes;  // what was found out, for standard error
};

// Puts the rules of the table in the place of those of `base`, the files of a valid pack; the name
// of that pack, "rules" or "built-in pack", stands before its files in errors. Everything that can
// be found is found in one run. Sources of errors in the table are "table.csv:12", the physical
// line on which the row begins; the message names column and cell as a spreadsheet does.
ImportedRules ImportRules(const RuleTableFile& table, const std::vector<PackFile>& base,
                          const std::string& base_name);

}  // namespace cxo
