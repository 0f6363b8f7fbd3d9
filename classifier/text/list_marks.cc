// Every mark ends in a space, so that "1.5" and "-fold" are none.
#include "classifier/text/list_marks.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "classifier/error/ascii.h"

namespace cxo {
namespace {

// The size of a number of one or two digits, a letter, or a Roman number up to four letters long.
size_t NumeralSize(std::string_view text) {
  size_t digits = 0;
  while (digits < text.size() && digits < 2 && IsDigit(text[digits])) ++digits;
  if (digits > 0 || text.empty() || !IsLower(text[0])) return digits;
  const size_t roman = text.substr(0, 4).find_first_not_of("ivx");
  return std::max<size_t>(roman == std::string_view::npos ? 0 : roman, 1);
}

// The size of a number with dots in it, or of one letter.
size_t PartNumberSize(std::string_view text) {
  constexpr size_t kLongest = 8;
  const size_t size = std::min(text.find_first_not_of("0123456789."), text.size());
  if (size > 0) return size <= kLongest && IsDigit(text[0]) ? size : 0;
  return !text.empty() && IsLower(text[0]) ? 1 : 0;
}

// Whether `behind`, which stands behind a figure such as "2.3", begins with a word that is not
// counted by figures: it has four letters at least and is no unit.
bool BeginsWithTitle(std::string_view behind) {
  constexpr std::string_view kUnits[] = {
      "acre",      "billion", "crore",     "cubic",      "days",       "degree",   "dollar",
      "dose",      "each",    "euro",      "feet",       "fold",       "gallon",   "gram",
      "hectare",   "hour",    "inch",      "inches",     "kilo",       "kilogram", "kilometer",
      "kilometre", "lakh",    "liter",     "litre",      "meter",      "metre",    "metric",
      "micron",    "mile",    "milligram", "milliliter", "millilitre", "million",  "minute",
      "month",     "percent", "point",     "pound",      "second",     "square",   "time",
      "tonne",     "ton",     "trillion",  "unit",       "week",       "year"};
  constexpr size_t kShortest = 4;
  size_t letters = 0;
  while (letters < behind.size() && IsLower(behind[letters])) ++letters;
  const std::string_view word = behind.substr(0, letters);
  const std::string_view singular = word.substr(0, letters - (word.ends_with('s') ? 1 : 0));
  return letters >= kShortest &&
         std::none_of(std::begin(kUnits), std::end(kUnits),
                      [&](std::string_view unit) { return unit == word || unit == singular; });
}

}  // namespace

size_t HeadingNumberSize(std::string_view text) {
  constexpr std::string_view kParts[] = {
      "annex ",   "appendix ", "chapter ", "item ", "lot ",   "module ",
      "no. ",     "nr. ",      "option ",  "part ", "point ", "pos. ",
      "section ", "question ", "step ",    "task ", "topic ", "work package "};
  const char first = text.empty() ? '\0' : text[0];
  for (const std::string_view part : kParts) {
    if (part[0] != first || !text.starts_with(part)) continue;
    const size_t end = part.size() + PartNumberSize(text.substr(part.size()));
    const bool closed = end > part.size() && text.substr(end).starts_with(": ");
    return closed ? end + 2 : 0;
  }
  const size_t size = text.empty() || !IsDigit(text[0]) ? 0 : PartNumberSize(text);
  const auto dots = std::count(text.begin(), text.begin() + static_cast<ptrdiff_t>(size), '.');
  if (!text.substr(size).starts_with(' ')) return 0;
  const bool is_heading =
      dots >= 2 || (dots == 1 && size <= 5 && BeginsWithTitle(text.substr(size + 1)));
  return is_heading ? size + 1 : 0;
}

size_t ListNumberSize(std::string_view text) {
  const size_t bracket = text.starts_with('(') ? 1 : 0;
  const std::string_view inside = text.substr(bracket);
  const size_t size = NumeralSize(inside);
  if (size == 0 || size + 1 >= inside.size() || inside[size + 1] != ' ') return 0;
  const bool dotted = inside[size] == '.' && IsDigit(inside[0]) && bracket == 0;
  return dotted || inside[size] == ')' ? bracket + size + 2 : 0;
}

size_t BulletSignSize(std::string_view text) {
  constexpr std::string_view kSigns[] = {
      "\u00B7", "\u2022", "\u2023", "\u2043", "\u204C", "\u2219", "\u25A0", "\u25A1", "\u25AA",
      "\u25AB", "\u25B6", "\u25B8", "\u25BA", "\u25C6", "\u25C7", "\u25CB", "\u25CF", "\u25E6",
      "\u2605", "\u2713", "\u2714", "\u2726", "\u2756", "\u27A2", "\u27A4", "\uF0A7", "\uF0B7"};
  if (text.empty() || static_cast<uint8_t>(text[0]) < 0x80) return 0;
  for (const std::string_view sign : kSigns) {
    if (text.starts_with(sign) && text.substr(sign.size()).starts_with(' ')) {
      return sign.size() + 1;
    }
  }
  return 0;
}

size_t ListMarkSize(std::string_view text) {
  if (text.starts_with("- ") || text.starts_with("* ")) return 2;
  const size_t number = ListNumberSize(text);
  return number > 0 ? number : BulletSignSize(text);
}

}  // namespace cxo
