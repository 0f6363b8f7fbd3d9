// Labelled texts as the fit of word weights sees them: the words, signals and pairs of signals of
// each, and the score that each label has without them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "classifier/classifier.h"
#include "classifier/eval/matched_corpus.h"
#include "classifier/pack/words_source.h"

namespace cxo {

// What weights are fitted for.
enum class FeatureKind : uint8_t { kTerm, kSignal, kPair };
inline constexpr std::array kFeatureKinds = {FeatureKind::kTerm, FeatureKind::kSignal,
                                             FeatureKind::kPair};

// One of three members that belongs to a kind.
template <typename T>
T& OfKind(FeatureKind kind, T& of_terms, T& of_signals, T& of_pairs) {
  switch (kind) {
    case FeatureKind::kTerm: return of_terms;
    case FeatureKind::kSignal: return of_signals;
    case FeatureKind::kPair: break;
  }
  return of_pairs;
}

// One text. Features are indexes into WordRows::terms, ::signals or ::pairs, ascending, each once.
struct WordRow {
  std::vector<uint32_t> terms;
  std::vector<uint32_t> signals;
  std::vector<uint32_t> pairs;
  std::vector<double> scores;  // per label: bias and rules alone, as without words
  // Per label: the part of the score by rules without `lock`, which a fit hears.
  std::vector<double> heard;
  LabelIndex gold = kNone;
  uint64_t subtypes = 0;  // of WordRows::subtypes (kMostSubtypes), a bit for each; 0: none known

  const std::vector<uint32_t>& of(FeatureKind kind) const {
    return OfKind(kind, terms, signals, pairs);
  }
};

// Immutable once built.
struct WordRows {
  std::vector<WordRow> rows;
  std::vector<std::string> terms;    // as words.toml writes them: "toll", "on behalf"
  std::vector<std::string> signals;  // "act.make", "act.make off"
  std::vector<std::string> pairs;    // of signals in one clause: "act.make + offer"
  std::vector<HeardRule> heard;      // the rules in WordRow::heard, by id
  std::vector<std::string> labels;   // names, in the order of Pack::labels
  std::vector<double> bias;          // per label, in all scores
  // Those of all labels, at most 64 of them.
  std::vector<SubtypeWeights::Name> subtypes;
  std::vector<std::string> subtype_names;  // "CRO.clinical"

  const std::vector<std::string>& of(FeatureKind kind) const {
    return OfKind(kind, terms, signals, pairs);
  }
};

// Decides every row of the corpus once. The classifier's pack must have no word weights of its own.
// Pairs of signals are those of `pairs` that rows hold or, if it is null, all that 25 rows hold and
// that are more than one signal with what nearly always stands beside it.
WordRows ReadWordRows(const Classifier& classifier, const MatchedCorpus& corpus,
                      const std::vector<SignalPair>* pairs = nullptr);

}  // namespace cxo
