// Conditions: what is read, how it is written out again, and every way of getting one wrong.
#include "classifier/pack/condition.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace cxo {
namespace {

// A condition with all brackets, so that a test sees the tree.
std::string Tree(const Condition& condition) {
  switch (condition.op) {
    case Condition::Op::kAnd:
    case Condition::Op::kOr:
    case Condition::Op::kNot: break;
    default: return ToString(condition);
  }
  std::string out = condition.op == Condition::Op::kAnd  ? "and("
                    : condition.op == Condition::Op::kOr ? "or("
                                                         : "not(";
  for (size_t i = 0; i < condition.parts.size(); ++i) {
    out += (i == 0 ? "" : ", ") + Tree(condition.parts[i]);
  }
  return out + ")";
}

TEST(Condition, ReadsTheGrammarAndWritesItBackWithAsFewBracketsAsItsMeaningAllows) {
  struct Case {
    std::string_view name, in, tree, text;
  };
  const Case cases[] = {
      {"name", "offer", "offer", "offer"},
      {"id with dots and hyphens", "cmo.scale-up", "cmo.scale-up", "cmo.scale-up"},
      {"prefix", "cro.discovery.*", "cro.discovery.*", "cro.discovery.*"},
      {"everything", "*", "*", "*"},
      {"facet", "CRO.clinical", "CRO.clinical", "CRO.clinical"},
      {"and", "a and b and c", "and(a, b, c)", "a and b and c"},
      {"or", "a or b or c", "or(a, b, c)", "a or b or c"},
      {"and binds tighter", "a or b and c", "or(a, and(b, c))", "a or b and c"},
      {"brackets", "(a or b) and c", "and(or(a, b), c)", "(a or b) and c"},
      {"needless brackets", "((a) and (b and c))", "and(a, b, c)", "a and b and c"},
      {"not", "not a and b", "and(not(a), b)", "not a and b"},
      {"not of brackets", "not (a or b)", "not(or(a, b))", "not (a or b)"},
      {"not of not", "not not a", "not(not(a))", "not not a"},
      {"not of name in brackets", "not (a)", "not(a)", "not a"},
      {"count", "count(CMO)>=2", "count(CMO) >= 2", "count(CMO) >= 2"},
      {"count of count", "count( count ) == 1", "count(count) == 1", "count(count) == 1"},
      {"words", "words <= 12", "words <= 12", "words <= 12"},
      {"sentences", "sentences == 1", "sentences == 1", "sentences == 1"},
      {"clauses", "clauses>3", "clauses > 3", "clauses > 3"},
      {"less", "words < 1000000", "words < 1000000", "words < 1000000"},
      {"line breaks are spaces", "a\n\tand\r\nb", "and(a, b)", "a and b"},
      {"words that begin like an operator", "order and android or nothing",
       "or(and(order, android), nothing)", "order and android or nothing"},
  };
  for (const Case& c : cases) {
    const auto condition = ParseCondition(c.in);
    ASSERT_TRUE(condition.ok()) << c.name << ": " << condition.error().message;
    EXPECT_EQ(Tree(*condition), c.tree) << c.name;
    EXPECT_EQ(ToString(*condition), c.text) << c.name;
    const auto again = ParseCondition(ToString(*condition));
    ASSERT_TRUE(again.ok()) << c.name;
    EXPECT_EQ(Tree(*again), c.tree) << c.name;
  }
}

TEST(Condition, KeepsNumbersMeasuresAndComparisons) {
  const auto condition = ParseCondition("count(a) >= 2 and clauses < 3");
  ASSERT_TRUE(condition.ok());
  const Condition& count = condition->parts[0];
  EXPECT_EQ(count.op, Condition::Op::kCount);
  EXPECT_EQ(count.compare, Condition::Compare::kAtLeast);
  EXPECT_EQ(count.number, 2u);
  const Condition& clauses = condition->parts[1];
  EXPECT_EQ(clauses.op, Condition::Op::kMeasure);
  EXPECT_EQ(clauses.measure, Condition::Measure::kClauses);
  EXPECT_EQ(clauses.compare, Condition::Compare::kLess);
  EXPECT_EQ(clauses.number, 3u);
}

TEST(Condition, ListsItsNamesInOrderWithTheirOffsets) {
  const auto condition = ParseCondition("a and (not b or count(c) > 1) and words > 2 and a");
  ASSERT_TRUE(condition.ok());
  std::vector<std::string> names;
  std::vector<uint32_t> offsets;
  for (const Condition* name : NamesIn(*condition)) {
    names.push_back(name->name);
    offsets.push_back(name->offset);
  }
  EXPECT_EQ(names, (std::vector<std::string>{"a", "b", "c", "a"}));
  EXPECT_EQ(offsets, (std::vector<uint32_t>{0, 11, 16, 48}));
}

TEST(Condition, ThatHoldsAlwaysIsEmptyText) {
  EXPECT_TRUE(Condition().always());
  EXPECT_EQ(ToString(Condition()), "");
  EXPECT_TRUE(NamesIn(Condition()).empty());
}

TEST(Condition, NamesEveryFaultWithItsPlace) {
  struct Case {
    std::string_view name, in, message;
    uint32_t column, width;
  };
  const std::string deep = std::string(33, '(') + "a" + std::string(33, ')');
  const std::string nots = [] {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "not ";
    return text + "a";
  }();
  const Case cases[] = {
      {"empty", "", "the condition is empty", 1, 1},
      {"blank", "  ", "the condition is empty", 3, 1},
      {"two names", "a b", "found `b`, expected `and`, `or` or the end", 3, 1},
      {"upper-case operator", "a AND b",
       "found `AND`, expected `and`, `or` or the end; operators are written `and`, `or`, `not`", 3,
       3},
      {"upper-case not", "a and Not b",
       "found `Not`, expected a name, `not` or `(`; operators are written `and`, `or`, `not`", 7,
       3},
      {"upper-case not in brackets", "(NOT (b))",
       "found `NOT`, expected a name, `not` or `(`; operators are written `and`, `or`, `not`", 2,
       3},
      {"doubled sign", "(a && b)",
       "found `&&`, expected `and`, `or` or `)`; operators are written `and`, `or`, `not`", 4, 2},
      {"bars", "a || b",
       "found `||`, expected `and`, `or` or the end; operators are written `and`, `or`, `not`", 3,
       2},
      {"exclamation mark", "!a",
       "found `!`, expected a name, `not` or `(`; operators are written `and`, `or`, `not`", 1, 1},
      {"misspelt measure", "a and wrods <= 5",
       "`wrods` is no measure, expected words, clauses, sentences or count(NAME); did you mean "
       "`words`?",
       7, 5},
      {"unknown measure", "chars <= 5",
       "`chars` is no measure, expected words, clauses, sentences or count(NAME)", 1, 5},
      {"name compared", "cmo.make = 2",
       "`cmo.make` is no measure, expected words, clauses, sentences or count(NAME)", 1, 8},
      {"misspelt count", "counts(x) >= 1",
       "`counts` is no measure, expected words, clauses, sentences or count(NAME); did you mean "
       "`count`?",
       1, 6},
      {"name before brackets", "offer (b)", "found `(`, expected `and`, `or` or the end", 7, 1},
      {"stray bracket", "a)", "found `)`, expected `and`, `or` or the end", 2, 1},
      {"open end", "a and", "the condition ends here, expected a name, `not` or `(`", 6, 1},
      {"operator first", "or a", "found `or`, expected a name, `not` or `(`", 1, 2},
      {"operator twice", "a and and b", "found `and`, expected a name, `not` or `(`", 7, 3},
      {"number as name", "12", "found `12`, expected a name, `not` or `(`", 1, 2},
      {"sign as name", "a and & b",
       "found `&`, expected a name, `not` or `(`; operators are written `and`, `or`, `not`", 7, 1},
      {"another sign as name", "a and + b", "found `+`, expected a name, `not` or `(`", 7, 1},
      {"sign beyond ASCII", "\xC3\xA9", "found `\xC3\xA9`, expected a name, `not` or `(`", 1, 2},
      {"empty brackets", "()", "found `)`, expected a name, `not` or `(`", 2, 1},
      {"open bracket", "(a or b", "the condition ends here, expected `and`, `or` or `)`", 8, 1},
      {"names in brackets", "(a b)", "found `b`, expected `and`, `or` or `)`", 4, 1},
      {"count alone", "count >= 2", "found `>=`, expected `(` after `count`", 7, 2},
      {"count of nothing", "count()", "found `)`, expected a name to count", 7, 1},
      {"count of two", "count(a, b) > 1", "found `,`, expected `)`", 8, 1},
      {"count without number", "count(a)",
       "the condition ends here, expected a comparison: >=, <=, >, < or ==", 9, 1},
      {"one equals sign", "words = 2", "found `=`, expected a comparison: >=, <=, >, < or ==", 7,
       1},
      {"comparison with a name", "words > a", "found `a`, expected a whole number", 9, 1},
      {"negative number", "words > -1", "found `-1`, expected a whole number", 9, 2},
      {"huge number", "words > 99999999999999999999", "the number is too large, at most 1000000", 9,
       20},
      {"deep brackets", deep, "the condition is nested more than 32 deep", 33, 1},
      {"a hundred thousand nots", nots, "the condition is nested more than 32 deep", 129, 3},
  };
  for (const Case& c : cases) {
    const auto condition = ParseCondition(c.in);
    ASSERT_FALSE(condition.ok()) << c.name;
    EXPECT_EQ(condition.error().message, c.message) << c.name;
    EXPECT_EQ(condition.error().column, c.column) << c.name;
    EXPECT_EQ(condition.error().width, c.width) << c.name;
  }
}

TEST(Condition, TakesNestingUpToItsLimit) {
  const std::string deep = std::string(32, '(') + "a" + std::string(32, ')');
  const auto condition = ParseCondition(deep);
  ASSERT_TRUE(condition.ok());
  EXPECT_EQ(ToString(*condition), "a");
}

}  // namespace
}  // namespace cxo
