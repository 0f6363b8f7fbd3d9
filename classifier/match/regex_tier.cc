// In three steps: anchors tell which patterns are possible at all, sets of patterns tell the same
// of patterns without anchors, and each possible pattern's own RE2 finds its places.
//
// Sets are small, since one automaton for many patterns has too many states to keep: every gap of
// "up to four words" multiplies them, and a text then costs their construction.
#include "classifier/match/regex_tier.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <re2/set.h>

#include "classifier/error/memory_reserve.h"
#include "classifier/match/workspace.h"

namespace cxo {
namespace {

// True if `sign` stands in `normal` at `begin` or behind it; always if it is 0. *next is where it
// was found when an earlier place was asked for, plus 1, or 0: so all places of a text together
// look at each byte once.
bool HasSignFrom(uint32_t begin, std::string_view normal, char sign, uint32_t* next) {
  constexpr uint32_t kNoMore = UINT32_MAX;
  if (sign == 0) return true;
  if (*next <= begin) {
    const size_t found = normal.find(sign, begin);
    *next = found == std::string_view::npos ? kNoMore : static_cast<uint32_t>(found) + 1;
  }
  return *next != kNoMore;
}

// Some of the patterns behind one automaton (RE2::Set).
class RegexShard {
 public:
  explicit RegexShard(int64_t memory) : set_(RegexOptions(memory), RE2::UNANCHORED) {}

  // What RE2 takes alone it takes here; should it not, the shard always says "perhaps".
  void Add(const std::string& regex, uint32_t entry) {
    refused_ = set_.Add(regex, nullptr) < 0 || refused_;
    members_.push_back(entry);
  }

  void Compile() { usable_ = !refused_ && set_.Compile(); }
  size_t size() const { return members_.size(); }

  // Appends the entries that match somewhere; all of them where the automaton cannot answer within
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
  bool refused_ = false;
  bool usable_ = false;
};

}  // namespace

RegexTier::RegexTier(RegexPatterns patterns, const MatchLimits& limits)
    : limits_(limits),
      anchors_(patterns.anchors),
      patterns_(std::move(patterns.list)),
      probed_(patterns_.empty() ? 0 : patterns_.back().pattern + 1),
      regexes_(patterns_.size()) {
  for (uint32_t entry = 0; entry < patterns_.size(); ++entry) {
    if (patterns_[entry].tier == Tier::kProbed) {
      probed_[patterns_[entry].pattern] = entry;
    } else {
      looked_for_.push_back(entry);
    }
  }
}
RegexTier::~RegexTier() = default;

struct RegexTier::Filters {
  std::vector<std::pair<char, uint32_t>> signs;  // a sign, and the entry that needs it
  std::vector<std::unique_ptr<RegexShard>> shards;
};

// Patterns with gaps go into small shards of their own: see above.
std::unique_ptr<const RegexTier::Filters> RegexTier::BuildFilters() const {
  constexpr size_t kPlain = 128;
  constexpr size_t kCounted = 4;
  auto filters = std::make_unique<Filters>();
  RegexShard* plain = nullptr;
  RegexShard* counted = nullptr;
  for (const uint32_t entry : looked_for_) {
    const RegexPattern& known = patterns_[entry];
    if (known.is_anchored) continue;
    if (known.sign != 0) {
      filters->signs.emplace_back(known.sign, entry);
      continue;
    }
    const std::string& regex = known.regex;
    const bool has_counts = regex.find('{') != std::string::npos;
    RegexShard*& open = has_counts ? counted : plain;
    if (open == nullptr || open->size() == (has_counts ? kCounted : kPlain)) {
      filters->shards.push_back(std::make_unique<RegexShard>(limits_.set_memory));
      open = filters->shards.back().get();
    }
    open->Add(regex, entry);
  }
  for (const std::unique_ptr<RegexShard>& shard : filters->shards) shard->Compile();
  return filters;
}

MatchStatus RegexTier::Match(std::string_view normal, MatchWorkspace* workspace,
                             std::vector<Hit>* hits) const {
  if (looked_for_.empty()) return MatchStatus::kOk;
  const ReserveAccess reserve;
  std::call_once(filters_built_, [&] { filters_ = BuildFilters(); });
  std::vector<uint32_t>& matching = workspace->possible;
  matching.clear();
  anchors_.FindPossible(normal, &workspace->anchors, &matching);
  for (const auto& [sign, entry] : filters_->signs) {
    if (normal.find(sign) != std::string_view::npos) matching.push_back(entry);
  }
  for (const std::unique_ptr<RegexShard>& shard : filters_->shards) {
    shard->FindMatching(normal, &workspace->set_members, &matching);
  }
  for (const uint32_t entry : matching) {
    const RE2& regex = Regex(entry);
    if (!regex.ok()) return MatchStatus::kOutOfMemory;
    AppendHits(regex, patterns_[entry].pattern, normal, hits);
  }
  ThrowIfReserveIsUsed();
  return MatchStatus::kOk;
}

MatchStatus RegexTier::MatchAt(std::string_view normal, MatchWorkspace* workspace,
                               std::vector<Hit>* hits) const {
  const ReserveAccess reserve;
  std::vector<uint32_t>& last_ends = workspace->probe_ends;
  std::vector<uint32_t>& next_signs = workspace->next_signs;
  last_ends.resize(regexes_.size());
  next_signs.resize(regexes_.size());
  MatchStatus status = MatchStatus::kOk;
  const size_t first = hits->size();
  for (const WordSearch::Probe& place : workspace->words.probes()) {
    const uint32_t entry = probed_[place.pattern];
    if (last_ends[entry] > place.begin) continue;
    const RegexPattern& known = patterns_[entry];
    if (place.begin > 0 && normal.size() - place.begin > known.most_to_end) continue;
    if (!HasSignFrom(place.begin, normal, known.sign, &next_signs[entry])) continue;
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
  for (const WordSearch::Probe& place : workspace->words.probes()) {
    next_signs[probed_[place.pattern]] = 0;
  }
  for (size_t i = first; i < hits->size(); ++i) last_ends[probed_[(*hits)[i].pattern]] = 0;
  ThrowIfReserveIsUsed();
  return status;
}

const RE2& RegexTier::Regex(uint32_t entry) const {
  LazyRegex& regex = regexes_[entry];
  std::call_once(regex.once, [&] {
    regex.compiled =
        std::make_unique<const RE2>(patterns_[entry].regex, RegexOptions(limits_.pattern_memory));
  });
  return *regex.compiled;
}

}  // namespace cxo
