// In three steps: anchors tell which patterns are possible at all, sets of patterns tell the same
// of patterns without anchors, and each possible pattern's own RE2 finds its places.
//
// Sets are small, since one automaton for many patterns has too many states to keep: every gap of
// "up to four words" multiplies them, and a text then costs their construction.
#include "classifier/match/regex_tier.h"

#include <optional>
#include <utility>

#include <re2/set.h>

#include "classifier/match/anchors.h"
#include "classifier/match/workspace.h"

namespace cxo {

class RegexShard {
 public:
  explicit RegexShard(int64_t memory) : set_(RegexOptions(memory), RE2::UNANCHORED) {}

  // What RE2 takes alone it takes here; should it not, the shard always says "perhaps".
  void Add(const std::string& regex, uint32_t entry) {
    refused_ = set_.Add(regex, nullptr) < 0 || refused_;
    members_.push_back(entry);
  }

  size_t size() const { return members_.size(); }

  // Appends the entries that match somewhere; all of them where the automaton cannot answer within
  // its budget. RE2::Set reports that as "no match" unless it is asked for the kind of error.
  void FindMatching(std::string_view normal, std::vector<int>* found,
                    std::vector<uint32_t>* matching) const {
    std::call_once(once_, [&] { usable_ = !refused_ && set_.Compile(); });
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
  mutable RE2::Set set_;
  mutable std::once_flag once_;
  mutable bool usable_ = false;
  std::vector<uint32_t> members_;
  bool refused_ = false;
};

RegexTier::RegexTier(const MatchLimits& limits) : limits_(limits) {}
RegexTier::~RegexTier() = default;

uint32_t RegexTier::Keep(const Pattern& pattern, uint32_t index,
                         std::unique_ptr<const RE2> compiled) {
  auto regex = std::make_unique<LazyRegex>();
  regex->text = pattern.regex;
  regex->pattern = index;
  if (compiled != nullptr) {
    std::call_once(regex->once, [&] { regex->compiled = std::move(compiled); });
  }
  regexes_.push_back(std::move(regex));
  return static_cast<uint32_t>(regexes_.size() - 1);
}

void RegexTier::AddProbed(const Pattern& pattern, uint32_t index,
                          std::unique_ptr<const RE2> compiled) {
  probed_[index] = Keep(pattern, index, std::move(compiled));
}

void RegexTier::Add(const Pattern& pattern, uint32_t index, std::unique_ptr<const RE2> compiled) {
  const uint32_t entry = Keep(pattern, index, std::move(compiled));
  ++looked_for_;
  const std::vector<AnchorGroup> anchors = FindAnchors(pattern.regex);
  if (anchors.empty()) {
    ShardFor(pattern).Add(pattern.regex, entry);
  } else {
    anchored_.Add(entry, anchors);
  }
}

void RegexTier::Freeze() { anchored_.Freeze(); }

MatchStatus RegexTier::Match(std::string_view normal, MatchWorkspace* workspace,
                             std::vector<Hit>* hits) const {
  std::vector<uint32_t>& matching = workspace->possible;
  matching.clear();
  anchored_.FindPossible(normal, &matching);
  for (const std::unique_ptr<RegexShard>& shard : shards_) {
    shard->FindMatching(normal, &workspace->set_members, &matching);
  }
  for (const uint32_t entry : matching) {
    const RE2& regex = Regex(entry);
    if (!regex.ok()) return MatchStatus::kOutOfMemory;
    AppendHits(regex, regexes_[entry]->pattern, normal, hits);
  }
  return MatchStatus::kOk;
}

MatchStatus RegexTier::MatchAt(std::string_view normal, MatchWorkspace* workspace,
                               std::vector<Hit>* hits) const {
  std::vector<uint32_t>& last_ends = workspace->probe_ends;
  last_ends.resize(regexes_.size());
  MatchStatus status = MatchStatus::kOk;
  const size_t first = hits->size();
  for (const WordSearch::Probe& place : workspace->words.probes()) {
    const uint32_t entry = probed_.at(place.pattern);
    if (last_ends[entry] > place.begin) continue;
    const RE2& regex = Regex(entry);
    if (!regex.ok()) {
      status = MatchStatus::kOutOfMemory;
      break;
    }
    const std::optional<Span> found = HitAt(regex, normal, place.begin);
    if (!found) continue;
    last_ends[entry] = found->end;
    hits->push_back({place.pattern, *found});
  }
  for (size_t i = first; i < hits->size(); ++i) last_ends[probed_.at((*hits)[i].pattern)] = 0;
  return status;
}

// The open shard for patterns of this kind, a new one when it is full.
RegexShard& RegexTier::ShardFor(const Pattern& pattern) {
  constexpr size_t kPlain = 128;
  constexpr size_t kCounted = 4;
  const bool counted = pattern.regex.find('{') != std::string::npos;
  RegexShard*& open = counted ? open_counted_ : open_plain_;
  if (open == nullptr || open->size() == (counted ? kCounted : kPlain)) {
    shards_.push_back(std::make_unique<RegexShard>(limits_.set_memory));
    open = shards_.back().get();
  }
  return *open;
}

const RE2& RegexTier::Regex(uint32_t entry) const {
  LazyRegex& regex = *regexes_[entry];
  std::call_once(regex.once, [&] {
    regex.compiled = std::make_unique<const RE2>(regex.text, RegexOptions(limits_.pattern_memory));
  });
  return *regex.compiled;
}

}  // namespace cxo
