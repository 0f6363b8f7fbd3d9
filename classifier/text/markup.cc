// Tags are judged by their shape and by the table of elements below; attributes are skipped.
#include "classifier/text/markup.h"

#include <algorithm>
#include <iterator>

#include "classifier/error/ascii.h"
#include "classifier/error/letter_case.h"
#include "classifier/error/utf8.h"
#include "classifier/error/windows_1252.h"
#include "classifier/text/entities.h"

namespace cxo {
namespace {

constexpr size_t kMaxTag = 4096;
constexpr size_t kMaxName = 10;

struct Element {
  std::string_view name;
  bool breaks;
};

constexpr bool ElementBefore(const Element& a, const Element& b) { return a.name < b.name; }

// "o:p" is what word processors leave behind.
constexpr Element kElements[] = {
    {"a", false},       {"abbr", false},   {"acronym", false},   {"address", true},
    {"area", false},    {"article", true}, {"aside", true},      {"audio", false},
    {"b", false},       {"base", false},   {"basefont", false},  {"bdi", false},
    {"bdo", false},     {"big", false},    {"blockquote", true}, {"body", true},
    {"br", true},       {"button", true},  {"canvas", false},    {"caption", true},
    {"center", true},   {"cite", false},   {"code", false},      {"col", false},
    {"colgroup", true}, {"data", false},   {"datalist", true},   {"dd", true},
    {"del", false},     {"details", true}, {"dfn", false},       {"dialog", true},
    {"dir", true},      {"div", true},     {"dl", true},         {"dt", true},
    {"em", false},      {"embed", false},  {"fieldset", true},   {"figcaption", true},
    {"figure", true},   {"font", false},   {"footer", true},     {"form", true},
    {"frame", true},    {"h1", true},      {"h2", true},         {"h3", true},
    {"h4", true},       {"h5", true},      {"h6", true},         {"head", true},
    {"header", true},   {"hgroup", true},  {"hr", true},         {"html", true},
    {"i", false},       {"iframe", true},  {"img", false},       {"input", false},
    {"ins", false},     {"kbd", false},    {"label", false},     {"legend", true},
    {"li", true},       {"link", false},   {"main", true},       {"map", false},
    {"mark", false},    {"menu", true},    {"meta", false},      {"meter", false},
    {"nav", true},      {"nobr", false},   {"noscript", true},   {"o:p", false},
    {"object", false},  {"ol", true},      {"optgroup", true},   {"option", true},
    {"output", false},  {"p", true},       {"param", false},     {"path", false},
    {"picture", false}, {"pre", true},     {"progress", false},  {"q", false},
    {"s", false},       {"samp", false},   {"script", false},    {"section", true},
    {"select", true},   {"slot", false},   {"small", false},     {"source", false},
    {"span", false},    {"strike", false}, {"strong", false},    {"style", false},
    {"sub", false},     {"summary", true}, {"sup", false},       {"svg", false},
    {"table", true},    {"tbody", true},   {"td", true},         {"template", false},
    {"textarea", true}, {"tfoot", true},   {"th", true},         {"thead", true},
    {"time", false},    {"title", true},   {"tr", true},         {"track", false},
    {"tt", false},      {"u", false},      {"ul", true},         {"var", false},
    {"video", false},   {"wbr", false},
};
static_assert(std::is_sorted(std::begin(kElements), std::end(kElements), ElementBefore));

constexpr bool IsBlank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool StartsWith(std::string_view text, std::string_view lower_case) {
  return text.size() >= lower_case.size() &&
         std::equal(lower_case.begin(), lower_case.end(), text.begin(),
                    [](char want, char got) { return want == AsciiLower(got); });
}

const Element* FindElement(std::string_view name) {
  std::array<char, kMaxName> lower = {};
  if (name.size() > lower.size()) return nullptr;
  std::transform(name.begin(), name.end(), lower.begin(), AsciiLower);
  const std::string_view wanted(lower.data(), name.size());
  const Element* found = std::lower_bound(std::begin(kElements), std::end(kElements),
                                          Element{wanted, false}, ElementBefore);
  return found != std::end(kElements) && found->name == wanted ? found : nullptr;
}

// True if what stands between a name and ">" can be attributes: nothing, "/", one bare word, or
// anything with a "=". "n <a given value, n > 3" has none of these.
bool MayBeAttributes(std::string_view rest) {
  while (!rest.empty() && (IsBlank(rest.back()) || rest.back() == '/')) rest.remove_suffix(1);
  while (!rest.empty() && IsBlank(rest.front())) rest.remove_prefix(1);
  return rest.find('=') != std::string_view::npos ||
         std::all_of(rest.begin(), rest.end(), IsLetter);
}

// True if what stands behind a name, as in "</script", lets it end there.
bool EndsName(std::string_view rest) {
  return rest.empty() || rest[0] == '>' || rest[0] == '/' || IsBlank(rest[0]);
}

// Where the quoted value that begins at `at` ends, or `at` if it is not closed soon.
size_t SkipQuoted(std::string_view text, size_t at) {
  const size_t end = text.substr(0, at + kMaxTag).find(text[at], at + 1);
  return end == std::string_view::npos ? at : end;
}

}  // namespace

Tag TagReader::Read(size_t at) {
  const size_t next = at + 1;
  if (next >= text_.size()) return {};
  if (text_[next] == '!') return Declaration(at);
  if (text_[next] == '?' && StartsWith(text_.substr(next), "?xml")) {
    return {TagEnd(at, next + 4), false};
  }
  const bool closing = text_[next] == '/';
  const size_t begin = next + (closing ? 1 : 0);
  size_t end = begin;
  while (end < text_.size() && end - begin <= kMaxName &&
         (IsLetterOrDigit(text_[end]) || text_[end] == ':')) {
    ++end;
  }
  const Element* element = FindElement(text_.substr(begin, end - begin));
  if (element == nullptr) return {};
  const size_t length = TagEnd(at, end);
  if (length == 0 || closing) return {length, element->breaks};
  if (element->name == "script") return {ContentEnd(at + length, "script", &no_script_end_) - at};
  if (element->name == "style") return {ContentEnd(at + length, "style", &no_style_end_) - at};
  return {length, element->breaks};
}

// The length of the tag at `at` whose name ends at `after_name`; 0 if it is no tag after all.
size_t TagReader::TagEnd(size_t at, size_t after_name) {
  const size_t first_close = NextClose(after_name);
  if (first_close == std::string_view::npos || first_close - at >= kMaxTag) return 0;
  const char after = text_[after_name];
  if (after != '>' && after != '/' && !IsBlank(after)) return 0;
  size_t end = after_name;
  const size_t limit = std::min(at + kMaxTag, text_.size());
  for (; end < limit && text_[end] != '>'; ++end) {
    if (text_[end] == '<') return 0;
    const bool quote = text_[end] == '"' || text_[end] == '\'';
    if (quote && text_[end - 1] == '=') end = SkipQuoted(text_, end);
  }
  if (end >= limit) end = first_close;
  return MayBeAttributes(text_.substr(after_name, end - after_name)) ? end + 1 - at : 0;
}

size_t TagReader::NextClose(size_t from) {
  if (next_close_ < from) next_close_ = text_.find('>', from);
  return next_close_;
}

// Comments, "<!DOCTYPE ...>", "<![endif]>"; of "<![CDATA[" only the mark itself, for it holds text.
Tag TagReader::Declaration(size_t at) {
  const std::string_view rest = text_.substr(at);
  if (StartsWith(rest, "<![cdata[")) return {9};
  if (rest.starts_with("<!--")) {
    const size_t end = no_comment_end_ ? std::string_view::npos : rest.find("-->", 2);
    no_comment_end_ = end == std::string_view::npos;
    return {no_comment_end_ ? 0 : end + 3};
  }
  const bool known = StartsWith(rest, "<!doctype") || rest.starts_with("<![");
  const size_t end = known ? NextClose(at + 3) : std::string_view::npos;
  return {end == std::string_view::npos || end - at >= kMaxTag ? 0 : end + 1 - at};
}

// Where the text goes on after the end tag of `name`. Without one nothing but the start tag goes:
// to lose the rest of a text would be worse than to read a script.
size_t TagReader::ContentEnd(size_t from, std::string_view name, bool* missing) {
  if (*missing) return from;
  for (size_t at = text_.find("</", from); at != std::string_view::npos;
       at = text_.find("</", at + 2)) {
    const std::string_view rest = text_.substr(at + 2);
    if (!StartsWith(rest, name) || !EndsName(rest.substr(name.size()))) continue;
    const size_t close = text_.find('>', at);
    if (close != std::string_view::npos) return close + 1;
    break;
  }
  *missing = true;
  return from;
}

namespace {

// As browsers do: the numbers 128-159 are controls, but were written as Windows-1252.
char32_t NumericCode(char32_t number) {
  if (number == 0 || IsSurrogate(number) || number > 0x10FFFF) return kReplacement;
  return number < 0x100 ? Windows1252CodePoint(static_cast<uint8_t>(number)) : number;
}

// The value of a digit in base 10 or 16; -1 if it is none.
int DigitValue(char c, int base) {
  if (IsDigit(c)) return c - '0';
  const char lower = AsciiLower(c);
  return base == 16 && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

Reference ReadNumber(std::string_view text) {
  constexpr size_t kMaxNumber = 16;
  constexpr char32_t kTooLarge = 0x110000;
  const bool hex = text.size() > 2 && AsciiLower(text[2]) == 'x';
  const size_t begin = hex ? 3 : 2;
  char32_t number = 0;
  size_t at = begin;
  for (; at < text.size() && at < kMaxNumber; ++at) {
    const int digit = DigitValue(text[at], hex ? 16 : 10);
    if (digit < 0) break;
    number = std::min<char32_t>(number * (hex ? 16 : 10) + static_cast<char32_t>(digit), kTooLarge);
  }
  if (at == begin || at >= text.size() || text[at] != ';') return {};
  return {at + 1, NumericCode(number)};
}

}  // namespace

Reference ReadReference(std::string_view text) {
  if (text.size() > 1 && text[1] == '#') return ReadNumber(text);
  size_t end = 1;
  while (end < text.size() && end <= kMaxEntityName + 1 && IsLetterOrDigit(text[end])) {
    ++end;
  }
  if (end >= text.size() || text[end] != ';') return {};
  const char32_t code = EntityCode(text.substr(1, end - 1));
  return code == 0 ? Reference{} : Reference{end + 1, code};
}

}  // namespace cxo
