// One pass over strings and what is between them. Only whole tokens are replaced, so that the line
// is valid afterwards exactly if it was valid but for the limits.
#include "classifier/io/json_limits.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string_view>

#include "classifier/error/ascii.h"

namespace cxo {
namespace {

// The number of digits that `text` begins with.
size_t Digits(std::string_view text) {
  return static_cast<size_t>(std::find_if_not(text.begin(), text.end(), IsDigit) - text.begin());
}

// True if all of `text` is a number as RFC 8259 writes them.
bool IsNumber(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const size_t whole = Digits(text);
  if (whole == 0 || (whole > 1 && text[0] == '0')) return false;
  text.remove_prefix(whole);
  if (text.starts_with('.')) {
    const size_t places = Digits(text.substr(1));
    if (places == 0) return false;
    text.remove_prefix(1 + places);
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    return !text.empty() && Digits(text) == text.size();
  }
  return text.empty();
}

// The code of the escape that `text` begins with, "\u" and four digits; 0 if it begins with none.
unsigned EscapedCode(std::string_view text) {
  constexpr size_t kLength = 6;
  if (text.size() < kLength || !text.starts_with("\\u")) return 0;
  unsigned code = 0;
  const char* end = text.data() + kLength;
  return std::from_chars(text.data() + 2, end, code, 16).ptr == end ? code : 0;
}

bool IsHigh(unsigned code) { return code >= 0xD800 && code < 0xDC00; }
bool IsLow(unsigned code) { return code >= 0xDC00 && code < 0xE000; }

// Goes over the string whose opening quote is at `at`, and adds the halves in it to *halves;
// returns where it has ended.
size_t PassString(std::span<char> line, size_t at, size_t* halves) {
  const std::string_view text(line.data(), line.size());
  for (++at; at < text.size() && text[at] != '"';) {
    if (text[at] != '\\') {
      ++at;
      continue;
    }
    const unsigned code = EscapedCode(text.substr(at));
    if (code == 0) {
      at += 2;
    } else if (IsHigh(code) && IsLow(EscapedCode(text.substr(at + 6)))) {
      at += 12;
    } else {
      constexpr std::string_view kReplacement = "fffd";
      if (IsHigh(code) || IsLow(code)) {
        std::ranges::copy(kReplacement, line.data() + at + 2);
        ++*halves;
      }
      at += 6;
    }
  }
  return at + 1;
}

// Goes over what looks like a number and begins at `at`; returns where it has ended. All of it is
// looked at, since of "--1" the "-1" alone is a number.
size_t PassNumber(std::span<char> line, size_t at) {
  const std::string_view text(line.data(), line.size());
  const size_t end = std::min(text.find_first_not_of("0123456789+-.eE", at), text.size());
  if (!IsNumber(text.substr(at, end - at))) return end;
  line[at] = '0';
  std::ranges::fill(line.subspan(at + 1, end - at - 1), ' ');
  return end;
}

}  // namespace

size_t ReplaceBeyondLimits(std::span<char> line) {
  size_t halves = 0;
  for (size_t at = 0; at < line.size();) {
    if (line[at] == '"') {
      at = PassString(line, at, &halves);
    } else if (line[at] == '-' || IsDigit(line[at])) {
      at = PassNumber(line, at);
    } else {
      ++at;
    }
  }
  return halves;
}

}  // namespace cxo
