// What a phrase spells out.
#include "classifier/pack/spellings.h"

#include <gtest/gtest.h>

#include "classifier/error/joined.h"

namespace cxo {
namespace {

TEST(Spellings, AreThoseOfAllBrackets) {
  const struct {
    std::string_view name, phrase, want;
  } cases[] = {
      {"no brackets", "toll manufactur* ..3 study~", "toll manufactur* ..3 study~"},
      {"alternatives", "(contract|toll) filling", "contract filling|toll filling"},
      {"inside a word", "stud(y|ies)", "study|studies"},
      {"an optional part", "[pre-]clinical", "clinical|pre-clinical"},
      {"several", "(a|b) [c] d", "a  d|a c d|b  d|b c d"},
      {"nested", "(a[b]|c (d|e))", "a|ab|c d|c e"},
      {"as many as may be", "(a|b)(c|d)(e|f)", "ace|acf|ade|adf|bce|bcf|bde|bdf"},
      {"too many", "(a|b)(c|d)(e|f)[g]", ""},
      {"too many in a bracket", "(a|b|c|d|e|f|g|h|i)", ""},
      {"signs without their meaning", "a\\(b\\|c\\)", "a\\(b\\|c\\)"},
      {"a list", "for <company>", ""},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(Joined(Spellings(one.phrase, 8), "|"), one.want) << one.name;
  }
}

}  // namespace
}  // namespace cxo
