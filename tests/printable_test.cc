// Whatever could drive or deceive a terminal is shown as an escape.
#include <gtest/gtest.h>

#include "classifier/error/result.h"

namespace cxo {
namespace {

TEST(Printable, EscapesWhatIsNotSafeToShow) {
  const struct {
    const char* name;
    std::string_view in;
    std::string_view want;
  } kCases[] = {
      {"nothing", "", ""},
      {"plain text", "Phase I\u2013III, \u4E2D\u6587 \U0001F600",
       "Phase I\u2013III, \u4E2D\u6587 \U0001F600"},
      {"control characters", "a\n\r\t\x1B[0m\x7F", "a\\n\\r\\t\\x1b[0m\\x7f"},
      {"a control beyond ASCII", "\u0085", "\\u{85}"},
      {"marks that reorder", "a\u202Eb\uFEFF", "a\\u{202e}b\\u{feff}"},
      {"a byte that begins nothing", "a\xFF\x80z", "a\\xff\\x80z"},
      {"cut off at the end", "\xE2\x82", "\\xe2\\x82"},
      {"cut off within", "\xF0\x9F\x98z", "\\xf0\\x9f\\x98z"},
      {"overlong", "\xC0\xAF", "\\xc0\\xaf"},
      {"surrogate", "\xED\xA0\x80", "\\xed\\xa0\\x80"},
      {"beyond Unicode", "\xF4\x90\x80\x80", "\\xf4\\x90\\x80\\x80"},
  };
  for (const auto& [name, in, want] : kCases) EXPECT_EQ(Printable(in), want) << name;
}

}  // namespace
}  // namespace cxo
