// Boolean conditions over evidence: the `needs` of a rule or guard and the `when` of a composite.
//
//   or-expr := and-expr { "or" and-expr }        and-expr := not-expr { "and" not-expr }
//   not-expr := "not" not-expr | "(" or-expr ")" | atom
//   atom := NAME | "count(" NAME ")" CMP NUMBER | MEASURE CMP NUMBER
//   MEASURE := "words" | "clauses" | "sentences"     CMP := ">=" | "<=" | ">" | "<" | "=="
//
// A NAME is anything that ResolveName (pack.h) understands; it holds where live evidence of it
// overlaps the scope in question. count() counts that evidence. Measures are of the whole text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/error/result.h"

namespace cxo {

struct Condition {
  enum class Op : uint8_t { kAlways, kName, kCount, kMeasure, kNot, kAnd, kOr };
  enum class Compare : uint8_t { kAtLeast, kAtMost, kMore, kLess, kEqual };
  enum class Measure : uint8_t { kWords, kClauses, kSentences };

  Op op = Op::kAlways;
  std::string name;                     // kName, kCount
  Measure measure = Measure::kWords;    // kMeasure
  Compare compare = Compare::kAtLeast;  // kCount, kMeasure
  uint32_t number = 0;                  // kCount, kMeasure
  std::vector<Condition> parts;         // kNot: 1; kAnd, kOr: 2 or more
  uint32_t offset = 0;                  // where it begins in the text of the condition

  bool always() const { return op == Op::kAlways; }
};

// Parses a condition. Fails with column = 1 + offset of the fault in `text` and a message that says
// what was found and what was expected. Nesting deeper than 32 is refused.
Result<Condition> ParseCondition(std::string_view text);

// Every name in the condition, in order of appearance, with its node.
std::vector<const Condition*> NamesIn(const Condition& condition);

// The condition written out in the grammar above, with as few brackets as its meaning allows.
std::string ToString(const Condition& condition);

}  // namespace cxo
