// From toml++ to the plain tree. toml++ counts columns in code points and its packaged library
// throws; both end here.
#include "classifier/pack/toml_value.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include <toml++/toml.h>

#include "classifier/error/ascii.h"
#include "classifier/error/utf8.h"
#include "classifier/pack/toml_hint.h"

namespace cxo {
namespace {

// "a.b.c = 1" makes tables within tables; toml++ bounds the nesting of values but not that of keys.
constexpr int kMostDots = 8;

// True if the content begins as UTF-16 does: with a byte order mark, or with a character of ASCII.
bool IsUtf16(std::string_view content) {
  if (content.size() < 2) return false;
  return content.starts_with("\xFF\xFE") || content.starts_with("\xFE\xFF") ||
         (content[0] == '\0') != (content[1] == '\0');
}

// The end of the string that opens at `at`, or of the content.
size_t SkipString(std::string_view content, size_t at) {
  const char quote = content[at];
  const std::string three(3, quote);
  const bool multiline = content.substr(at, 3) == three;
  const std::string_view end = content.substr(at, multiline ? 3 : 1);
  size_t i = at + end.size();
  while (i < content.size() && content.substr(i, end.size()) != end) {
    if (!multiline && content[i] == '\n') return i;
    i += quote == '"' && content[i] == '\\' ? 2 : 1;
  }
  i += end.size();
  // Up to two quotation marks may stand before the three that close: """a"""".
  for (int more = 0; multiline && more < 2 && i < content.size() && content[i] == quote; ++more) {
    ++i;
  }
  return std::min(i, content.size());
}

// What can be said about a file before toml++ sees it.
struct Survey {
  std::optional<size_t> deep_key;  // the offset of the first key with too many dots
  size_t values = 0;               // at least as many as the file has values
};

// Strings and comments are jumped over; everything that cannot stand within a key ends one.
Survey SurveyToml(std::string_view content) {
  Survey survey;
  int dots = 0;
  size_t i = 0;
  while (i < content.size()) {
    const char c = content[i];
    if (c == '"' || c == '\'') {
      i = SkipString(content, i);
      continue;
    }
    if (c == '#') i = std::min(content.find('\n', i), content.size() - 1);
    if (std::string_view("=,\n[]{}#").find(c) != std::string_view::npos) dots = 0;
    if (c == '.' && ++dots > kMostDots && !survey.deep_key) survey.deep_key = i;
    if (c == '=' || c == ',' || c == '[') ++survey.values;
    ++i;
  }
  return survey;
}

// Finds the byte of the n-th character in constant time and space that is no burden: the number of
// characters before every block is kept. A line of a hostile file may hold a million values.
class CharacterIndex {
 public:
  explicit CharacterIndex(std::string_view content) : content_(content) {
    size_t characters = 0;
    for (size_t i = 0; i < content.size(); ++i) {
      if (i % kBlock == 0) before_.push_back(characters);
      characters += IsContinuation(content[i]) ? 0 : 1;
    }
  }

  // The byte offset of the character that stands `count` characters after byte `begin`.
  size_t Skip(size_t begin, size_t count) const {
    if (begin >= content_.size()) return content_.size();
    if (count <= kBlock && IsAscii(content_.substr(begin, count))) {
      return std::min(begin + count, content_.size());
    }
    const size_t block = begin / kBlock;
    size_t wanted = before_[block] + count;
    for (size_t i = block * kBlock; i < begin; ++i) wanted += IsContinuation(content_[i]) ? 0 : 1;
    const auto after = std::upper_bound(before_.begin(), before_.end(), wanted);
    const size_t start = static_cast<size_t>(after - before_.begin()) - 1;
    size_t at = start * kBlock;
    for (size_t seen = before_[start]; at < content_.size(); ++at) {
      if (!IsContinuation(content_[at]) && seen++ == wanted) break;
    }
    return at;
  }

 private:
  static constexpr size_t kBlock = 64;
  std::string_view content_;
  std::vector<size_t> before_;
};

// Turns the nodes of one file into values.
class Converter {
 public:
  Converter(std::string_view content, uint32_t file, size_t skipped, const Faults& faults)
      : file_(file), skipped_(skipped), faults_(faults), characters_(content) {}

  // Takes what the node holds out of it: two trees of a large pack at once would be most of the
  // memory that reading it needs.
  TomlValue Convert(toml::node* node) const {
    TomlValue value;
    value.place = PlaceOf(node->source());
    if (auto* table = node->as_table()) {
      value.entries.reserve(table->size());
      for (auto&& [key, child] : *table) {
        value.entries.push_back({std::string(key.str()), PlaceOf(key.source()), Convert(&child)});
      }
      table->clear();
      SortByPlace(&value.entries);
    } else if (auto* array = node->as_array()) {
      value.kind = TomlValue::Kind::kArray;
      value.items.reserve(array->size());
      for (toml::node& child : *array) value.items.push_back(Convert(&child));
      array->clear();
    } else {
      ConvertScalar(node, &value);
    }
    return value;
  }

  Place PlaceOf(const toml::source_region& region) const {
    Place place{PositionOf(region.begin), 1};
    if (region.end.line == region.begin.line) {
      place.width = PositionOf(region.end).column - place.at.column;
    }
    return place;
  }

 private:
  static void ConvertScalar(toml::node* node, TomlValue* value) {
    if (auto* text = node->as_string()) {
      value->kind = TomlValue::Kind::kString;
      value->text = std::move(text->get());
    } else if (const auto* integer = node->as_integer()) {
      value->kind = TomlValue::Kind::kInteger;
      value->number = static_cast<double>(integer->get());
    } else if (const auto* number = node->as_floating_point()) {
      value->kind = TomlValue::Kind::kFloat;
      value->number = number->get();
    } else if (const auto* flag = node->as_boolean()) {
      value->kind = TomlValue::Kind::kBoolean;
      value->flag = flag->get();
    } else {
      value->kind = TomlValue::Kind::kDate;
    }
  }

