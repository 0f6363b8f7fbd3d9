// Whether the first record of a table is its header, where the user has chosen no column by name:
// then nobody has said what the columns are called, and a row taken for a header is a lost answer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/io/framer.h"

namespace cxo {

// True of names under which a text column is so usual that it need not be asked for.
bool IsUsualTextName(std::string_view name);

// The number of the first record behind the header that has a field called `wanted` (FoldedName)
// and no figure, among the first ten of a table that begins with `head`: the header may be there,
// below lines of titles. Nothing if none has.
std::optional<uint64_t> RecordThatNames(std::string_view wanted, std::string_view head,
                                        const FramerOptions& framing);

// The rows behind the first record among bytes at the start of a table, the first 1,000 at most.
// Rows with something wrong and blank ones are left out, and the last, which may be cut, unless
// `head` is the whole table.
std::vector<std::vector<std::string>> RowsBelow(std::string_view head, const FramerOptions& framing,
                                                bool whole);

// Why `first` may be a row rather than the header, in words that follow "may not be a header"; ""
// if it cannot. `text_column`: one that holds the text, from 0. `rows` are below it, as far as
// seen; `whole`: there are no others. A cell that comes again below in its column makes it a row; a
// usual name of a column, or a word above figures, makes it a header. Else nothing tells: a text
// may be one word ("packaging"), whatever stands below it.
std::string HeaderDoubt(const std::vector<std::string>& first,
                        const std::vector<std::vector<std::string>>& rows, bool whole,
                        size_t text_column);

}  // namespace cxo
