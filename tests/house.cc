// The checks of house.h: plain string work, line by line.
#include "tests/house.h"

#include <algorithm>
#include <map>
#include <optional>

#include "classifier/error/ascii.h"

namespace cxo {
namespace {

// Which folders of classifier/ each folder may include; "." is classifier.h and its neighbours.
const std::map<std::string, std::set<std::string>>& Arrows() {
  static const std::map<std::string, std::set<std::string>> kArrows = {
      {"error", {}},
      {"text", {"error"}},
      {"io", {"error"}},
      {"pack", {"error", "text"}},
      {"match", {"error", "text", "pack"}},
      {"decide", {"error", "text", "pack", "match"}},
      {"builtin", {"error", "text", "pack", "match", "decide"}},
      {".", {"error", "text", "pack", "match", "decide"}},
      {"spreadsheet", {"error", "text", "pack", ".", "io"}},
      {"run", {"error", "text", "pack", "match", "decide", ".", "io"}},
      {"eval", {"error", "text", "pack", "match", "decide", ".", "io", "run"}},
      {"cli",
       {"error", "text", "pack", "match", "decide", "builtin", ".", "io", "spreadsheet", "run",
        "eval"}},
  };
  return kArrows;
}

// Where a library may be seen: path prefixes. Tests and benchmarks are free, for they compare.
struct Library {
  std::string_view include;
  std::vector<std::string_view> seen_by;
  std::string_view rule;
};

const std::vector<Library>& Libraries() {
  static const std::vector<Library> kLibraries = {
      {"re2/", {"classifier/match/"}, "RE2 is seen by classifier/match alone"},
      {"hwy/", {"classifier/match/"}, "Highway is seen by classifier/match alone"},
      {"boost/program_options",
       {"classifier/cli/options"},
       "Boost.Program_options is seen by classifier/cli/options alone"},
      {"toml++/", {"classifier/pack/"}, "toml++ is seen by classifier/pack alone"},
      {"simdjson", {"classifier/io/"}, "simdjson is seen by classifier/io alone"},
  };
  return kLibraries;
}

std::string At(const Source& source, size_t line, std::string_view message) {
  return source.path + ":" + std::to_string(line) + ": " + std::string(message);
}

bool IsHeader(const Source& source) { return source.path.ends_with(".h"); }
bool IsCode(const Source& source) { return IsHeader(source) || source.path.ends_with(".cc"); }

// The folder of classifier/ that a path lies in; nothing for a path elsewhere.
std::optional<std::string> FolderOf(std::string_view path) {
  constexpr std::string_view kRoot = "classifier/";
  if (!path.starts_with(kRoot)) return std::nullopt;
  path.remove_prefix(kRoot.size());
  const size_t slash = path.find('/');
  return slash == std::string_view::npos ? "." : std::string(path.substr(0, slash));
}

// What an #include names, with its quote or angle bracket in front; empty for another line.
std::string_view IncludeIn(std::string_view line) {
  const auto skip = [&line](std::string_view what) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (!line.starts_with(what)) return false;
    line.remove_prefix(what.size());
    return true;
  };
  if (!skip("#") || !skip("include") || !skip("")) return {};
  return line.substr(0, line.find_first_of("\">", 1));
}

// An include of the project: written with its full path, and never up the order of the folders.
std::string FaultOfArrow(const std::string& path, const std::string& target) {
  const std::optional<std::string> to = FolderOf(target);
  if (!to && !target.starts_with("tests/") && !target.starts_with("bench/")) {
    return "\"" + target + "\" is not a full path from the root";
  }
  const std::optional<std::string> from = FolderOf(path);
  if (!from || from == to) return {};
  const auto arrows = Arrows().find(*from);
  if (arrows == Arrows().end()) return "classifier/" + *from + " has no place in the order";
  if (to && arrows->second.contains(*to)) return {};
  return "the arrow " + path + " -> " + target + " runs back";
}

std::string FaultOfLibrary(const Source& source, std::string_view target) {
  for (const Library& library : Libraries()) {
    if (!target.starts_with(library.include) || !FolderOf(source.path)) continue;
    if (std::ranges::none_of(library.seen_by, [&](auto p) { return source.path.starts_with(p); })) {
      return std::string(library.rule);
    }
    if (library.include == "simdjson" && IsHeader(source)) return "simdjson stays out of headers";
  }
  return {};
}

// Their first letters are written as numbers, so that this file passes its own check.
constexpr std::string_view kLeftovers[] = {"\124ODO", "\106IXME", "\130XX", "\043if 0"};

bool HasWord(std::string_view line, std::string_view word) {
  for (size_t at = line.find(word); at != std::string_view::npos; at = line.find(word, at + 1)) {
    const size_t end = at + word.size();
    const bool begins = at == 0 || !IsRegexWordByte(line[at - 1]);
    if (begins && (end == line.size() || !IsRegexWordByte(line[end]))) return true;
  }
  return false;
}

}  // namespace

