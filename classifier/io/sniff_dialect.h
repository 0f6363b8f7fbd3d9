// How a CSV file is written: its delimiter, quote and header. What is not pinned by the user is
// guessed from the start of the file, said in notes, and refused where two readings are possible.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/error/result.h"
#include "classifier/io/dialect.h"

namespace cxo {

// What the user said. Unset: to be guessed.
struct DialectHints {
  std::optional<char> delimiter = {};
  std::optional<char> quote = {};  // or kNoQuote; `"` if nothing is said, since it is not guessed
  std::optional<bool> has_header = {};
  bool whole = false;  // `head` is the whole file; otherwise its last, cut record is left out
};

struct Sniffed {
  Dialect dialect;
  std::vector<std::string> notes;  // "list.csv: delimiter ';', the first record is the header"
};

// The dialect of a file that starts with `head` (UTF-8, perhaps with a byte order mark). Errors
// carry `name` as their source, say what is open and which option settles it; where a record is
// probably at fault, they have its line, counted from that with which `head` begins.
Result<Sniffed> SniffDialect(std::string_view head, const DialectHints& hints,
                             const std::string& name);

// True if the lines of a file that starts with `head` seem to end in CR alone, as on an old
// Macintosh: there are two CR or more, and no LF.
bool HasOnlyReturns(std::string_view head);

// Refuses the first record of `name` as a header: `doubt` says what is against it.
Error MayBeNoHeader(const std::string& name, const std::string& doubt);

// True of figures, dates, amounts: digits with anything but letters around them.
bool IsFigure(std::string_view cell);

// True of lines that hold nothing but spaces, and tabs where these divide no fields. Above a header
// they are as good as empty.
bool AreBlank(std::string_view lines, const Dialect& dialect);

// A delimiter as users write it: one ASCII character, or "tab", "comma", "semicolon", "pipe",
// "\t"; case does not matter. Error source "--delimiter".
Result<char> ParseDelimiter(std::string_view word);

// A quote as users write it: one ASCII character that is no letter, figure or space and that begins
// no formula, or "none" for kNoQuote. Error source "--quote".
Result<char> ParseQuote(std::string_view word);

}  // namespace cxo
