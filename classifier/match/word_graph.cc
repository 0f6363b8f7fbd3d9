// Walks the program of a pattern and spells its words out. What can follow a word (joints, or the
// end) is the same behind all alternatives of a group, so these share one node.
#include "classifier/match/word_graph.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "classifier/match/regex_tree.h"
#include "classifier/match/word_program.h"

namespace cxo {
namespace {

using State = WordProgram::State;
using Op = State::Op;

constexpr size_t kMostEdges = 20'000;     // of one pattern
constexpr size_t kShortestBeginning = 2;  // in bytes, of a word with any ending
constexpr size_t kMostAnyWords = 12;      // of one pattern: each is one more way to go on
constexpr uint64_t kMostGapWays = 2000;   // through the gaps of one wording, in one text

constexpr std::string_view kUnknownSyntax = "it uses syntax that only RE2 knows";
constexpr std::string_view kNoBorder = "it does not begin at the beginning of a word";
constexpr std::string_view kEndsInside = "it does not end at the end of a word";
constexpr std::string_view kBetweenSigns = "it has a sign where a word should be";
constexpr std::string_view kInsideWord = "it goes on in a word after any ending of it";
constexpr std::string_view kTooWide = "it has too many wordings";
constexpr std::string_view kVagueWord = "it has a word of which little more than a letter is known";
constexpr std::string_view kLongWord = "it has a word that is too long";

class Speller {
 public:
  // `probe`: spells first words alone.
  Speller(const WordProgram& program, uint32_t pattern, bool probe, WordGraphs* graphs)
      : program_(program),
        pattern_(pattern),
        probe_(probe),
        graphs_(*graphs),
        first_node_(graphs->nodes.size()) {}

  std::string_view Spell() {
    AddNode(false);
    SpellFirstWords();
    for (size_t i = 0; i < to_do_.size() && why_.empty(); ++i) SpellNode(i);
    LimitGaps();
    return why_;
  }

 private:
  // What can come behind a word: joints and kAccept, sorted.
  using Ends = std::vector<uint32_t>;

  // How the states reached from one state without taking a byte stand to the word before them.
  enum class Place : uint8_t { kInside, kBehindEnding, kBehindBorder };

  // What stands before a word.
  enum class Before : uint8_t {
    kAnything,    // of a first word, before its border
    kBorder,      // of a first word
    kSign,        // a separator
    kSignBorder,  // a separator and the border that goes with it
  };

  const State& At(uint32_t state) const { return program_.states[state]; }

  void Refuse(std::string_view why) {
    if (why_.empty()) why_ = why;
  }

  uint32_t AddNode(bool accepts) {
    graphs_.nodes.push_back({.pattern = pattern_, .accepts = accepts});
    return static_cast<uint32_t>(graphs_.nodes.size() - 1);
  }

  void SpellFirstWords() {
    const auto first_edge = static_cast<uint32_t>(graphs_.edges.size());
    joint_ = 0;
    word_.clear();
    BeginWord(program_.start, Before::kAnything);
    first_ = false;
    CloseNode(static_cast<uint32_t>(first_node_), first_edge);
  }

  void SpellNode(size_t index) {
    const auto [node, ends] = to_do_[index];  // a copy: the list grows meanwhile
    spelt_ = node;
    const auto first_edge = static_cast<uint32_t>(graphs_.edges.size());
    for (const uint32_t end : ends) {
      if (At(end).op != Op::kJoint) continue;
      joint_ = At(end).joint;
      word_.clear();
      BeginWord(At(end).next, Before::kSign);
    }
    CloseNode(node, first_edge);
  }

  void CloseNode(uint32_t node, uint32_t first_edge) {
    const auto key = [](const WordGraphs::Edge& e) { return std::tuple(e.word, e.joint, e.to); };
    const auto begin = graphs_.edges.begin() + first_edge;
    std::sort(begin, graphs_.edges.end(),
              [&](const auto& a, const auto& b) { return key(a) < key(b); });
    graphs_.edges.erase(std::unique(begin, graphs_.edges.end(),
                                    [&](const auto& a, const auto& b) { return key(a) == key(b); }),
                        graphs_.edges.end());
    graphs_.nodes[node].first_edge = first_edge;
    graphs_.nodes[node].edges = static_cast<uint32_t>(graphs_.edges.size()) - first_edge;
  }

