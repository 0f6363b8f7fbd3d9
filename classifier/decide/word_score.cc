// Look-ups and sums. Sums are whole numbers until the end, so that their order does not matter.
#include "classifier/decide/word_score.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <utility>

namespace cxo {
namespace {

constexpr double kHundredth = 0.01;
constexpr std::string_view kOff = " off";
// As many terms are a group, or fewer: they fill the line of the cache that one of them takes.
constexpr size_t kTermsOfGroup = 4;
constexpr int kMarks = 32;  // of a group, in the upper half of its number

// The mark that a term has in its group, by bits that the group does not tell.
uint32_t MarkOf(uint64_t term) { return uint32_t{1} << (term % kMarks); }

// 1 if a term of the group has the mark of `term`, else 0.
uint32_t HasMarkOf(uint64_t term, uint64_t group) {
  return static_cast<uint32_t>(group >> kMarks) >> (term % kMarks) & 1U;
}

// Makes room for `more` entries behind those that the text has.
void MakeRoom(size_t more, WordScorer::Workspace* workspace) {
  const size_t size = workspace->count + more;
  if (workspace->entries.size() < size) workspace->entries.resize(2 * size);
}

// Takes entries into the text's list, in which there is room, each once. What it needs of the
// workspace is at hand: a loop need not read it again behind all that it writes.
class Taker {
 public:
  explicit Taker(WordScorer::Workspace* workspace)
      : workspace_(*workspace),
        entries_(workspace->entries.data()),
        seen_(workspace->seen.data()),
        count_(workspace->count) {}
  ~Taker() { workspace_.count = count_; }
  Taker(const Taker&) = delete;
  Taker& operator=(const Taker&) = delete;

  // Returns false if it is there already. Without a branch: whether it is cannot be foreseen.
  bool Take(uint32_t entry) {
    uint64_t& word = seen_[entry / 64];
    const uint64_t is_new = ~(word >> (entry % 64)) & 1U;
    word |= uint64_t{1} << (entry % 64);
    entries_[count_] = entry;
    count_ += is_new;
    return is_new != 0;
  }

