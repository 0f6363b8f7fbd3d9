// Prose in lines of some columns.
#include "classifier/error/wrapped.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace cxo {
namespace {

TEST(Wrapped, BreaksLinesAtSpaces) {
  struct Case {
    std::string_view name;
    std::string head;
    std::string_view text, indent, want;
  };
  const Case cases[] = {
      {"nothing", "", "", "", "\n"},
      {"blanks alone", "", " \t\n", "", "\n"},
      {"a head alone", "a: ", "", "   ", "a:\n"},
      {"as wide as a line", "", "one two 89", "", "one two 89\n"},
      {"a byte wider", "", "one two 890", "", "one two\n890\n"},
      {"other blanks are one space", "", " one\n\ttwo  ", "", "one two\n"},
      {"what each line begins with", "# ", "one two three", "#   ", "# one two\n#   three\n"},
      {"a word wider than a line", "", "a bcdefghijklmn o", "  ", "a\n  bcdefghijklmn\n  o\n"},
      {"the first word wider than a line", "# ", "bcdefghijklmn o", "#   ",
       "# bcdefghijklmn\n#   o\n"},
      {"a head that leaves no room", "--option ", "one", "    ", "--option\n    one\n"},
  };
  for (const Case& c : cases) EXPECT_EQ(Wrapped(c.head, c.text, c.indent, 10), c.want) << c.name;
}

TEST(Wrapped, TakesTheColumnsOfATerminalUnlessTold) {
  const std::string word(39, 'x');
  EXPECT_EQ(Wrapped("", word + " " + word + " y", ""), word + " " + word + "\ny\n");
}

TEST(Wrapped, NeverBreaksAnItemOfAList) {
  using Items = std::vector<std::string>;
  EXPECT_EQ(WrappedList("a: ", Items{}, "   ", 10), "a: none\n");
  EXPECT_EQ(WrappedList("a: ", Items{"b"}, "   ", 10), "a: b\n");
  EXPECT_EQ(WrappedList("a: ", Items{"b c", "d", "e f"}, "   ", 10), "a: b c, d,\n   e f\n");
  EXPECT_EQ(WrappedList("a: ", Items{"b c d e f g", "h"}, "   ", 10), "a: b c d e f g,\n   h\n");
}

}  // namespace
}  // namespace cxo
