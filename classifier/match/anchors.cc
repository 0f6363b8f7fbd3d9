// A recursive walk over the expression. A sequence needs what all of its items need, an alternative
// needs one need of each branch, and what may be absent needs nothing.
#include "classifier/match/anchors.h"

#include <algorithm>
#include <iterator>
#include <optional>

namespace cxo {
namespace {

using Groups = std::vector<AnchorGroup>;

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

class Walker {
 public:
  explicit Walker(std::string_view regex) : rest_(regex) {}

  // Nothing where the expression holds what this walk does not understand.
  std::optional<Groups> Walk() {
    Groups groups = Alternatives();
    if (!understood_ || !rest_.empty()) return std::nullopt;
    return groups;
  }

 private:
  Groups Alternatives() {
    std::vector<Groups> branches = {Sequence()};
    while (Take('|')) branches.push_back(Sequence());
    if (branches.size() == 1) return std::move(branches[0]);
    AnchorGroup either;
    for (Groups& branch : branches) {
      const auto best = std::min_element(branch.begin(), branch.end(), IsBetter);
      if (best == branch.end()) return {};
      either.insert(either.end(), best->begin(), best->end());
    }
    if (either.size() > kMostPieces) return {};
    return {std::move(either)};
  }

  Groups Sequence() {
    Groups needs;
    std::string run;
    while (understood_ && !rest_.empty() && rest_[0] != '|' && rest_[0] != ')') {
      Item(&needs, &run);
    }
    EndRun(&needs, &run);
    return needs;
  }

  // One item with its repetition: it lengthens the run of literals, or ends it.
  void Item(Groups* needs, std::string* run) {
    if (rest_[0] == '(') {
      EndRun(needs, run);
      Groups inside = Group();
      if (!TakeOptional()) std::move(inside.begin(), inside.end(), std::back_inserter(*needs));
      return;
    }
    if (rest_[0] == '[') {
      SkipClass();
    } else if (rest_[0] == '\\' && rest_.size() > 1) {
      if (!IsAsciiAlnum(rest_[1])) return Literal(2, 1, needs, run);
      SkipEscape();
    } else if (std::string_view(".^$").find(rest_[0]) != std::string_view::npos) {
      rest_.remove_prefix(1);
    } else if (std::string_view("*+?{}]\\").find(rest_[0]) != std::string_view::npos) {
      understood_ = false;  // where these stand alone, RE2 has its own rules
      return;
    } else {
      return Literal(CodePointLength(rest_), 0, needs, run);
    }
    EndRun(needs, run);
    TakeOptional();
  }

  // A literal code point, written in `written` bytes of which the first `escape` are a backslash.
  void Literal(size_t written, size_t escape, Groups* needs, std::string* run) {
    const std::string_view literal = rest_.substr(escape, written - escape);
    rest_.remove_prefix(written);
    const bool repeated = !rest_.empty() && (rest_[0] == '+' || rest_[0] == '{');
    if (TakeOptional()) {
      EndRun(needs, run);
      return;
    }
    *run += literal;
    if (repeated) EndRun(needs, run);  // more of the same may follow
  }

  static void EndRun(Groups* needs, std::string* run) {
    if (run->size() >= kShortestAnchor) needs->push_back({*run});
    run->clear();
  }

  Groups Group() {
    constexpr int kDeepest = 64;
    rest_.remove_prefix(1);
    if (rest_.starts_with("?:")) {
      rest_.remove_prefix(2);
    } else if (rest_.starts_with("?")) {
      understood_ = false;  // flags and names
    }
    if (++depth_ > kDeepest) understood_ = false;
    Groups inside = understood_ ? Alternatives() : Groups();
    --depth_;
    if (!Take(')')) understood_ = false;
    return inside;
  }

  // Takes a repetition, if one follows; true if it allows none at all.
  bool TakeOptional() {
    bool optional = false;
    while (!rest_.empty() && std::string_view("*+?{").find(rest_[0]) != std::string_view::npos) {
      if (rest_[0] == '{') {
        optional = optional || !rest_.starts_with("{1");
        const size_t close = rest_.find('}');
        if (close == std::string_view::npos) understood_ = false;
        rest_.remove_prefix(std::min(close, rest_.size() - 1) + 1);
      } else {
        optional = optional || rest_[0] != '+';
        rest_.remove_prefix(1);
      }
    }
    return optional;
  }

  void SkipClass() {
    size_t i = rest_.starts_with("[^") ? 2 : 1;
    if (i < rest_.size() && rest_[i] == ']') ++i;
    while (i < rest_.size() && rest_[i] != ']') {
      if (rest_[i] == '[') understood_ = false;  // [:alpha:] and the like
      i += rest_[i] == '\\' ? 2 : 1;
    }
    if (i >= rest_.size()) understood_ = false;
    rest_.remove_prefix(std::min(i + 1, rest_.size()));
  }

  void SkipEscape() {
    if (std::string_view("bBdDsSwWnt").find(rest_[1]) == std::string_view::npos) {
      understood_ = false;
    }
    rest_.remove_prefix(2);
  }

  static bool IsAsciiAlnum(char byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z');
  }

  static size_t CodePointLength(std::string_view text) {
    size_t length = 1;
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) {
      ++length;
    }
    return length;
  }

  bool Take(char byte) {
    if (rest_.empty() || rest_[0] != byte) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::string_view rest_;
  int depth_ = 0;
  bool understood_ = true;
};

}  // namespace

std::vector<AnchorGroup> FindAnchors(std::string_view regex) {
  std::optional<Groups> groups = Walker(regex).Walk();
  if (!groups) return {};
  std::stable_sort(groups->begin(), groups->end(), IsBetter);
  if (groups->size() > kMostGroups) groups->resize(kMostGroups);
  return std::move(*groups);
}

}  // namespace cxo
