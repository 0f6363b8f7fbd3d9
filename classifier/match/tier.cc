// The first tier that an expression fits into.
#include "classifier/match/tier.h"

#include <algorithm>

#include "classifier/error/ascii.h"

namespace cxo {
namespace {

// True if every text that `node` matches has a character beyond ASCII.
bool NeedsBeyondAscii(const RegexNode& node) {
  const auto needs = [](const RegexNode& part) { return NeedsBeyondAscii(part); };
  switch (node.kind) {
    case RegexNode::Kind::kLiteral: return !IsAscii(node.literal);
    case RegexNode::Kind::kSet: return node.set.bits == ByteSet().bits;
    case RegexNode::Kind::kSequence:
      return std::any_of(node.parts.begin(), node.parts.end(), needs);
    case RegexNode::Kind::kChoice: return std::all_of(node.parts.begin(), node.parts.end(), needs);
    case RegexNode::Kind::kRepeat: return node.min > 0 && needs(node.parts[0]);
    case RegexNode::Kind::kWordBorder:
    case RegexNode::Kind::kTextBegin:
    case RegexNode::Kind::kTextEnd:
    case RegexNode::Kind::kNoBorder: break;
  }
  return false;
}

}  // namespace

std::string_view NameOf(Tier tier) {
  switch (tier) {
    case Tier::kWords: return "words";
    case Tier::kProbed: return "probed";
    case Tier::kForeign: return "foreign";
    case Tier::kLiteral: return "literal";
    case Tier::kRest: break;
  }
  return "rest";
}

TierAndNeeds FindTier(GraphKind graph, const ParsedRegex& regex) {
  if (graph == GraphKind::kWhole) return {Tier::kWords, {}};
  if (graph == GraphKind::kProbe) return {Tier::kProbed, {FindRequiredSign(regex), {}}};
  TierAndNeeds found{Tier::kRest, FindTextNeeds(regex)};
  if (regex && NeedsBeyondAscii(*regex)) {
    found.tier = Tier::kForeign;
  } else if (found.needs.sign != 0 || !found.needs.ways.empty()) {
    found.tier = Tier::kLiteral;
  }
  return found;
}

TierOfPattern TierOf(std::string_view regex) {
  WordGraphs graphs;
  const ParsedRegex parsed = ParseRegex(regex);
  const AddedGraph added = AddWordGraph(parsed, 0, &graphs);
  return {FindTier(added.kind, parsed).tier, added.why};
}

}  // namespace cxo
