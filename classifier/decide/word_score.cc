// Look-ups and sums. Sums are whole numbers until the end, so that their order does not matter.
#include "classifier/decide/word_score.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <utility>

namespace cxo {
namespace {

constexpr double kHundredth = 0.01;
constexpr std::string_view kOff = " off";
// As many terms share a begin: they fill the line of the cache that one of them takes.
constexpr size_t kTermsOfBegin = 8;

// Takes `entry` into the text's list; false if it is there already.
bool TakeOnce(uint32_t entry, WordScorer::Workspace* workspace) {
  uint64_t& word = workspace->seen[entry / 64];
  const uint64_t bit = uint64_t{1} << (entry % 64);
  if ((word & bit) != 0) return false;
  word |= bit;
  workspace->entries.push_back(entry);
  return true;
}

void Start(size_t entries, WordScorer::Workspace* workspace) {
  for (const uint32_t entry : workspace->entries) workspace->seen[entry / 64] = 0;
  workspace->entries.clear();
  workspace->seen.resize(std::max(workspace->seen.size(), (entries + 63) / 64));
}

// Adds the sum of the weights of all entries at hand, divided by the root of their number.
void AddUp(std::span<const int16_t> weights, WordScorer::Workspace* workspace,
           std::vector<double>* scores) {
  if (workspace->entries.empty()) return;
  const size_t columns = scores->size();
  workspace->sums.assign(columns, 0);
  for (const uint32_t entry : workspace->entries) {
    for (size_t c = 0; c < columns; ++c) workspace->sums[c] += weights[entry * columns + c];
  }
  const double unit = kHundredth / std::sqrt(static_cast<double>(workspace->entries.size()));
  for (size_t c = 0; c < columns; ++c) {
    (*scores)[c] += static_cast<double>(workspace->sums[c]) * unit;
  }
}

// A word and its beginning are one to a reader.
std::vector<WordShare> WithBeginningsJoined(std::vector<WordShare> shares) {
  std::vector<WordShare> joined;
  for (WordShare& share : shares) {
    const bool again = !joined.empty() && joined.back().rule == WordShare::kNoRule &&
                       share.rule == WordShare::kNoRule && joined.back().span == share.span;
    if (!again) {
      joined.push_back(std::move(share));
      continue;
    }
    for (size_t c = 0; c < share.adds.size(); ++c) joined.back().adds[c] += share.adds[c];
  }
  return joined;
}

}  // namespace

WordScorer::WordScorer(const Pack& pack, const WordWeights& words, size_t columns) {
  if (words.empty()) return;
  terms_ = words.terms.all();
  term_weights_ = words.term_weights.all();
  signal_weights_ = words.signal_weights;
  columns_ = columns;
  const int bits = std::max(static_cast<int>(std::bit_width(terms_.size() / kTermsOfBegin)), 1);
  term_shift_ = 64 - bits;
  term_begins_.assign((size_t{1} << bits) + 1, 0);
  for (const uint64_t term : terms_) ++term_begins_[(term >> term_shift_) + 1];
  std::partial_sum(term_begins_.begin(), term_begins_.end(), term_begins_.begin());
  on_.assign(pack.rules.size(), kNone);
  off_.assign(pack.rules.size(), kNone);
  for (uint32_t i = 0; i < words.signals.size(); ++i) {
    std::string_view id = words.signals[i];
    const bool off = id.ends_with(kOff);
    if (off) id.remove_suffix(kOff.size());
    const auto rule = FindRule(pack, id);
    if (rule) (off ? off_ : on_)[*rule] = i;
  }
}

uint32_t WordScorer::EntryOf(uint64_t term) const {
  const size_t bits = term >> term_shift_;
  const uint32_t end = term_begins_[bits + 1];
  for (uint32_t i = term_begins_[bits]; i < end; ++i) {
    if (terms_[i] == term) return i;
  }
  return kNone;
}

uint32_t WordScorer::EntryOf(const Evidence& evidence) const {
  if (IsAlive(evidence)) return on_[evidence.rule];
  return evidence.state == Evidence::State::kShadowed ? kNone : off_[evidence.rule];
}

void WordScorer::FindWords(std::string_view normal, Workspace* workspace) const {
  // The tables are larger than the nearest cache, and their places are asked for in no order: they
  // are fetched some terms ahead.
  constexpr size_t kAhead = 12;
  constexpr size_t kBeginsAhead = 2 * kAhead;
  FindTerms(normal, &workspace->terms);
  const std::vector<Term>& terms = workspace->terms;
  for (size_t i = 0; i < terms.size(); ++i) {
    if (i + kBeginsAhead < terms.size()) {
      __builtin_prefetch(&term_begins_[terms[i + kBeginsAhead].number >> term_shift_]);
    }
    if (i + kAhead < terms.size()) {
      const uint32_t begin = term_begins_[terms[i + kAhead].number >> term_shift_];
      __builtin_prefetch(terms_.data() + begin);
    }
    const uint32_t entry = EntryOf(terms[i].number);
    if (entry != kNone && TakeOnce(entry, workspace)) {
      __builtin_prefetch(term_weights_.data() + entry * columns_);
    }
  }
}

void WordScorer::FindSignals(const std::vector<Evidence>& evidence, Workspace* workspace) const {
  for (const Evidence& one : evidence) {
    const uint32_t entry = EntryOf(one);
    if (entry != kNone) TakeOnce(entry, workspace);
  }
}

void WordScorer::Score(std::string_view normal, const std::vector<Evidence>& evidence,
                       Workspace* workspace, std::vector<double>* scores) const {
  scores->clear();
  if (empty()) return;
  scores->resize(columns_);
  Start(terms_.size(), workspace);
  FindWords(normal, workspace);
  AddUp(term_weights_, workspace, scores);
  Start(signals(), workspace);
  FindSignals(evidence, workspace);
  AddUp(signal_weights_, workspace, scores);
}

std::vector<WordShare> WordScorer::Shares(std::string_view normal,
                                          const std::vector<Evidence>& evidence) const {
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
  FindTerms(normal, &workspace.terms);
  for (const Term& term : workspace.terms) {
    const uint32_t entry = EntryOf(term.number);
    if (entry != kNone && TakeOnce(entry, &workspace)) shares.push_back({.span = term.span});
  }
  finish(0, term_weights_);
  const size_t words = shares.size();
  Start(signals(), &workspace);
  for (const Evidence& one : evidence) {
    const uint32_t entry = EntryOf(one);
    if (entry == kNone || !TakeOnce(entry, &workspace)) continue;
    shares.push_back({.rule = one.rule, .set_aside = !IsAlive(one), .span = one.span});
  }
  finish(words, signal_weights_);
  return WithBeginningsJoined(std::move(shares));
}

}  // namespace cxo