 private:
  WordScorer::Workspace& workspace_;
  uint32_t* entries_;
  uint64_t* seen_;
  size_t count_;
};

std::span<const uint32_t> Taken(const WordScorer::Workspace& workspace) {
  return std::span(workspace.entries).first(workspace.count);
}

// For a text, of a list that has so many entries.
void Start(size_t entries, WordScorer::Workspace* workspace) {
  for (const uint32_t entry : Taken(*workspace)) workspace->seen[entry / 64] = 0;
  workspace->count = 0;
  workspace->seen.resize(std::max(workspace->seen.size(), (entries + 63) / 64));
}

// As many columns are added up at once: in registers, and more than packs have labels.
constexpr size_t kLanes = 8;
using Weights = int16_t __attribute__((vector_size(kLanes * sizeof(int16_t))));
using Sums = int32_t __attribute__((vector_size(kLanes * sizeof(int32_t))));

// Adds the weights of the entries in kLanes columns from `first` on. Of columns that are not there
// it adds what happens to stand behind.
void AddColumns(std::span<const int16_t> weights, std::span<const uint32_t> entries, size_t columns,
                size_t first, std::array<int64_t, kLanes>* totals) {
  Sums sums = {};
  for (const uint32_t entry : entries) {
    const size_t begin = entry * columns + first;
    Weights some = {};
    if (begin + kLanes <= weights.size()) {
      std::memcpy(&some, weights.data() + begin, sizeof some);
    } else {
      std::memcpy(&some, weights.data() + begin, (weights.size() - begin) * sizeof(int16_t));
    }
    sums += __builtin_convertvector(some, Sums);
  }
  for (size_t c = 0; c < kLanes; ++c) (*totals)[c] += sums[c];
}

// Adds the sum of the weights of all entries at hand, divided by the root of their number.
void AddUp(std::span<const int16_t> weights, const WordScorer::Workspace& workspace,
           std::vector<double>* scores) {
  constexpr size_t kAtOnce = size_t{1} << 16U;  // of 16 bits: their sum has no more than 32
  const std::span<const uint32_t> entries = Taken(workspace);
  if (entries.empty()) return;
  const double unit = kHundredth / std::sqrt(static_cast<double>(entries.size()));
  const size_t columns = scores->size();
  for (size_t first = 0; first < columns; first += kLanes) {
    std::array<int64_t, kLanes> totals = {};
    for (size_t done = 0; done < entries.size(); done += kAtOnce) {
      const size_t count = std::min(entries.size() - done, kAtOnce);
      AddColumns(weights, entries.subspan(done, count), columns, first, &totals);
    }
    for (size_t c = first; c < std::min(first + kLanes, columns); ++c) {
      (*scores)[c] += static_cast<double>(totals[c - first]) * unit;
    }
  }
}

// A word and its beginning are one to a reader.
std::vector<WordShare> WithBeginningsJoined(std::vector<WordShare> shares) {
  std::vector<WordShare> joined;
  for (WordShare& share : shares) {
    const bool again = !joined.empty() && !joined.back().IsSignal() && !share.IsSignal() &&
                       !share.begins_text && joined.back().span == share.span;
    if (!again) {
      joined.push_back(std::move(share));
      continue;
    }
    for (size_t c = 0; c < share.adds.size(); ++c) joined.back().adds[c] += share.adds[c];
  }
  return joined;
}

// What groups_ is, of terms that are told into groups by as many bits.
std::vector<uint64_t> GroupsOf(std::span<const uint64_t> terms, int bits) {
  std::vector<uint64_t> groups(size_t{1} << bits);
  size_t next = 0;
  for (uint64_t group = 0; group < groups.size(); ++group) {
    groups[group] = next;
    for (; next < terms.size() && terms[next] >> (64 - bits) == group; ++next) {
      groups[group] |= uint64_t{MarkOf(terms[next])} << kMarks;
    }
  }
  return groups;
}

}  // namespace

WordScorer::WordScorer(const Pack& pack, const WordWeights& words, size_t columns) {
  if (words.empty()) return;
  LookInto(words);
  columns_ = columns;
  const int bits = std::max(static_cast<int>(std::bit_width(terms_.size() / kTermsOfGroup)), 1);
  group_shift_ = 64 - bits;
  groups_ = GroupsOf(terms_, bits);
  on_.assign(pack.rules.size(), kNone);
  off_.assign(pack.rules.size(), kNone);
  for (uint32_t i = 0; i < words.signals.size(); ++i) {
    std::string_view id = words.signals[i];
    const bool off = id.ends_with(kOff);
    if (off) id.remove_suffix(kOff.size());
    const auto rule = FindRule(pack, id);
    if (rule) (off ? off_ : on_)[*rule] = i;
  }
  TakePairs(pack, words);
}

void WordScorer::TakePairs(const Pack& pack, const WordWeights& words) {
  std::vector<SignalPairs::Pair> pairs;
  for (uint32_t i = 0; i < words.pairs.size(); ++i) {
    const auto first = FindRule(pack, words.pairs[i].first);
    const auto second = FindRule(pack, words.pairs[i].second);
    if (first && second) pairs.push_back({.first = *first, .second = *second, .source = i});
  }
  pairs_ = SignalPairs(pack.rules.size(), std::move(pairs));
  for (uint32_t entry = 0; entry < pairs_.size(); ++entry) {
    const auto weights =
        words.pair_weights.begin() + static_cast<ptrdiff_t>(pairs_[entry].source * columns_);
    pair_weights_.insert(pair_weights_.end(), weights, weights + static_cast<ptrdiff_t>(columns_));
  }
}

void WordScorer::LookInto(const WordWeights& words) {
  terms_ = words.terms.all();
  term_weights_ = words.term_weights.all();
  signal_weights_ = words.signal_weights;
}

// Looked for from where its group begins.
uint32_t WordScorer::EntryFrom(uint32_t begin, uint64_t term) const {
  if (terms_.back() < term) return kNone;  // so that all others are met by an end
  uint32_t i = begin;
  while (terms_[i] < term) ++i;
  return terms_[i] == term ? i : kNone;
}

uint32_t WordScorer::EntryOf(uint64_t term) const {
  const uint64_t group = groups_.all()[term >> group_shift_];
  return HasMarkOf(term, group) == 0 ? kNone : EntryFrom(static_cast<uint32_t>(group), term);
}

uint32_t WordScorer::EntryOf(const Evidence& evidence) const {
  if (IsAlive(evidence)) return on_[evidence.rule];
  return evidence.state == Evidence::State::kShadowed ? kNone : off_[evidence.rule];
}

// The tables are larger than the nearest cache, and their places are asked for in no order: all
// that a piece of the terms needs of one is fetched while others are being looked at. Which terms
// may have weights cannot be foreseen, so these are told without a branch.
void WordScorer::FindWords(std::span<const Term> all, Workspace* workspace) const {
  constexpr size_t kPiece = 128;
  struct Candidate {
    uint64_t term;
    uint32_t begin;
  };
  std::array<Candidate, kPiece> room;  // NOLINT: filled as far as it is read
  const std::span<const uint64_t> groups = groups_.all();
  MakeRoom(all.size(), workspace);
  Taker taker(workspace);
  while (!all.empty()) {
    const std::span<const Term> terms = all.first(std::min(all.size(), kPiece));
    all = all.subspan(terms.size());
    size_t count = 0;
    for (const Term& term : terms) {
      const uint64_t group = groups[term.number >> group_shift_];
      room[count] = {term.number, static_cast<uint32_t>(group)};
      count += HasMarkOf(term.number, group);
    }
    const std::span<const Candidate> candidates(room.data(), count);
    for (const Candidate& one : candidates) __builtin_prefetch(terms_.data() + one.begin);
    for (const Candidate& one : candidates) {
      const uint32_t entry = EntryFrom(one.begin, one.term);
      if (entry == kNone) continue;
      __builtin_prefetch(term_weights_.data() + entry * columns_);
      taker.Take(entry);
    }
  }
}

void WordScorer::FindSignals(const std::vector<Evidence>& evidence, Workspace* workspace) const {
  MakeRoom(evidence.size(), workspace);
  Taker taker(workspace);
  for (const Evidence& one : evidence) {
    const uint32_t entry = EntryOf(one);
    if (entry != kNone) taker.Take(entry);
  }
}

void WordScorer::FindPairs(const PlacedEvidence& evidence, Workspace* workspace) const {
  MakeRoom(pairs_.size() + 1, workspace);  // each is taken once, and looked at in the place behind
  Taker taker(workspace);
  for (uint32_t clause = 0; clause < evidence.clauses(); ++clause) {
    pairs_.VisitIn(evidence.RulesInClause(clause), [&](uint32_t entry) { taker.Take(entry); });
  }
}

void WordScorer::Score(std::span<const Term> terms, const PlacedEvidence& evidence,
                       Workspace* workspace, std::vector<double>* scores) const {
  scores->clear();
  if (empty()) return;
  scores->resize(columns_);
  Start(terms_.size(), workspace);
  FindWords(terms, workspace);
  AddUp(term_weights_, *workspace, scores);
  Start(signals(), workspace);
  FindSignals(evidence.evidence(), workspace);
  AddUp(signal_weights_, *workspace, scores);
  if (pairs_.empty()) return;
  Start(pairs_.size(), workspace);
  FindPairs(evidence, workspace);
  AddUp(pair_weights_, *workspace, scores);
}

std::vector<WordShare> WordScorer::Shares(std::string_view normal,
                                          const PlacedEvidence& evidence) const {
  std::vector<WordShare> shares;
  if (empty()) return shares;
  Workspace workspace;
  // Turns the entries taken since `first` into numbers that add up to what AddUp adds.
  const auto finish = [&](size_t first, std::span<const int16_t> weights) {
    const double unit = kHundredth / std::sqrt(static_cast<double>(shares.size() - first));
    for (size_t i = first; i < shares.size(); ++i) {
      const uint32_t entry = workspace.entries[i - first];
      for (size_t c = 0; c < columns_; ++c) {
        shares[i].adds.push_back(weights[entry * columns_ + c] * unit);
      }
    }
  };
  Start(terms_.size(), &workspace);
  std::vector<Term> room;
  const std::span<const Term> terms = FindTerms(normal, &room);
  MakeRoom(terms.size(), &workspace);
  Span word;
  for (const Term& term : terms) {
    if (term.kind == Term::Kind::kWord) word = term.span;
    const uint32_t entry = EntryOf(term.number);
    if (entry == kNone || !Taker(&workspace).Take(entry)) continue;
    // Other pairs have two words.
    const bool begins_text = term.kind == Term::Kind::kPair && term.span == word;
    shares.push_back({.begins_text = begins_text, .span = term.span});
  }
  finish(0, term_weights_);
  const size_t words = shares.size();
  Start(signals(), &workspace);
  MakeRoom(evidence.evidence().size(), &workspace);
  for (const Evidence& one : evidence.evidence()) {
    const uint32_t entry = EntryOf(one);
    if (entry == kNone || !Taker(&workspace).Take(entry)) continue;
    shares.push_back({.rule = one.rule, .set_aside = !IsAlive(one), .span = one.span});
  }
  finish(words, signal_weights_);
  const size_t signals_too = shares.size();
  Start(pairs_.size(), &workspace);
  MakeRoom(pairs_.size() + 1, &workspace);
  for (uint32_t clause = 0; clause < evidence.clauses(); ++clause) {
    std::vector<uint32_t> entries;
    pairs_.VisitIn(evidence.RulesInClause(clause), [&](uint32_t one) { entries.push_back(one); });
    std::sort(entries.begin(), entries.end());
    for (const uint32_t entry : entries) {
      if (!Taker(&workspace).Take(entry)) continue;
      const auto& [first, second, source] = pairs_[entry];
      const auto [rule, with] = std::minmax(first, second);
      shares.push_back({.rule = rule, .with = with, .span = evidence.ScopeOfClause(clause).span});
    }
  }
  finish(signals_too, pair_weights_);
  return WithBeginningsJoined(std::move(shares));
}

}  // namespace cxo
