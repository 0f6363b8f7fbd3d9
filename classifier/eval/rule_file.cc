// Headers of tables and keys are looked for line by line: a file with a fault is worth no less.
#include "classifier/eval/rule_file.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <utility>

#include "classifier/error/ascii.h"
#include "classifier/error/letter_case.h"
#include "classifier/error/quoted.h"
#include "classifier/error/trim.h"
#include "classifier/error/utf8.h"
#include "classifier/error/whole_file.h"
#include "classifier/io/write_place.h"
#include "classifier/pack/fitted_files.h"
#include "classifier/pack/folder.h"
#include "classifier/pack/limits.h"

namespace cxo {
namespace {

namespace fs = std::filesystem;

bool IsOfName(char c) {
  return IsLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '"' || c == ' ';
}

// The header of a table in `line`, "[[rule]]"; empty if it has none. In the list of words of a
// words.toml a line may begin with a bracket as well, but is none: "[ tabl*: 12 ...", "[ ]: 3 ...".
std::string_view HeaderIn(std::string_view line) {
  const size_t brackets = line.starts_with("[[") ? 2 : 1;
  if (!line.starts_with('[')) return {};
  const auto* const end = std::find_if_not(line.begin() + brackets, line.end(), IsOfName);
  const auto length = static_cast<size_t>(end - line.begin());
  const std::string_view close = brackets == 2 ? "]]" : "]";
  const bool named = !Trimmed(line.substr(brackets, length - brackets)).empty();
  if (!named || !line.substr(length).starts_with(close)) return {};
  return line.substr(0, length + brackets);
}

// The name at the beginning of `text`, if a dot or `end` comes behind it: "bias" of "bias = {" and
// of "bias.CRO = 1" with the end '='. Else empty.
std::string_view NameBefore(char end, std::string_view text) {
  text = Trimmed(text);
  const auto letters = std::find_if_not(text.begin(), text.end(), IsLetter) - text.begin();
  const std::string_view behind = Trimmed(text.substr(static_cast<size_t>(letters)));
  const bool ends = behind.starts_with(end) || behind.starts_with('.');
  return ends ? text.substr(0, static_cast<size_t>(letters)) : std::string_view();
}

// Of a name that a fitted file has; kNone for every other. What both kinds have is of the lesser.
PackContent FittedContent(std::string_view name) {
  using Named = std::pair<std::string_view, PackContent>;
  constexpr std::array<Named, 13> kNames = {{{"corpus", PackContent::kWeights},
                                             {"temperature", PackContent::kWeights},
                                             {"bias", PackContent::kWeights},
                                             {"threshold", PackContent::kWeights},
                                             {"calibration", PackContent::kWeights},
                                             {"weight", PackContent::kWeights},
                                             {"labels", PackContent::kWords},
                                             {"voice", PackContent::kWords},
                                             {"signal", PackContent::kWords},
                                             {"pair", PackContent::kWords},
                                             {"word", PackContent::kWords},
                                             {"heard", PackContent::kWords},
                                             {"subtype", PackContent::kWords}}};
  const auto* const found = std::find_if(kNames.begin(), kNames.end(),
                                         [&](const Named& known) { return known.first == name; });
  return found == kNames.end() ? PackContent::kNone : found->second;
}

// Whether `line`, which stands in no table, begins the table [pack] as a key: "pack = { name = ..."
// or "pack.name = ...". In a list of words a line may look nearly so: "pack .: 12 ...".
bool IsHeadKey(std::string_view line) {
  constexpr std::string_view kHead = "pack";
  if (NameBefore('=', line) != kHead) return false;
  const std::string_view sign = Trimmed(Trimmed(line).substr(kHead.size()));
  const std::string_view behind = Trimmed(sign.substr(1));
  if (sign.starts_with('=')) return behind.starts_with('{');
  return !behind.empty() && (IsLetter(behind[0]) || behind[0] == '"' || behind[0] == '\'');
}

// What tells what a file holds: "[[rule]]", "corpus".
struct Sign {
  PackContent of = PackContent::kNone;
  std::string_view text;
};

Sign SignIn(std::string_view line) {
  line = Trimmed(line);
  const std::string_view header = HeaderIn(line);
  if (header.empty()) {
    const std::string_view key = NameBefore('=', line);
    return {FittedContent(key), key};
  }
  const PackContent content = FittedContent(NameBefore(']', header.substr(1)));
  return {content == PackContent::kNone ? PackContent::kRules : content, header};
}

// Windows editors put a byte order mark before the first line.
std::string_view TakeLine(std::string_view* rest) {
  std::string_view line = rest->substr(0, rest->find('\n'));
  rest->remove_prefix(std::min(line.size() + 1, rest->size()));
  if (line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
  return line;
}

// Every pack has one table [pack], in some file.
bool HasHead(std::string_view content) {
  bool in_table = false;
  while (!content.empty()) {
    const std::string_view line = Trimmed(TakeLine(&content));
    const std::string_view header = HeaderIn(line);
    if (!header.empty() && NameBefore(']', header.substr(1)) == "pack") return true;
    if (!in_table && IsHeadKey(line)) return true;
    in_table = in_table || !header.empty();
  }
  return false;
}

// Rules may stand anywhere; words have some of the keys that weights have, and more.
Sign FirstSign(std::string_view content) {
  const bool has_head = HasHead(content);
  Sign first;
  while (!content.empty()) {
    const Sign sign = SignIn(TakeLine(&content));
    if (sign.of == PackContent::kRules) return sign;
    if (sign.of > first.of) first = sign;
  }
  return has_head ? Sign{PackContent::kRules, "pack"} : first;
}

bool IsPackFolder(const fs::path& folder) {
  const ReadFolder read = ReadPackFolder(folder.empty() ? "." : folder.string(), PackLimits());
  return std::any_of(read.files.begin(), read.files.end(),
                     [](const PackFile& file) { return HasHead(file.content); });
}

// The file that writing to `file` makes or replaces; empty if it is none, or there is no telling.
fs::path TargetOf(const std::string& file) {
  const Result<WritePlace> place = FindWritePlace(file);
  return place.ok() && !place->descriptor ? fs::path(place->path) : fs::path();
}

bool IsInPack(const fs::path& target) {
  return IsNamedLikePackFile(target.filename().string()) && IsPackFolder(target.parent_path());
}

// What speaks against `written` going to `target`, as the end of a sentence about it; else empty.
std::string Against(const fs::path& target, PackContent written) {
  const std::string name = target.filename().string();
  const bool is_toml = AsciiLowered(target.extension().string()) == ".toml";
  std::error_code ignored;
  if (written != PackContent::kNone && !is_toml && fs::is_regular_file(target, ignored)) {
    return "is there and no *.toml; give another name, or remove it first";
  }
  const Result<std::string> old =
      is_toml ? ReadWholeFile(target.string(), PackLimits().file_bytes) : std::string();
  const Sign sign = old.ok() ? FirstSign(*old) : Sign();
  const bool fitted = sign.of == PackContent::kWeights || sign.of == PackContent::kWords;
  if (sign.of == PackContent::kRules || (fitted && sign.of != written)) {
    return "is there and has " + Quoted(sign.text) +
           ", which would be lost; give another name, or remove it first";
  }
  if (name == kWeightsFile || name == kWordsFile) {
    const bool words = name == kWordsFile;
    if (written == (words ? PackContent::kWords : PackContent::kWeights)) return "";
    return std::string("is the name of what `cxo tune") + (words ? " --words" : "") +
           "` writes; give another name";
  }
  const bool fits = written == PackContent::kRules && name.ends_with(".toml");
  if (fits || !IsInPack(target)) return "";
  return "would be read as rules of the pack in its folder; give another name or folder";
}

}  // namespace

bool IsOfPack(const std::string& file) { return IsInPack(TargetOf(file)); }

Status KeepRuleFile(const std::string& option, const std::string& file, PackContent written) {
  const std::string against = file.empty() ? "" : Against(TargetOf(file), written);
  if (against.empty()) return Done{};
  return Error{.source = option, .message = file + " " + against, .excerpt = {}, .wrong_use = true};
}

}  // namespace cxo
