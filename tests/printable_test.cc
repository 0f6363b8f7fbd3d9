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
      {"marks that cannot be seen", "a\u00ADb\u180E\uFFF9\uFFFB\U000E0041",
       "a\\u{ad}b\\u{180e}\\u{fff9}\\u{fffb}\\u{e0041}"},
      {"characters of no text", "\uFDD0\uFFFE\U0001FFFF", "\\u{fdd0}\\u{fffe}\\u{1ffff}"},
      {"a byte that begins nothing", "a\xFF\x80z", "a\\xff\\x80z"},
      {"cut off at the end", "\xE2\x82", "\\xe2\\x82"},
      {"cut off within", "\xF0\x9F\x98z", "\\xf0\\x9f\\x98z"},
      {"overlong", "\xC0\xAF", "\\xc0\\xaf"},
      {"surrogate", "\xED\xA0\x80", "\\xed\\xa0\\x80"},
      {"beyond Unicode", "\xF4\x90\x80\x80", "\\xf4\\x90\\x80\\x80"},
  };
  for (const auto& [name, in, want] : kCases) EXPECT_EQ(Printable(in), want) << name;
}

TEST(Format, PutsTheCaretUnderWhatTheReaderSees) {
  const struct {
    const char* name;
    std::string_view before;
    size_t columns;
  } kCases[] = {
      {"ASCII", "ab", 2},
      {"wide characters", "\u4E2D\u6587\uFF01", 6},
      {"letters beyond ASCII", "\u00E9\u0416", 2},
      {"quotes and dashes", "\u201Ca\u201D\u2013", 4},
      {"a mark on its letter", "e\u0301", 1},
      {"an escape", "\x1B", 4},
  };
  for (const auto& [name, before, columns] : kCases) {
    const std::string line = std::string(before) + "x";
    const Error error{.line = 1,
                      .column = static_cast<uint32_t>(before.size() + 1),
                      .message = "m",
                      .excerpt = line};
    const std::string shown = Format(error);
    EXPECT_EQ(shown.substr(shown.rfind('\n') + 1), std::string(2 + columns, ' ') + "^") << name;
  }
}

}  // namespace
}  // namespace cxo
