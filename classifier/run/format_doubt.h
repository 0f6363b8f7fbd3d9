// Whether what is read as lines may be something else: a table on standard input has no extension
// that says so, and its header would be answered as if it were a text.
#pragma once

#include <optional>
#include <string_view>

#include "classifier/run/format.h"

namespace cxo {

// The format that the first line among bytes at the start of an input speaks for; none if it may
// well be a text, or if its end is not among them. A JSON object in braces is one of JSON lines; a
// header has fields without spaces around them, one of which has a usual name of a text column.
std::optional<InputFormat> FormatOfFirstLine(std::string_view head);

// The table that the first lines speak for together, whatever their first is called: three that
// semicolons, tabs or bars divide into as many fields, two or more, or five that commas do, of
// which the first holds short names, no sentence and no figure. None if too few end among the
// bytes.
std::optional<InputFormat> FormatOfFirstLines(std::string_view head);

}  // namespace cxo
