// Headers of tables are looked for line by line: a file with a fault is worth no less.
#include "classifier/eval/rule_file.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "classifier/error/ascii.h"
#include "classifier/error/letter_case.h"
#include "classifier/error/quoted.h"
#include "classifier/error/trim.h"
#include "classifier/pack/folder.h"
#include "classifier/pack/limits.h"

namespace cxo {
namespace {

namespace fs = std::filesystem;

// Whether a link that is called otherwise leads to it or not.
bool IsToml(const std::string& file) {
  std::error_code failed;
  const fs::path whole = fs::canonical(file, failed);
  return !failed && AsciiLowered(whole.extension().string()) == ".toml";
}

bool IsOfName(char c) {
  return IsLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '"' || c == ' ';
}

// The header of a table in `line`, "[[rule]]"; empty if it has none. In the list of words of a
// words.toml a line may begin with a bracket as well, but is none: "[ tabl*: 12 ...", "[ ]: 3 ...".
std::string_view HeaderIn(std::string_view line) {
  line = Trimmed(line);
  const size_t brackets = line.starts_with("[[") ? 2 : 1;
  if (!line.starts_with('[')) return {};
  const auto end = std::find_if_not(line.begin() + brackets, line.end(), IsOfName);
  const auto length = static_cast<size_t>(end - line.begin());
  const std::string_view close = brackets == 2 ? "]]" : "]";
  const bool named = !Trimmed(line.substr(brackets, length - brackets)).empty();
  if (!named || !line.substr(length).starts_with(close)) return {};
  return line.substr(0, length + brackets);
}

bool IsOfFittedFile(std::string_view header) {
  constexpr std::array<std::string_view, 3> kFitted = {"[weight]", "[heard]", "[subtype]"};
  return std::find(kFitted.begin(), kFitted.end(), header) != kFitted.end();
}

// The first header that no fitted file has; empty if there is none.
std::string_view HeaderOfRules(std::string_view content) {
  while (!content.empty()) {
    const size_t end = std::min(content.find('\n'), content.size());
    const std::string_view header = HeaderIn(content.substr(0, end));
    if (!header.empty() && !IsOfFittedFile(header)) return header;
    content.remove_prefix(std::min(end + 1, content.size()));
  }
  return {};
}

}  // namespace

Status KeepRuleFile(const std::string& option, const std::string& file) {
  if (file.empty() || !IsToml(file)) return Done{};
  const Result<std::string> content = ReadPackFile(file, PackLimits().file_bytes);
  if (!content.ok()) return Done{};
  const std::string_view header = HeaderOfRules(*content);
  if (header.empty()) return Done{};
  return Error{.source = option,
               .message = file + " is there and has " + Quoted(header) +
                          ", which would be lost; give another name, or remove it first",
               .wrong_use = true};
}

}  // namespace cxo
