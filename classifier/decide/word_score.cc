// Look-ups and sums. Sums are whole numbers until the end, so that their order does not matter.
#include "classifier/decide/word_score.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace cxo {
namespace {

constexpr double kHundredth = 0.01;
constexpr std::string_view kOff = " off";

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
  workspace->seen.resize((entries + 63) / 64);
}

}  // namespace

WordScorer::WordScorer(const Pack& pack, const WordWeights& words, size_t columns)
    : columns_(columns) {
  if (words.empty()) return;
  slots_.resize(std::bit_ceil(2 * words.terms.size() + 1));
  for (uint32_t i = 0; i < words.terms.size(); ++i) {
    size_t place = words.terms[i] & (slots_.size() - 1);
    while (slots_[place].number != 0) place = (place + 1) & (slots_.size() - 1);
    slots_[place] = {words.terms[i], i};
  }
  weights_ = words.term_weights;
  weights_.insert(weights_.end(), words.signal_weights.begin(), words.signal_weights.end());
  on_.assign(pack.rules.size(), kNone);
  off_.assign(pack.rules.size(), kNone);
  for (uint32_t i = 0; i < words.signals.size(); ++i) {
    std::string_view id = words.signals[i];
    const bool off = id.ends_with(kOff);
    if (off) id.remove_suffix(kOff.size());
    const auto rule = FindRule(pack, id);
    if (rule) (off ? off_ : on_)[*rule] = static_cast<uint32_t>(words.terms.size()) + i;
  }
}

uint32_t WordScorer::EntryOf(uint64_t term) const {
  for (size_t place = term;; ++place) {
    const Slot& slot = slots_[place & (slots_.size() - 1)];
    if (slot.number == term) return slot.entry;
    if (slot.number == 0) return kNone;
  }
}

uint32_t WordScorer::EntryOf(const Evidence& evidence) const {
  if (IsAlive(evidence)) return on_[evidence.rule];
  return evidence.state == Evidence::State::kShadowed ? kNone : off_[evidence.rule];
}

void WordScorer::FindWords(std::string_view normal, Workspace* workspace) const {
  // The table is larger than the nearest cache, and its places are asked for in no order: they are
  // fetched some terms ahead.
  constexpr size_t kAhead = 12;
  FindTerms(normal, &workspace->terms);
  const std::vector<Term>& terms = workspace->terms;
  for (size_t i = 0; i < terms.size(); ++i) {
    if (i + kAhead < terms.size()) {
      __builtin_prefetch(&slots_[terms[i + kAhead].number & (slots_.size() - 1)]);
    }
    const uint32_t entry = EntryOf(terms[i].number);
    if (entry != kNone) TakeOnce(entry, workspace);
  }
}

void WordScorer::FindSignals(const std::vector<Evidence>& evidence, Workspace* workspace) const {
  for (const Evidence& one : evidence) {
    const uint32_t entry = EntryOf(one);
    if (entry != kNone) TakeOnce(entry, workspace);
  }
}

// Adds the sum of all entries at hand, divided by the root of their number.
void WordScorer::AddUp(Workspace* workspace, std::vector<double>* scores) const {
  if (workspace->entries.empty()) return;
  workspace->sums.assign(columns_, 0);
  for (const uint32_t entry : workspace->entries) {
    for (size_t c = 0; c < columns_; ++c) workspace->sums[c] += weights_[entry * columns_ + c];
  }
  const double unit = kHundredth / std::sqrt(static_cast<double>(workspace->entries.size()));
  for (size_t c = 0; c < columns_; ++c) {
    (*scores)[c] += static_cast<double>(workspace->sums[c]) * unit;
  }
}

void WordScorer::Score(std::string_view normal, const std::vector<Evidence>& evidence,
                       Workspace* workspace, std::vector<double>* scores) const {
  scores->clear();
  if (empty()) return;
  scores->resize(columns_);
  const size_t entries = weights_.size() / columns_;
  Start(entries, workspace);
  FindWords(normal, workspace);
  AddUp(workspace, scores);
  Start(entries, workspace);
  FindSignals(evidence, workspace);
  AddUp(workspace, scores);
}

std::vector<WordShare> WordScorer::Shares(std::string_view normal,
                                          const std::vector<Evidence>& evidence) const {
  std::vector<WordShare> shares;
  if (empty()) return shares;
  Workspace workspace;
  const size_t entries = weights_.size() / columns_;
  // Turns the entries taken since `first` into numbers that add up to what AddUp adds.
  const auto finish = [&](size_t first) {
    const double unit = kHundredth / std::sqrt(static_cast<double>(shares.size() - first));
    for (size_t i = first; i < shares.size(); ++i) {
      const uint32_t entry = workspace.entries[i - first];
      for (size_t c = 0; c < columns_; ++c) {
        shares[i].adds.push_back(weights_[entry * columns_ + c] * unit);
      }
    }
  };
  Start(entries, &workspace);
  FindTerms(normal, &workspace.terms);
  for (const Term& term : workspace.terms) {
    const uint32_t entry = EntryOf(term.number);
    if (entry != kNone && TakeOnce(entry, &workspace)) shares.push_back({.span = term.span});
  }
  finish(0);
  const size_t words = shares.size();
  Start(entries, &workspace);
  for (const Evidence& one : evidence) {
    const uint32_t entry = EntryOf(one);
    if (entry == kNone || !TakeOnce(entry, &workspace)) continue;
    shares.push_back({.rule = one.rule, .set_aside = !IsAlive(one), .span = one.span});
  }
  finish(words);
  return shares;
}

}  // namespace cxo
