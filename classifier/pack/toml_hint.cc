// Each hint is told by what stands at the fault; toml++'s description says what was looked for
// there.
#include "classifier/pack/toml_hint.h"

#include <algorithm>
#include <array>

#include "classifier/error/ascii.h"
#include "classifier/error/letter_case.h"

namespace cxo {
namespace {

// “ ” „ ‘ ’ ‚ « »
constexpr std::array<std::string_view, 8> kCurlyMarks = {
    "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x9E", "\xE2\x80\x98",
    "\xE2\x80\x99", "\xE2\x80\x9A", "\xC2\xAB",     "\xC2\xBB"};

std::string_view TrimmedEnd(std::string_view text, std::string_view of) {
  return text.substr(0, text.find_last_not_of(of) + 1);
}

bool BeginsWithCurlyMark(std::string_view text) {
  return std::any_of(kCurlyMarks.begin(), kCurlyMarks.end(),
                     [&](std::string_view mark) { return text.starts_with(mark); });
}

// `line` without what may follow a string.
bool EndsWithCurlyMark(std::string_view line) {
  line = TrimmedEnd(line, " \t,]}");
  return std::any_of(kCurlyMarks.begin(), kCurlyMarks.end(),
                     [&](std::string_view mark) { return line.ends_with(mark); });
}

// The fraction whose comma is byte `comma` of the line, with a point: "-1.5". Empty if it is none.
std::string FractionAround(std::string_view line, size_t comma) {
  size_t begin = comma;
  while (begin > 0 && IsDigit(line[begin - 1])) --begin;
  size_t end = comma + 1;
  while (end < line.size() && IsDigit(line[end])) ++end;
  if (begin == comma || end == comma + 1) return "";
  if (begin > 0 && (line[begin - 1] == '-' || line[begin - 1] == '+')) --begin;
  return std::string(line.substr(begin, comma - begin)) + "." +
         std::string(line.substr(comma + 1, end - comma - 1));
}

// Between braces a comma ends a value, so that the fault comes behind the digits after it.
std::string Fraction(std::string_view description, std::string_view line, size_t at) {
  if (at < line.size() && line[at] == ',') {
    std::string fraction = FractionAround(line, at);
    if (!fraction.empty()) return fraction;
  }
  if (description.find("expected '='") == std::string_view::npos) return "";
  const std::string_view before = TrimmedEnd(line.substr(0, at), " \t");
  const size_t comma = before.find_last_not_of("0123456789");
  if (comma == std::string_view::npos || before[comma] != ',') return "";
  return FractionAround(before, comma);
}

// `true` for "True"; empty for other words.
std::string_view TruthValue(std::string_view line, size_t at) {
  size_t begin = at;
  while (begin > 0 && IsLetter(line[begin - 1])) --begin;
  size_t end = at;
  while (end < line.size() && IsLetter(line[end])) ++end;
  const std::string word = AsciiLowered(line.substr(begin, end - begin));
  if (word == "true") return "true";
  return word == "false" ? "false" : "";
}

}  // namespace

std::string TomlHint(std::string_view description, std::string_view line, size_t column) {
  const size_t at = std::min(column - 1, line.size());
  // toml++ says of a string that is not closed on its line that it holds a control character: the
  // line end.
  const bool open_string =
      (column > line.size() &&
       description.find("control characters other than TAB") != std::string_view::npos) ||
      description.ends_with("string: encountered end-of-file");
  if (BeginsWithCurlyMark(line.substr(at)) || (open_string && EndsWithCurlyMark(line))) {
    return "; straight quotation marks are needed: \"";
  }
  if (open_string) return "; is a quotation mark missing?";
  if (description.find("unknown escape sequence") != std::string_view::npos) {
    return "; between ' and ' a backslash stands for itself";
  }
  if (description.find("could not determine value type") != std::string_view::npos) {
    return "; texts stand between quotation marks";
  }
  const std::string fraction = Fraction(description, line, at);
  if (!fraction.empty()) return "; numbers have a decimal point: " + fraction;
  const std::string_view truth = TruthValue(line, at);
  return truth.empty() ? "" : "; write `" + std::string(truth) + "`, in lower case";
}

}  // namespace cxo
