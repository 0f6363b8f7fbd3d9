// A recursive walk over the tree of the expression. Where a part has few wordings, these are known
// whole, and those of neighbours are joined: "(?:hire|rent)\? no" needs "hire? no" or "rent? no",
// which are far rarer than "hire" or "rent". A sequence needs what all of its items need, a choice
// needs one need of each branch, and what may be absent needs nothing.
#include "classifier/match/anchors.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "classifier/error/ascii.h"
#include "classifier/match/match_places.h"
#include "classifier/match/regex_tree.h"

namespace cxo {
namespace {

using Kind = RegexNode::Kind;
using Texts = std::vector<std::string>;

constexpr size_t kMostGroups = 4;
constexpr size_t kMostPieces = 128;
constexpr size_t kLongestPiece = 64;  // bytes; more would hardly be rarer
constexpr size_t kMostWays = 16;

// What is known of a part of an expression.
struct Needs {
  std::optional<Texts> exact;  // all that it matches, if that is little: then there are no groups
  AnchorWay groups;            // places are counted from the ends of the match
};

size_t ShortestPiece(const AnchorGroup& group) {
  size_t shortest = group.pieces.empty() ? 0 : group.pieces[0].size();
  for (const std::string& piece : group.pieces) shortest = std::min(shortest, piece.size());
  return shortest;
}

// True if `a` rules out more texts than `b`, as far as lengths and numbers can tell.
bool IsBetter(const AnchorGroup& a, const AnchorGroup& b) {
  const size_t long_a = ShortestPiece(a);
  const size_t long_b = ShortestPiece(b);
  return long_a != long_b ? long_a > long_b : a.pieces.size() < b.pieces.size();
}

// Adds the group of these pieces, if they are long enough. A piece that begins with another one
// says nothing of its own.
void AddGroup(AnchorGroup group, AnchorWay* groups) {
  if (ShortestPiece(group) < kShortestAnchor) return;
  for (std::string& piece : group.pieces) piece.resize(std::min(piece.size(), kLongestPiece));
  Texts kept;
  std::sort(group.pieces.begin(), group.pieces.end());
  for (std::string& piece : group.pieces) {
    if (kept.empty() || !piece.starts_with(kept.back())) kept.push_back(std::move(piece));
  }
  group.pieces = std::move(kept);
  groups->push_back(std::move(group));
}

// The groups of what is needed, whether it is known whole or not; `most` is the longest match.
AnchorWay GroupsOf(Needs needs, size_t most) {
  if (needs.exact) AddGroup({std::move(*needs.exact), 0, most}, &needs.groups);
  return std::move(needs.groups);
}

size_t LongestOf(const Texts& texts) {
  size_t longest = 0;
  for (const std::string& text : texts) longest = std::max(longest, text.size());
  return longest;
}

// Every text of `a` before every text of `b`; nothing if these are too many or too long.
std::optional<Texts> Joined(const Texts& a, const Texts& b) {
  if (a.size() * b.size() > kMostPieces) return std::nullopt;
  if (LongestOf(a) + LongestOf(b) > kLongestPiece) return std::nullopt;
  Texts joined;
  for (const std::string& before : a) {
    for (const std::string& behind : b) joined.push_back(before + behind);
  }
  return joined;
}

// Many pieces, such as all names of a kind of firm, mostly begin with a few.
void Shorten(Texts* pieces) {
  constexpr size_t kBegin = 8;
  for (std::string& piece : *pieces) piece.resize(std::min(piece.size(), kBegin));
}

Needs NeedsOf(const RegexNode& node);

// The items of a sequence, one after the other. As long as they are known whole, they are joined to
// a run.
class Sequence {
 public:
  explicit Sequence(const std::vector<RegexNode>& parts) : most_after_(parts.size() + 1, 0) {
    for (size_t i = parts.size(); i-- > 0;) {
      most_after_[i] = PlusBytes(MostBytes(parts[i]), most_after_[i + 1]);
    }
    BeginRun({""}, most_after_[0]);
    for (const RegexNode& part : parts) Take(part);
  }