  // In a text of one word again and again, a gap of up to n words goes on in n + 1 ways, each of
  // which the next gap multiplies; and the search tries them all.
  void LimitGaps() {
    std::vector<uint64_t> ways(graphs_.nodes.size() - first_node_, 1);  // from a node on
    // Nodes mostly lead to later ones, so that a second round as a rule finds nothing new.
    for (bool changed = true; changed && why_.empty();) {
      changed = false;
      for (size_t node = ways.size(); node-- > 0;) {
        const uint64_t before = ways[node];
        ways[node] = std::max(before, WaysFrom(graphs_.nodes[first_node_ + node], ways));
        changed |= ways[node] != before;
        if (ways[node] > kMostGapWays) return Refuse(kTooWide);
      }
    }
  }

  uint64_t WaysFrom(const WordGraphs::Node& node, const std::vector<uint64_t>& ways) const {
    uint64_t most = 1;
    for (uint32_t e = node.first_edge; e < node.first_edge + node.edges; ++e) {
      const WordGraphs::Edge& edge = graphs_.edges[e];
      const uint64_t here =
          edge.joint < kGapJoint
              ? 1
              : graphs_.separators.gaps()[edge.joint - kGapJoint].words + uint64_t{1};
      most = std::max(most, here * ways[edge.to - first_node_]);
    }
    return most;
  }

  // Follows `state`, where a word begins.
  void BeginWord(uint32_t state, Before before) {
    if (!why_.empty()) return;
    const State& at = At(state);
    const bool first = before == Before::kAnything || before == Before::kBorder;
    switch (at.op) {
      case Op::kSplit: BeginWord(at.next, before); return BeginWord(at.other, before);
      case Op::kBorder: return BeginWord(at.next, first ? Before::kBorder : Before::kSignBorder);
      case Op::kText:
      case Op::kSet: return before == Before::kAnything ? Refuse(kNoBorder) : TakeBytes(at);
      case Op::kJoint: return before == Before::kSign ? JoinJoints(at) : Refuse(kBetweenSigns);
      case Op::kAccept: return before == Before::kSign ? EndInSign() : Refuse(kBetweenSigns);
      case Op::kTextBegin:
        // Before a byte of a word it is a border as well; whether it is there RE2 will tell.
        return probe_ && first ? BeginWord(at.next, Before::kBorder) : Refuse(at.text);
      case Op::kOpaque: return Refuse(at.text);
      case Op::kAnyEnding: return Refuse(kBetweenSigns);
    }
  }

  // Two joints in a row, as in "clients' products", are one.
  void JoinJoints(const State& at) {
    const Joint first = joint_;
    const std::optional<Joint> both = graphs_.separators.Concatenate(first, at.joint);
    if (!both) return Refuse(kBetweenSigns);
    joint_ = *both;
    BeginWord(at.next, Before::kSign);
    joint_ = first;
  }

  // The last word of a wording has a sign behind it.
  void EndInSign() {
    const std::vector<std::string> texts = graphs_.separators.TextsOf(joint_);
    const auto fits = [](const std::string& text) { return text.size() <= kLongestSign; };
    if (texts.empty() || !std::all_of(texts.begin(), texts.end(), fits)) {
      return Refuse(kBetweenSigns);
    }
    std::vector<std::string>& signs = graphs_.nodes[spelt_].signs;
    signs.insert(signs.end(), texts.begin(), texts.end());
  }

  void TakeBytes(const State& at) {
    if (word_.empty() && !probe_ && !first_ && IsAnyWord(at)) return TakeAnyWord(at);
    const size_t length = word_.size();
    if (at.op == Op::kText) {
      word_ += at.text;
      GoOn(at.next);
      word_.resize(length);
      return;
    }
    for (unsigned char byte = 0; byte < 0x80 && why_.empty(); ++byte) {
      if (!at.set.Has(byte)) continue;
      word_ += static_cast<char>(byte);
      GoOn(at.next);
      word_.resize(length);
    }
  }

  // \w+
  bool IsAnyWord(const State& at) const {
    static const ByteSet kWordSet = ParseRegex("\\w")->parts[0].set;
    return at.op == Op::kSet && at.set == kWordSet && At(at.next).op == Op::kAnyEnding;
  }

  void TakeAnyWord(const State& at) {
    Ends ends;
    Ends behind_ending;
    std::vector<uint32_t> more;
    Follow(at.next, Place::kInside, &ends, &behind_ending, &more);
    if (behind_ending.empty()) return;
    if (++any_words_ > kMostAnyWords) return Refuse(kTooWide);
    AddEdge(kAnyWord, std::move(behind_ending));
  }

  // Behind a byte of a word: ends it where it can end, and goes on where it can go on.
  void GoOn(uint32_t state) {
    if (word_.size() > kLongestWord) Refuse(kLongWord);
    Ends ends;
    Ends behind_ending;
    std::vector<uint32_t> more;
    Follow(state, Place::kInside, &ends, &behind_ending, &more);
    if (!ends.empty()) AddWord(false, std::move(ends));
    if (!behind_ending.empty()) AddWord(true, std::move(behind_ending));
    for (const uint32_t next : more) {
      if (why_.empty()) TakeBytes(At(next));
    }
  }

