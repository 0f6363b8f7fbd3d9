// The contract of the normal form on any bytes: clean text, idempotent where no markup is left, and
// a map back to the original that is monotone, within bounds and consistent.
#include <algorithm>
#include <string>

#include "classifier/error/utf8.h"
#include "classifier/text/normal_form.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/targets.h"

namespace cxo {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\n'; }

void CheckText(std::string_view text) {
  Require(IsValidUtf8(text), "the form is valid UTF-8");
  for (const char* bad : {"  ", " \n", "\n ", "\n\n\n"}) {
    Require(text.find(bad) == std::string_view::npos, "white space is one space or line break");
  }
  Require(std::none_of(text.begin(), text.end(),
                       [](char c) {
                         return (c >= 'A' && c <= 'Z') || (c >= 0 && c < ' ' && c != '\n') ||
                                c == 0x7F;
                       }),
          "the form has no capitals and no controls");
  Require(text.empty() || (!IsBlank(text.front()) && !IsBlank(text.back())),
          "the form has no white space at its ends");
}

void CheckMap(const NormalText& normal, size_t original) {
  const auto size = static_cast<uint32_t>(normal.text().size());
  Span last;
  for (uint32_t at = 0; at < size; ++at) {
    const Span span = normal.Original({at, at + 1});
    Require(span.begin < span.end && span.end <= original, "a byte comes from bytes of the text");
    Require(last.begin <= span.begin && last.end <= span.end, "the map is monotone");
    Require(normal.Original({at, at}).size() == 0, "an empty span maps to an empty one");
    Require(normal.Original({0, at + 1}).end == span.end, "a span ends where its last byte does");
    Require(normal.Original({at, size}).begin == span.begin, "and begins where its first does");
    last = span;
  }
}

}  // namespace

void fuzz_normal_form(std::string_view input) {
  NormalText normal;
  normal.Assign(input);
  CheckText(normal.text());
  CheckMap(normal, input.size());
  if (IsValidUtf8(input)) Require(!normal.had_invalid(), "valid text is not called invalid");
  const std::string once(normal.text());
  if (once.find_first_of("<&") == std::string::npos) {
    Require(Normalize(once) == once, "the form of a form is itself");
  }
  normal.Assign("x");
  normal.Assign(input);
  Require(normal.text() == once, "assigning again leaves nothing behind");
}

}  // namespace cxo
