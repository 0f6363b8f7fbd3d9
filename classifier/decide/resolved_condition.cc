// From the innermost parts outwards, so that each rewriting sees parts that are simple already.
#include "classifier/decide/resolved_condition.h"

#include <algorithm>
#include <utility>

namespace cxo {
namespace {

using Op = Condition::Op;
using Compare = Condition::Compare;

ResolvedCondition Name(RuleSet rules) { return {.op = Op::kName, .rules = std::move(rules)}; }

ResolvedCondition Not(ResolvedCondition part) {
  ResolvedCondition whole{.op = Op::kNot};
  whole.parts.push_back(std::move(part));
  return whole;
}

bool IsName(const ResolvedCondition& it) { return it.op == Op::kName; }
bool IsNotName(const ResolvedCondition& it) { return it.op == Op::kNot && IsName(it.parts[0]); }

// "count(x) >= 1" asks no more than "x".
ResolvedCondition SimplifiedCount(ResolvedCondition it) {
  const bool any = (it.compare == Compare::kAtLeast && it.number == 1) ||
                   (it.compare == Compare::kMore && it.number == 0);
  const bool none = (it.compare == Compare::kLess && it.number == 1) ||
                    (it.compare != Compare::kAtLeast && it.compare != Compare::kMore &&
                     it.compare != Compare::kLess && it.number == 0);
  if (any) return Name(std::move(it.rules));
  if (none) return Not(Name(std::move(it.rules)));
  return it;
}

// How long a question takes, and how often it ends the matter: sets of few rules seldom hold.
size_t CostOf(const ResolvedCondition& it) {
  constexpr size_t kSet = 1;
  constexpr size_t kTree = 1'000'000;
  switch (it.op) {
    case Op::kAlways:
    case Op::kMeasure: return 0;
    case Op::kName: return kSet + it.rules.Count();
    default: return IsNotName(it) ? kSet + it.parts[0].rules.size() : kTree;
  }
}

// The parts of an "and" or "or" with those of its like inside it, and with one set in place of all
// parts whose set `set_of` gives.
template <typename SetOf>
std::vector<ResolvedCondition> Joined(Op op, std::vector<ResolvedCondition> parts, SetOf set_of) {
  std::vector<ResolvedCondition> flat;
  for (ResolvedCondition& part : parts) {
    if (part.op != op) {
      flat.push_back(std::move(part));
      continue;
    }
    for (ResolvedCondition& inner : part.parts) flat.push_back(std::move(inner));
  }
  std::vector<ResolvedCondition> joined;
  RuleSet* set = nullptr;
  joined.reserve(flat.size());
  for (ResolvedCondition& part : flat) {
    RuleSet* own = set_of(&part);
    if (own != nullptr && set != nullptr) {
      set->Join(*own);
    } else {
      joined.push_back(std::move(part));
      if (own != nullptr) set = set_of(&joined.back());
    }
  }
  return joined;
}

ResolvedCondition Whole(Op op, std::vector<ResolvedCondition> parts) {
  if (parts.size() == 1) return std::move(parts[0]);
  std::stable_sort(parts.begin(), parts.end(),
                   [](const auto& a, const auto& b) { return CostOf(a) < CostOf(b); });
  return {.op = op, .parts = std::move(parts)};
}

ResolvedCondition And(std::vector<ResolvedCondition> parts) {
  return Whole(Op::kAnd, Joined(Op::kAnd, std::move(parts), [](ResolvedCondition* part) {
                 return IsNotName(*part) ? &part->parts[0].rules : nullptr;
               }));
}

ResolvedCondition Or(std::vector<ResolvedCondition> parts) {
  return Whole(Op::kOr, Joined(Op::kOr, std::move(parts), [](ResolvedCondition* part) {
                 return IsName(*part) ? &part->rules : nullptr;
               }));
}

// "not (a or b)" is "not a and not b", of which an "and" around it can make use.
ResolvedCondition SimplifiedNot(ResolvedCondition part) {
  if (part.op == Op::kNot) return std::move(part.parts[0]);
  if (part.op != Op::kOr) return Not(std::move(part));
  for (ResolvedCondition& inner : part.parts) inner = SimplifiedNot(std::move(inner));
  return And(std::move(part.parts));
}

}  // namespace

void JoinRules(const ResolvedCondition& condition, RuleSet* rules) {
  rules->Join(condition.rules);
  for (const ResolvedCondition& part : condition.parts) JoinRules(part, rules);
}

ResolvedCondition Simplified(ResolvedCondition condition) {
  for (ResolvedCondition& part : condition.parts) part = Simplified(std::move(part));
  switch (condition.op) {
    case Op::kCount: return SimplifiedCount(std::move(condition));
    case Op::kNot: return SimplifiedNot(std::move(condition.parts[0]));
    case Op::kAnd: return And(std::move(condition.parts));
    case Op::kOr: return Or(std::move(condition.parts));
    default: return condition;
  }
}

}  // namespace cxo