std::vector<std::string_view> LinesOf(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

Findings CheckIncludes(const Source& source) {
  Findings findings;
  size_t number = 0;
  for (const std::string_view line : LinesOf(source.text)) {
    ++number;
    const std::string_view include = IncludeIn(line);
    if (include.empty()) continue;
    const std::string target(include.substr(1));
    const std::string fault =
        include.front() == '"' ? FaultOfArrow(source.path, target) : FaultOfLibrary(source, target);
    if (!fault.empty()) findings.push_back(At(source, number, fault));
  }
  return findings;
}

Findings CheckLength(const Source& source) {
  const size_t limit = source.path == "CMakeLists.txt" ? 80 : 400;
  const size_t lines = LinesOf(source.text).size();
  if (lines < limit) return {};
  return {source.path + ": " + std::to_string(lines) + " lines; must be under " +
          std::to_string(limit)};
}

Findings CheckOpening(const Source& source) {
  Findings findings;
  if (!IsCode(source)) return findings;
  if (!source.text.starts_with("// ")) {
    findings.push_back(At(source, 1, "the file does not begin by saying what it is and why"));
  }
  const auto lines = LinesOf(source.text);
  if (IsHeader(source) && std::ranges::count(lines, "#pragma once") != 1) {
    findings.push_back(At(source, 1, "a header has `#pragma once`, once"));
  }
  return findings;
}

Findings CheckLeftovers(const Source& source) {
  Findings findings;
  size_t number = 0;
  for (const std::string_view line : LinesOf(source.text)) {
    ++number;
    for (const std::string_view word : kLeftovers) {
      if (!HasWord(line, word)) continue;
      findings.push_back(At(source, number, std::string(word) + " is left"));
    }
  }
  return findings;
}

// A file is named after a concept, and these are none.
Findings CheckName(const Source& source) {
  for (const std::string_view word : {"util", "utils", "common", "helper", "helpers", "manager"}) {
    std::string path = source.path;
    std::ranges::replace(path, '_', '.');
    if (!HasWord(path, word)) continue;
    return {source.path + ": '" + std::string(word) + "' names no concept"};
  }
  return {};
}

Findings CheckTopLevel(const std::set<std::string>& names) {
  static const std::set<std::string> kAllowed = {
      ".ci",    ".clang-format", ".clang-tidy",     ".gitattributes", ".gitignore",
      "bench",  "CHANGELOG.md",  "classifier",      "CMakeLists.txt", "CMakePresets.json",
      "corpus", "dev",           "CONTRIBUTING.md", "LICENSE",        "README.md",
      "rules",  "tests"};
  Findings findings;
  for (const std::string& name : names) {
    if (!kAllowed.contains(name)) findings.push_back(name + ": has no place in the top level");
  }
  return findings;
}

}  // namespace cxo
