// The matcher of every run. Each pattern is in one of four tiers:
//
//   words    its graph of words is part of one automaton (word_automaton.h); nearly all of them
//   probed   the automaton finds its first words, RE2 says whether it matches there
//   foreign  it needs a character beyond ASCII: RE2 is asked of texts alone that have one
//   regex    all others: RE2 is asked of every text that has the literals it needs
#include <algorithm>
#include <cstring>
#include <iterator>
#include <optional>
#include <utility>

#include "classifier/match/matcher.h"
#include "classifier/match/regex.h"
#include "classifier/match/regex_tier.h"
#include "classifier/match/regex_tree.h"
#include "classifier/match/word_automaton.h"
#include "classifier/match/workspace.h"

namespace cxo {
namespace {

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

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
    case RegexNode::Kind::kEdge: break;
  }
  return false;
}

class FastMatcher : public Matcher {
 public:
  explicit FastMatcher(const MatchLimits& limits)
      : limits_(limits), foreign_(limits), regexes_(limits) {}

  // Adds every pattern; returns what RE2 refuses.
  std::vector<Error> Build(const Pack& pack) {
    std::vector<Error> errors;
    patterns_ = pack.patterns.size();
    WordGraphs graphs;
    std::vector<GraphKind> kinds(patterns_);
    for (uint32_t i = 0; i < patterns_; ++i) {
      kinds[i] = AddWordGraph(pack.patterns[i].regex, i, &graphs).kind;
    }
    if (auto tables = WriteWordAutomaton(graphs)) {
      tables_ = *std::move(tables);
      words_ = WordAutomaton::Read(
          {reinterpret_cast<const char*>(tables_.data()), tables_.size() * sizeof tables_[0]});
    }
    for (uint32_t i = 0; i < patterns_; ++i) {
      AddToTier(pack, i, words_ ? kinds[i] : GraphKind::kNone, &errors);
    }
    foreign_.Freeze();
    regexes_.Freeze();
    return errors;
  }

  MatchStatus Match(std::string_view normal, MatchWorkspace* workspace,
                    std::vector<Hit>* hits) const override {
    hits->clear();
    if (words_) workspace->words.Find(*words_, patterns_, normal, hits);
    const size_t in_order = hits->size();
    MatchStatus status = regexes_.MatchAt(normal, workspace, hits);
    if (status == MatchStatus::kOk && regexes_.size() > 0) {
      status = regexes_.Match(normal, workspace, hits);
    }
    if (status == MatchStatus::kOk && foreign_.size() > 0 && !IsAscii(normal)) {
      status = foreign_.Match(normal, workspace, hits);
    }
    if (hits->size() > in_order) SortHits(hits);
    return status;
  }

 private:
  // Expressions that people wrote are compiled at once, for RE2 may refuse them; those of phrases
  // are known to be good.
  std::unique_ptr<const RE2> Check(const Pack& pack, uint32_t index, std::vector<Error>* errors) {
    if (pack.patterns[index].is_phrase) return nullptr;
    auto compiled = CompileRegex(pack, index, limits_);
    if (compiled.ok()) return std::move(compiled).value();
    errors->push_back(compiled.error());
    return nullptr;
  }

  void AddToTier(const Pack& pack, uint32_t index, GraphKind kind, std::vector<Error>* errors) {
    const Pattern& pattern = pack.patterns[index];
    std::unique_ptr<const RE2> compiled = Check(pack, index, errors);
    if (kind == GraphKind::kWhole) return;
    if (kind == GraphKind::kProbe) return regexes_.AddProbed(pattern, index, std::move(compiled));
    const std::optional<RegexNode> tree = ParseRegex(pattern.regex);
    RegexTier& tier = tree && NeedsBeyondAscii(*tree) ? foreign_ : regexes_;
    tier.Add(pattern, index, std::move(compiled));
  }

  MatchLimits limits_;
  size_t patterns_ = 0;
  std::vector<uint64_t> tables_;
  std::optional<WordAutomaton> words_;
  RegexTier foreign_;
  RegexTier regexes_;
};

}  // namespace

BuiltMatcher BuildFastMatcher(const Pack& pack, const MatchLimits& limits) {
  auto matcher = std::make_unique<FastMatcher>(limits);
  BuiltMatcher built;
  built.errors = matcher->Build(pack);
  if (built.errors.empty()) built.matcher = std::move(matcher);
  return built;
}

}  // namespace cxo
