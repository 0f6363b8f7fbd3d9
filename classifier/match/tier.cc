// The first tier that an expression fits into.
#include "classifier/match/tier.h"

#include <algorithm>
#include <optional>

#include "classifier/match/anchors.h"
#include "classifier/match/regex_tree.h"
#include "classifier/text/ascii.h"

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

Tier TierFor(GraphKind graph, std::string_view regex) {
  if (graph == GraphKind::kWhole) return Tier::kWords;
  if (graph == GraphKind::kProbe) return Tier::kProbed;
  const std::optional<RegexNode> tree = ParseRegex(regex);
  if (tree && NeedsBeyondAscii(*tree)) return Tier::kForeign;
  const bool filtered = !FindAnchors(regex).empty() || FindRequiredSign(regex) != 0;
  return filtered ? Tier::kLiteral : Tier::kRest;
}

TierOfPattern TierOf(std::string_view regex) {
  WordGraphs graphs;
  const AddedGraph added = AddWordGraph(regex, 0, &graphs);
  return {TierFor(added.kind, regex), added.why};
}

}  // namespace cxo
