// A recursive walk over the tree of the expression. A sequence needs what all of its items need, a
// choice needs one need of each branch, and what may be absent needs nothing.
#include "classifier/match/anchors.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "classifier/error/ascii.h"
#include "classifier/match/regex_tree.h"

namespace cxo {
namespace {

using Groups = std::vector<AnchorGroup>;
using Kind = RegexNode::Kind;

constexpr size_t kMostGroups = 4;
constexpr size_t kMostPieces = 64;

size_t ShortestPiece(const AnchorGroup& group) {
  size_t shortest = group.empty() ? 0 : group[0].size();
  for (const std::string& piece : group) shortest = std::min(shortest, piece.size());
  return shortest;
}

// True if `a` rules out more texts than `b`, as far as lengths and numbers can tell.
bool IsBetter(const AnchorGroup& a, const AnchorGroup& b) {
  const size_t long_a = ShortestPiece(a);
  const size_t long_b = ShortestPiece(b);
  return long_a != long_b ? long_a > long_b : a.size() < b.size();
}

Groups NeedsOf(const RegexNode& node);

Groups NeedsOfChoice(const RegexNode& node) {
  AnchorGroup either;
  for (const RegexNode& part : node.parts) {
    const Groups branch = NeedsOf(part);
    const auto best = std::min_element(branch.begin(), branch.end(), IsBetter);
    if (best == branch.end()) return {};
    either.insert(either.end(), best->begin(), best->end());
  }
  if (either.size() > kMostPieces) return {};
  return {std::move(either)};
}

// Literals that stand side by side are one piece.
Groups NeedsOfSequence(const RegexNode& node) {
  Groups needs;
  std::string run;
  const auto end_run = [&] {
    if (run.size() >= kShortestAnchor) needs.push_back({run});
    run.clear();
  };
  for (const RegexNode& part : node.parts) {
    const bool repeats_literal =
        part.kind == Kind::kRepeat && part.min > 0 && part.parts[0].kind == Kind::kLiteral;
    if (part.kind == Kind::kLiteral || repeats_literal) {
      run += repeats_literal ? part.parts[0].literal : part.literal;
      if (repeats_literal) end_run();  // more of the same may follow
      continue;
    }
    end_run();
    Groups inside = NeedsOf(part);
    std::move(inside.begin(), inside.end(), std::back_inserter(needs));
  }
  end_run();
  return needs;
}

Groups NeedsOf(const RegexNode& node) {
  switch (node.kind) {
    case Kind::kLiteral:
      if (node.literal.size() < kShortestAnchor) return {};
      return {{node.literal}};
    case Kind::kSequence: return NeedsOfSequence(node);
    case Kind::kChoice: return NeedsOfChoice(node);
    case Kind::kRepeat: return node.min > 0 ? NeedsOf(node.parts[0]) : Groups();
    case Kind::kSet:
    case Kind::kWordBorder:
    case Kind::kTextBegin:
    case Kind::kTextEnd:
    case Kind::kNoBorder: break;
  }
  return {};
}

char RequiredSign(const RegexNode& node) {
  switch (node.kind) {
    case Kind::kLiteral:
      for (const char c : node.literal) {
        if (c > ' ' && c < 0x7F && !IsRegexWordByte(c)) return c;
      }
      return 0;
    case Kind::kSequence:
      for (const RegexNode& part : node.parts) {
        if (const char sign = RequiredSign(part)) return sign;
      }
      return 0;
    case Kind::kRepeat: return node.min > 0 ? RequiredSign(node.parts[0]) : '\0';
    case Kind::kChoice:
    case Kind::kSet:
    case Kind::kWordBorder:
    case Kind::kTextBegin:
    case Kind::kTextEnd:
    case Kind::kNoBorder: break;
  }
  return 0;
}

Groups BestGroups(Groups groups) {
  std::stable_sort(groups.begin(), groups.end(), IsBetter);
  if (groups.size() > kMostGroups) groups.resize(kMostGroups);
  return groups;
}

}  // namespace

TextNeeds FindTextNeeds(const ParsedRegex& regex) {
  if (!regex) return {};
  return {RequiredSign(*regex), BestGroups(NeedsOf(*regex))};
}

std::vector<AnchorGroup> FindAnchors(const ParsedRegex& regex) {
  return FindTextNeeds(regex).anchors;
}

char FindRequiredSign(const ParsedRegex& regex) { return regex ? RequiredSign(*regex) : '\0'; }

}  // namespace cxo