  Needs Finish() && {
    if (is_exact_) return {std::move(run_.pieces), {}};
    EndRun();
    return {std::nullopt, std::move(groups_)};
  }

 private:
  void Take(const RegexNode& part) {
    const bool varies = part.kind == Kind::kRepeat && part.min > 0 && part.max > part.min;
    Needs needs = NeedsOf(varies ? part.parts[0] : part);
    if (needs.exact) {
      TakeExact(*needs.exact);
      if (varies) EndRun();  // more of the same may follow
    } else {
      EndRun();
      // A piece may be of any round: what is behind it may be all of them.
      for (AnchorGroup& group : needs.groups) {
        if (varies) group.most_after = MostBytes(part);
      }
      TakeGroups(std::move(needs.groups));
    }
    most_before_ = PlusBytes(most_before_, MostBytes(part));
    ++item_;
    if (varies && needs.exact) {  // the last one of them stands before what follows
      BeginRun(*std::move(needs.exact), most_after_[item_ - 1]);
    } else if (!needs.exact) {
      BeginRun({""}, most_after_[item_]);
    }
  }

  // Where there would be too many wordings, what was before is put down to the last bytes of it,
  // or left out.
  void TakeExact(const Texts& texts) {
    std::optional<Texts> joined = Joined(run_.pieces, texts);
    if (!joined) {
      EndRun();
      BeginRun(LastBytes(), PlusBytes(1, most_after_[item_]));
      joined = Joined(run_.pieces, texts);
    }
    if (joined) {
      run_.pieces = *std::move(joined);
    } else {
      BeginRun(texts, most_after_[item_]);
    }
  }

  void TakeGroups(AnchorWay groups) {
    for (AnchorGroup& group : groups) {
      group.most_before = PlusBytes(group.most_before, most_before_);
      group.most_after = PlusBytes(group.most_after, most_after_[item_ + 1]);
      groups_.push_back(std::move(group));
    }
  }

  // The run begins with what was taken last, or with the next item.
  void BeginRun(Texts texts, size_t most_after) {
    run_ = {std::move(texts), most_before_, most_after};
  }

  void EndRun() {
    AddGroup(run_, &groups_);
    is_exact_ = false;
  }

  Texts LastBytes() const {
    Texts last;
    for (const std::string& piece : run_.pieces) {
      last.push_back(piece.substr(piece.size() - std::min<size_t>(piece.size(), 1)));
    }
    std::sort(last.begin(), last.end());
    last.erase(std::unique(last.begin(), last.end()), last.end());
    return last;
  }

