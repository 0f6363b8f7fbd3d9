// The rules of the house that a compiler does not check: includes that only run down, short files,
// a fixed top level, no leftovers. Each check is a function of a path and a text, so that it is
// seen to fail on small invented files before it is trusted with the source tree.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace cxo {

// A file under test: its path from the root of the project, and what it says.
struct Source {
  std::string path;
  std::string text;
};

// What is wrong, as "path:line: fault" or, of a whole file, "path: fault". Empty: nothing.
using Findings = std::vector<std::string>;

// Includes of the project have full paths and run down the order of the folders; RE2, Boost, toml++
// and simdjson are seen only where they belong. Tests and benchmarks may include everything.
Findings CheckIncludes(const Source& source);

// Under 400 lines; the root CMakeLists.txt under 80.
Findings CheckLength(const Source& source);

// C++ begins with a comment; a header says `#pragma once`.
Findings CheckOpening(const Source& source);

// No notes on work put off and no code switched off: the one belongs in an issue, the other in the
// history.
Findings CheckLeftovers(const Source& source);

// No file or folder is named after nothing in particular.
Findings CheckName(const Source& source);

// `names` are those of the top level of the project.
Findings CheckTopLevel(const std::set<std::string>& names);

// The lines of `text` without their line ends.
std::vector<std::string_view> LinesOf(std::string_view text);

}  // namespace cxo
