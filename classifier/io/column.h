// Columns and members by what the user calls them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/error/result.h"

namespace cxo {

// The name of a column as names are compared: lower case (ASCII; other letters stay), without
// spaces around, a space for each `_`.
std::string FoldedName(std::string_view name);

// The number that `wanted` is as a whole ("2"), as columns are chosen by number; nothing if it is a
// name.
std::optional<size_t> ColumnNumber(std::string_view wanted);

// The place, counted from 0, of the column that the user calls `wanted`: the column of exactly this
// name, else the only one with the same FoldedName, else the number `wanted` counted from 1. Errors
// (source "--column") list the columns that exist and the nearest name.
Result<size_t> FindColumn(const std::vector<std::string>& names, std::string_view wanted);

// "`id`, `text`": of more than twenty names the first twenty, and how many more there are.
std::string NameList(const std::vector<std::string>& names);

// What to say (source "--column") if nothing is called `wanted`: the names that exist and the
// nearest of them. `kind` is what they name: "column", "member".
Error NoSuchName(std::string_view kind, const std::vector<std::string>& names,
                 std::string_view wanted);

}  // namespace cxo