  void Follow(uint32_t state, Place place, Ends* ends, Ends* behind_ending,
              std::vector<uint32_t>* more) {
    if (!why_.empty()) return;
    const State& at = At(state);
    switch (at.op) {
      case Op::kSplit:
        Follow(at.next, place, ends, behind_ending, more);
        return Follow(at.other, place, ends, behind_ending, more);
      case Op::kBorder:
        // Behind any ending, the border is where the ending ends.
        return Follow(at.next, place == Place::kInside ? Place::kBehindBorder : place, ends,
                      behind_ending, more);
      case Op::kAnyEnding:
        if (place == Place::kBehindBorder) return Refuse(kInsideWord);
        if (probe_) return behind_ending->push_back(state);
        return Follow(at.next, Place::kBehindEnding, ends, behind_ending, more);
      case Op::kTextBegin:
      case Op::kOpaque:
        if (!probe_) return Refuse(at.text);
        return (place == Place::kInside ? behind_ending : ends)->push_back(state);
      case Op::kText:
      case Op::kSet:
        if (place != Place::kInside) return Refuse(kInsideWord);
        more->push_back(state);
        return;
      case Op::kAccept:
        if (place == Place::kInside && probe_) return behind_ending->push_back(state);
        if (place == Place::kInside) return Refuse(kEndsInside);
        [[fallthrough]];
      case Op::kJoint:
        (place == Place::kBehindEnding ? behind_ending : ends)->push_back(state);
        return;
    }
  }

  void AddWord(bool any_ending, Ends ends) {
    if (any_ending && word_.size() > kLongestBeginning) return Refuse(kLongWord);
    // Every word of every pattern that begins so would be a step of this one, too.
    if (any_ending && !probe_ && word_.size() < kShortestBeginning) return Refuse(kVagueWord);
    AddEdge(graphs_.lexicon.Intern(word_, any_ending), std::move(ends));
  }

  void AddEdge(WordId word, Ends ends) {
    std::sort(ends.begin(), ends.end());
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    if (++edges_ > kMostEdges) return Refuse(kTooWide);
    graphs_.edges.push_back({.word = word, .to = NodeBehind(ends), .joint = joint_});
  }

  uint32_t NodeBehind(const Ends& all_ends) {
    const Ends ends = probe_ ? Ends() : all_ends;  // nothing follows a probe
    const auto known = nodes_.find(ends);
    if (known != nodes_.end()) return known->second;
    const bool accepts = std::any_of(ends.begin(), ends.end(),
                                     [&](uint32_t end) { return At(end).op == Op::kAccept; });
    const uint32_t node = AddNode(accepts);
    graphs_.nodes[node].is_probe = probe_;
    nodes_.emplace(ends, node);
    if (!probe_) to_do_.emplace_back(node, ends);
    return node;
  }

  const WordProgram& program_;
  uint32_t pattern_;
  bool probe_;
  WordGraphs& graphs_;
  size_t first_node_;
  std::map<Ends, uint32_t> nodes_;
  std::vector<std::pair<uint32_t, Ends>> to_do_;
  bool first_ = true;   // no first word may be any word: a pattern would begin everywhere
  uint32_t spelt_ = 0;  // the node that is being spelt
  std::string word_;    // and the word
  Joint joint_ = 0;     // before it
  size_t edges_ = 0;
  size_t any_words_ = 0;
  std::string_view why_;
};

}  // namespace

AddedGraph AddWordGraph(const ParsedRegex& regex, uint32_t pattern, WordGraphs* graphs) {
  if (!regex) return {GraphKind::kNone, kUnknownSyntax};
  WordProgram program;
  const std::string_view too_large =
      CompileWordProgram(*regex, &graphs->separators, &graphs->runs, &program);
  if (!too_large.empty()) return {GraphKind::kNone, too_large};
  const size_t nodes = graphs->nodes.size();
  const size_t edges = graphs->edges.size();
  std::string_view why_not_whole;
  for (const bool probe : {false, true}) {
    const std::string_view why = Speller(program, pattern, probe, graphs).Spell();
    if (why.empty()) {
      graphs->starts.push_back(static_cast<uint32_t>(nodes));
      return {probe ? GraphKind::kProbe : GraphKind::kWhole, why_not_whole};
    }
    if (!probe) why_not_whole = why;
    graphs->nodes.resize(nodes);
    graphs->edges.resize(edges);
  }
  return {GraphKind::kNone, why_not_whole};
}

}  // namespace cxo