  // toml++ keeps tables in the order of their keys.
  static void SortByPlace(std::vector<TomlEntry>* entries) {
    std::stable_sort(entries->begin(), entries->end(), [](const TomlEntry& a, const TomlEntry& b) {
      return std::tie(a.place.at.line, a.place.at.column) <
             std::tie(b.place.at.line, b.place.at.column);
    });
  }

  Position PositionOf(const toml::source_position& position) const {
    const size_t line = faults_.Offset({file_, position.line, 1});
    const size_t begin = line + (position.line == 1 ? skipped_ : 0);
    const size_t at = characters_.Skip(begin, position.column - 1);
    return {file_, position.line, static_cast<uint32_t>(at - line + 1)};
  }

  uint32_t file_;
  size_t skipped_;  // bytes of a byte order mark
  const Faults& faults_;
  CharacterIndex characters_;
};

// The packaged toml++ is built with exceptions; they go no further than this.
std::optional<TomlValue> ParseChecked(std::string_view content, const Converter& converter,
                                      Faults* faults) {
  try {
    toml::table root = toml::parse(content);
    return converter.Convert(&root);
  } catch (const toml::parse_error& error) {
    Place place = converter.PlaceOf(error.source());
    place.width = 1;
    const std::string_view description = error.description();
    faults->Add(place, "not valid TOML: " + std::string(description) +
                           TomlHint(description, faults->Line(place.at.file, place.at.line),
                                    place.at.column));
    return std::nullopt;
  }
}

// The number of bytes that the escape at the start of `raw` takes and makes.
std::pair<size_t, size_t> EscapeSizes(std::string_view raw) {
  const char c = raw.size() > 1 ? raw[1] : '\\';
  if (c == 'u' || c == 'U') {
    const size_t digits = c == 'u' ? 4 : 8;
    uint32_t code = 0;
    for (const char digit : raw.substr(2, digits)) {
      code =
          code * 16 + static_cast<uint32_t>(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
    }
    return {2 + digits, code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4};
  }
  const size_t after = raw.find_first_not_of(" \t\r\n", 1);
  if (after != 1) return {std::min(after, raw.size()), 0};  // a line that goes on
  return {2, 1};
}

// The same for whatever stands at the start of `raw`; toml++ reads every line end as \n.
std::pair<size_t, size_t> PieceSizes(std::string_view raw, bool escapes) {
  if (escapes && raw[0] == '\\') return EscapeSizes(raw);
  return {raw.starts_with("\r\n") ? 2 : 1, 1};
}

// How many bytes of `raw`, a string with its quotation marks, stand before byte `offset` of its
// value. A line that goes on makes nothing, so a byte behind it is on the next line.
size_t RawOffset(std::string_view raw, size_t offset) {
  const bool escapes = raw[0] == '"';
  const bool multiline = raw.size() > 2 && raw[1] == raw[0] && raw[2] == raw[0];
  size_t at = multiline ? 3 : 1;
  if (multiline && raw.substr(at, 1) == "\n") ++at;
  if (multiline && raw.substr(at, 2) == "\r\n") at += 2;
  for (size_t made = 0; at < raw.size();) {
    const auto [taken, bytes] = PieceSizes(raw.substr(at), escapes);
    if (made >= offset && bytes > 0) break;
    at += taken;
    made += bytes;
  }
  return at;
}

}  // namespace

const TomlValue* TomlValue::Find(std::string_view key) const {
  for (const TomlEntry& entry : entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

std::string_view KindName(TomlValue::Kind kind) {
  switch (kind) {
    case TomlValue::Kind::kString: return "a string";
    case TomlValue::Kind::kInteger:
    case TomlValue::Kind::kFloat: return "a number";
    case TomlValue::Kind::kBoolean: return "true or false";
    case TomlValue::Kind::kDate: return "a date or time";
    case TomlValue::Kind::kArray: return "a list";
    case TomlValue::Kind::kTable: return "a table";
  }
  return {};
}

std::optional<TomlValue> ParseToml(std::string_view content, uint32_t file, size_t* values_left,
                                   Faults* faults) {
  if (IsUtf16(content)) {
    faults->AddWhole(file, "the file is in UTF-16; save it as UTF-8");
    return std::nullopt;
  }
  const size_t valid = ValidPrefix(content);
  if (valid < content.size()) {
    faults->Add({faults->At(file, valid), 1}, "not valid UTF-8; save the file as UTF-8");
    return std::nullopt;
  }
  const Survey survey = SurveyToml(content);
  if (survey.deep_key) {
    faults->Add({faults->At(file, *survey.deep_key), 1}, "the key has too many parts");
    return std::nullopt;
  }
  if (survey.values > *values_left) {
    faults->AddWhole(file, "the pack has too many values");
    return std::nullopt;
  }
  *values_left -= survey.values;
  const bool marked = content.substr(0, kByteOrderMark.size()) == kByteOrderMark;
  const size_t skipped = marked ? kByteOrderMark.size() : 0;
  return ParseChecked(content.substr(skipped), Converter(content, file, skipped, *faults), faults);
}

Place PlaceInString(const Place& string, std::string_view content, size_t offset,
                    const Faults& faults) {
  const size_t begin = faults.Offset(string.at);
  const size_t at = begin + RawOffset(content.substr(begin), offset);
  return {faults.At(string.at.file, std::min(at, content.size())), 1};
}

}  // namespace cxo
