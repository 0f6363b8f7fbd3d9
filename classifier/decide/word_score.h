// What words and signals add to the scores: the leaning of a text (pack/word_weights.h has the
// formula). Evidence says what rules found; this is what all the rest of the text suggests.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "classifier/decide/evidence.h"
#include "classifier/decide/placed_evidence.h"
#include "classifier/decide/signal_pairs.h"
#include "classifier/pack/flat_list.h"
#include "classifier/pack/pack.h"
#include "classifier/text/span.h"
#include "classifier/text/terms.h"

namespace cxo {

// What one word, pair of words, signal or pair of signals adds to the score of each label.
struct WordShare {
  static constexpr uint32_t kNoRule = UINT32_MAX;

  uint32_t rule = kNoRule;   // of a signal: index into Pack::rules
  uint32_t with = kNoRule;   // of a pair of signals: the other rule
  bool set_aside = false;    // of a signal: the rule's evidence is there and does not count
  bool begins_text = false;  // what it adds that the text begins with the word at `span`
  Span span;                 // where it stands first; of a composite's signal the whole scope
  std::vector<double> adds;  // per label, log-odds

  bool IsSignal() const { return rule != kNoRule; }  // or a pair of them
  bool IsPair() const { return with != kNoRule; }    // of signals
};

// The weights of a pack, ready to be looked up. Immutable; shared by any number of threads. Refers
// to the weights, which must outlive it.
class WordScorer {
 public:
  // One thread's workspace, reused from text to text.
  struct Workspace {
    std::vector<uint32_t> entries;  // of the text, each once: the first `count`
    size_t count = 0;
    std::vector<uint64_t> seen;  // one bit for each entry
  };

  // Without words: no weights.
  WordScorer() = default;
  // Of weights for `columns` things: the pack's words for its labels, or those for subtypes.
  // Weights of signals of rules that the pack does not have are left out.
  WordScorer(const Pack& pack, const WordWeights& words, size_t columns);

  bool empty() const { return columns_ == 0; }

  // Takes the weights of `words`, those that a scorer was made of that was then written and read.
  void LookInto(const WordWeights& words);
  template <typename Way>  // pack/image_codec.h; all but the weights
  friend void ImageMembers(Way& way, WordScorer& scorer) {
    way(scorer.columns_, scorer.groups_, scorer.group_shift_, scorer.on_, scorer.off_,
        scorer.pairs_, scorer.pair_weights_);
  }

  // True if evidence of the rule, alive or set aside, has weights, by itself or beside another's.
  bool HasSignalOf(uint32_t rule) const {
    return !empty() && (on_[rule] != kNone || off_[rule] != kNone || pairs_.Has(rule));
  }

  // True if the term has weights.
  bool Has(const Term& term) const { return !empty() && EntryOf(term.number) != kNone; }

  // Replaces *scores by what the terms of a text (FindTerms) and its evidence add to each column;
  // by nothing, an empty list, if there are no weights. Time is linear in both, and in the pairs of
  // signals that have weights.
  void Score(std::span<const Term> terms, const PlacedEvidence& evidence, Workspace* workspace,
             std::vector<double>* scores) const;

  // The same taken apart: words and signals in order of place, words before signals and these
  // before pairs of them; a word and its beginning, where they stand together, are one share. That
  // the text begins with a word (^) is a share of its own, behind that of the word. Spans are of
  // `normal`; that of a pair is the clause in which it stands first.
  std::vector<WordShare> Shares(std::string_view normal, const PlacedEvidence& evidence) const;

 private:
  static constexpr uint32_t kNone = UINT32_MAX;

  // Indexes into the terms, or the signals, of the weights.
  uint32_t EntryOf(uint64_t term) const;
  uint32_t EntryFrom(uint32_t begin, uint64_t term) const;
  uint32_t EntryOf(const Evidence& evidence) const;
  void FindWords(std::span<const Term> all, Workspace* workspace) const;
  void FindSignals(const std::vector<Evidence>& evidence, Workspace* workspace) const;
  void FindPairs(const PlacedEvidence& evidence, Workspace* workspace) const;
  void TakePairs(const Pack& pack, const WordWeights& words);

  size_t signals() const { return columns_ == 0 ? 0 : signal_weights_.size() / columns_; }

  std::span<const uint64_t> terms_;  // of the pack's weights, as all these
  std::span<const int16_t> term_weights_;
  std::span<const int16_t> signal_weights_;
  size_t columns_ = 0;
  // Terms are sorted, and their numbers are spread evenly. A few of them are a group: those that
  // begin with the same bits. Each group is one number: where its terms begin, in the lower half,
  // and in the upper one a mark of each of them, so that most terms without weights are told from
  // this table alone, which is small beside those of terms and weights.
  FlatList<uint64_t> groups_;
  int group_shift_ = 0;        // of a number, to its first bits
  std::vector<uint32_t> on_;   // per rule: the entry of its signal, or kNone
  std::vector<uint32_t> off_;  // per rule: the entry of the signal that it was set aside
  SignalPairs pairs_;
  std::vector<int16_t> pair_weights_;  // in their order
};

}  // namespace cxo