  std::vector<size_t> most_after_;  // by item: bytes from there to the end of the match
  size_t most_before_ = 0;          // of the items that were taken
  size_t item_ = 0;
  AnchorGroup run_;
  bool is_exact_ = true;  // nothing but the run has been seen
  AnchorWay groups_;
};

Needs NeedsOfChoice(const RegexNode& node) {
  std::optional<Texts> exact = Texts();
  AnchorGroup either{{}, 0, 0};
  bool all_have_groups = true;
  for (const RegexNode& part : node.parts) {
    Needs branch = NeedsOf(part);
    if (exact && branch.exact && exact->size() + branch.exact->size() <= kMostPieces) {
      exact->insert(exact->end(), branch.exact->begin(), branch.exact->end());
    } else {
      exact.reset();
    }
    const AnchorWay groups = GroupsOf(std::move(branch), MostBytes(part));
    const auto best = std::min_element(groups.begin(), groups.end(), IsBetter);
    if (best == groups.end()) {
      all_have_groups = false;
      continue;
    }
    either.pieces.insert(either.pieces.end(), best->pieces.begin(), best->pieces.end());
    either.most_before = std::max(either.most_before, best->most_before);
    either.most_after = std::max(either.most_after, best->most_after);
  }
  Needs needs{std::move(exact), {}};
  if (needs.exact || !all_have_groups) return needs;
  if (either.pieces.size() > kMostPieces) Shorten(&either.pieces);
  AddGroup(std::move(either), &needs.groups);
  if (needs.groups.back().pieces.size() > kMostPieces) needs.groups.clear();
  return needs;
}

Needs NeedsOfRepeat(const RegexNode& node) {
  Needs once = NeedsOf(node.parts[0]);
  if (node.min == 0) {
    if (!once.exact || node.max > 1) return {};
    once.exact->emplace_back();
    return once;
  }
  if (once.exact && node.min == node.max && node.min <= kMostPieces) {
    std::optional<Texts> all = once.exact;
    for (uint32_t i = 1; all && i < node.min; ++i) all = Joined(*all, *once.exact);
    if (all) return {std::move(all), {}};
  }
  AnchorWay groups = GroupsOf(std::move(once), 0);
  for (AnchorGroup& group : groups) group.most_after = MostBytes(node);
  return {std::nullopt, std::move(groups)};
}

Needs NeedsOfSet(const ByteSet& set) {
  constexpr size_t kMostOfSet = 10;  // the digits
  Texts texts;
  for (unsigned char byte = 0; byte < 0x80; ++byte) {
    if (set.Has(byte)) texts.emplace_back(1, static_cast<char>(byte));
  }
  if (set.beyond || texts.empty() || texts.size() > kMostOfSet) return {};
  return {std::move(texts), {}};
}

Needs NeedsOf(const RegexNode& node) {
  switch (node.kind) {
    case Kind::kLiteral: return {Texts{node.literal}, {}};
    case Kind::kSet: return NeedsOfSet(node.set);
    case Kind::kSequence: return Sequence(node.parts).Finish();
    case Kind::kChoice: return NeedsOfChoice(node);
    case Kind::kRepeat: return NeedsOfRepeat(node);
    case Kind::kWordBorder:
    case Kind::kTextBegin:
    case Kind::kTextEnd:
    case Kind::kNoBorder: break;
  }
  return {Texts{""}, {}};  // a place: it takes no bytes
}

// Only a match at an edge of the text knows how far that is.
AnchorWay WayOf(const RegexNode& node) {
  constexpr size_t kNear = 256;
  AnchorWay groups = GroupsOf(NeedsOf(node), MostBytes(node));
  const bool begins = BeginsText(node);
  const bool ends = EndsText(node);
  for (AnchorGroup& group : groups) {
    if (!begins) group.most_before = kAnywhere;
    if (!ends) group.most_after = kAnywhere;
  }
  std::stable_sort(groups.begin(), groups.end(), [](const AnchorGroup& a, const AnchorGroup& b) {
    const bool near_a = std::min(a.most_before, a.most_after) <= kNear;
    const bool near_b = std::min(b.most_before, b.most_after) <= kNear;
    return near_a != near_b ? near_a : IsBetter(a, b);
  });
  if (groups.size() > kMostGroups) groups.resize(kMostGroups);
  return groups;
}

// The alternatives of a choice are ways of their own; false if one of them needs nothing.
bool AddWays(const RegexNode& node, std::vector<AnchorWay>* ways) {
  if (node.kind == Kind::kSequence && node.parts.size() == 1) return AddWays(node.parts[0], ways);
  if (node.kind == Kind::kChoice && node.parts.size() <= kMostWays) {
    return std::all_of(node.parts.begin(), node.parts.end(),
                       [&](const RegexNode& part) { return AddWays(part, ways); });
  }
  ways->push_back(WayOf(node));
  return !ways->back().empty();
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

}  // namespace

TextNeeds FindTextNeeds(const ParsedRegex& regex) {
  return {FindRequiredSign(regex), FindAnchors(regex)};
}

std::vector<AnchorWay> FindAnchors(const ParsedRegex& regex) {
  std::vector<AnchorWay> ways;
  if (!regex || !AddWays(*regex, &ways)) return {};
  return ways;
}

char FindRequiredSign(const ParsedRegex& regex) { return regex ? RequiredSign(*regex) : '\0'; }

}  // namespace cxo
