// The production matcher of today, in three steps: anchors tell which patterns are possible at all,
// sets of patterns (RE2::Set) tell the same of patterns without anchors, and each possible
// pattern's own RE2 finds its places.
//
// Sets are small, since one automaton for many patterns has too many states to keep: every gap of
// "up to four words" multiplies them, and a text then costs their construction.
//
// Start-up stays short because a phrase's own RE2, whose size the phrase grammar bounds, is
// compiled when it is first needed; regular expressions are compiled and checked at once.
#include <re2/set.h>

#include "classifier/match/anchor_index.h"
#include "classifier/match/anchors.h"
#include "classifier/match/matcher.h"
#include "classifier/match/regex.h"

namespace cxo {
namespace {

// A pattern's own RE2, compiled once on first use by whichever thread comes first.
struct LazyRegex {
  std::string text;
  std::once_flag once;
  std::unique_ptr<const RE2> compiled;
};

// Some of the patterns behind one automaton.
class Shard {
 public:
  explicit Shard(int64_t memory) : set_(RegexOptions(memory), RE2::UNANCHORED) {}

  // False with RE2's words if it refuses the pattern.
  bool Add(const Pattern& pattern, uint32_t index, std::string* message) {
    if (set_.Add(pattern.regex, message) < 0) return false;
    members_.push_back(index);
    return true;
  }

  void Compile() { usable_ = set_.Compile(); }
  size_t size() const { return members_.size(); }

  // Appends the patterns that match somewhere; all of them where the automaton cannot answer within
  // its budget. RE2::Set reports that as "no match" unless it is asked for the kind of error.
  void FindMatching(std::string_view normal, std::vector<int>* found,
                    std::vector<uint32_t>* matching) const {
    RE2::Set::ErrorInfo error{RE2::Set::kNoError};
    found->clear();
    const bool any = usable_ && set_.Match({normal.data(), normal.size()}, found, &error);
    if (!usable_ || error.kind != RE2::Set::kNoError) {
      matching->insert(matching->end(), members_.begin(), members_.end());
    } else if (any) {
      for (const int i : *found) matching->push_back(members_[static_cast<size_t>(i)]);
    }
  }

 private:
  RE2::Set set_;
  std::vector<uint32_t> members_;
  bool usable_ = false;
};

class SetMatcher : public Matcher {
 public:
  SetMatcher(const Pack& pack, const MatchLimits& limits)
      : limits_(limits), regexes_(pack.patterns.size()) {}

  // Adds every pattern and compiles the sets; returns what RE2 refuses.
  std::vector<Error> Build(const Pack& pack) {
    std::vector<Error> errors;
    for (uint32_t i = 0; i < pack.patterns.size(); ++i) {
      std::optional<Error> error = Add(pack, i);
      if (error) errors.push_back(*std::move(error));
    }
    anchored_.Freeze();
    if (errors.empty()) {
      for (const std::unique_ptr<Shard>& shard : shards_) shard->Compile();
    }
    return errors;
  }

  MatchStatus Match(std::string_view normal, std::vector<Hit>* hits) const override {
    hits->clear();
    std::vector<int> found;
    std::vector<uint32_t> matching;
    anchored_.FindPossible(normal, &matching);
    for (const std::unique_ptr<Shard>& shard : shards_) {
      shard->FindMatching(normal, &found, &matching);
    }
    for (const uint32_t i : matching) {
      const RE2& regex = Regex(i);
      if (!regex.ok()) return MatchStatus::kOutOfMemory;
      AppendHits(regex, i, normal, hits);
    }
    SortHits(hits);
    return MatchStatus::kOk;
  }

 private:
  std::optional<Error> Add(const Pack& pack, uint32_t index) {
    const Pattern& pattern = pack.patterns[index];
    regexes_[index].text = pattern.regex;
    if (!pattern.is_phrase) {
      auto compiled = CompileRegex(pack, index, limits_);
      if (!compiled.ok()) return compiled.error();
      std::call_once(regexes_[index].once,
                     [&] { regexes_[index].compiled = std::move(compiled).value(); });
    }
    const std::vector<AnchorGroup> anchors = FindAnchors(pattern.regex);
    if (!anchors.empty()) {
      anchored_.Add(index, anchors);
      return std::nullopt;
    }
    std::string message;
    if (ShardFor(pattern).Add(pattern, index, &message)) return std::nullopt;
    return RegexError(pack, index, message, "");
  }

  // The open shard for patterns of this kind, a new one when it is full.
  Shard& ShardFor(const Pattern& pattern) {
    constexpr size_t kPlain = 128;
    constexpr size_t kCounted = 4;
    const bool counted = pattern.regex.find('{') != std::string::npos;
    Shard*& open = counted ? open_counted_ : open_plain_;
    if (open == nullptr || open->size() == (counted ? kCounted : kPlain)) {
      shards_.push_back(std::make_unique<Shard>(limits_.set_memory));
      open = shards_.back().get();
    }
    return *open;
  }

  const RE2& Regex(size_t index) const {
    LazyRegex& regex = regexes_[index];
    std::call_once(regex.once, [&] {
      regex.compiled =
          std::make_unique<const RE2>(regex.text, RegexOptions(limits_.pattern_memory));
    });
    return *regex.compiled;
  }

  MatchLimits limits_;
  AnchorIndex anchored_;
  std::vector<std::unique_ptr<Shard>> shards_;
  Shard* open_plain_ = nullptr;    // while building
  Shard* open_counted_ = nullptr;  // while building
  mutable std::vector<LazyRegex> regexes_;
};

}  // namespace

BuiltMatcher BuildSetMatcher(const Pack& pack, const MatchLimits& limits) {
  auto matcher = std::make_unique<SetMatcher>(pack, limits);
  BuiltMatcher built;
  built.errors = matcher->Build(pack);
  if (built.errors.empty()) built.matcher = std::move(matcher);
  return built;
}

}  // namespace cxo
