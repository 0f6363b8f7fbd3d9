// Conditions: what can be parsed can be printed, and the print reads the same: the same text again,
// the same names, and the same truth whatever holds.
#include <algorithm>
#include <functional>
#include <string>

#include "classifier/pack/condition.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/targets.h"

namespace cxo {
namespace {

// Any truth will do for a name or a comparison, as long as it is the same for the same one.
bool LeafHolds(const Condition& leaf, size_t world) {
  Condition alone = leaf;
  alone.offset = 0;
  return (std::hash<std::string>{}(ToString(alone)) >> world & 1U) != 0;
}

bool Holds(const Condition& condition, size_t world) {
  const auto part_holds = [&](const Condition& part) { return Holds(part, world); };
  const auto& parts = condition.parts;
  switch (condition.op) {
    case Condition::Op::kNot: return !part_holds(parts.at(0));
    case Condition::Op::kAnd: return std::all_of(parts.begin(), parts.end(), part_holds);
    case Condition::Op::kOr: return std::any_of(parts.begin(), parts.end(), part_holds);
    default: return LeafHolds(condition, world);
  }
}

}  // namespace

void fuzz_condition(std::string_view input) {
  const Result<Condition> parsed = ParseCondition(input);
  if (!parsed) {
    Require(!parsed.error().message.empty(), "a refusal says why");
    Require(parsed.error().column >= 1 && parsed.error().column <= input.size() + 1,
            "a refusal says where");
    return;
  }
  const std::string printed = ToString(*parsed);
  const Result<Condition> again = ParseCondition(printed);
  Require(again.ok(), "what is printed can be read");
  Require(ToString(*again) == printed, "printed again it is the same");
  const auto names = NamesIn(*parsed);
  const auto names_again = NamesIn(*again);
  Require(std::equal(names.begin(), names.end(), names_again.begin(), names_again.end(),
                     [](const auto* a, const auto* b) { return a->name == b->name; }),
          "it has the same names");
  for (const Condition* name : names) {
    Require(name->offset < input.size(), "names are placed in the text");
  }
  for (size_t world = 0; world < 16; ++world) {
    Require(Holds(*parsed, world) == Holds(*again, world), "it means the same");
  }
}

}  // namespace cxo
