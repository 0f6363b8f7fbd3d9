// Weights of words and signals that explain gold labels best, beside the scores that rules give.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "classifier/eval/minimum.h"
#include "classifier/eval/word_rows.h"
#include "classifier/pack/pack.h"

namespace cxo {

// Weights, in hundredths of log-odds as WordWeights has them, or what is to become such.
struct FittedWords {
  std::vector<double> bias;             // per label, to be added to the pack's; steps of 0.01
  std::vector<int16_t> term_weights;    // labels x WordRows::terms; all 0: no entry
  std::vector<int16_t> signal_weights;  // labels x WordRows::signals
  std::vector<int16_t> pair_weights;    // labels x WordRows::pairs
  SearchEnd end = SearchEnd::kMinimum;  // of its searches the worst; if kBrokeOff, all is void

  const std::vector<int16_t>& of(FeatureKind kind) const {
    return OfKind(kind, term_weights, signal_weights, pair_weights);
  }
  std::vector<int16_t>& of(FeatureKind kind) {
    return OfKind(kind, term_weights, signal_weights, pair_weights);
  }
};

// How hard a fit is held back, what it may keep, and how long it may search.
struct WordFitOptions {
  double voice = 0.15;        // the weights of rules are multiplied by it
  double term_reach = 6.0;    // a larger reach holds weights of words back less ...
  double signal_reach = 4.0;  // ... and weights of signals
  double pair_reach = 2.0;    // ... and of pairs of signals
  double bias_reach = 0.0;    // ... and biases; 0: they are free
  size_t least_rows = 2;      // a word or signal in fewer rows has no weight
  int16_t least_weight = 60;  // hundredths; words with no larger weight are dropped
  size_t most_pairs = 3000;   // the pairs of signals with the largest weights are kept
  int most_steps = 300;       // of one search for a minimum, of which 200,000 texts stop a bit short
  // Where weights start and are held to, labels x WordRows::terms, ::signals and ::pairs, no bias;
  // null: all at 0. Must outlive the fit.
  const FittedWords* start = nullptr;

  double reach(FeatureKind kind) const {
    return OfKind(kind, term_reach, signal_reach, pair_reach);
  }
};

// True if entry `entry` of weights as FittedWords has them has a weight other than 0.
bool HasWeights(const std::vector<int16_t>& weights, size_t entry, size_t labels);

// Multinomial logistic regression over the rows of `train` (indexes into it.rows). With the text's
// leaning as pack/word_weights.h defines it, minimises
//
//   sum over rows of -ln p(gold label)
//             p: softmax of voice * heard + the pack's bias + bias + leaning
//   + 1/2 * sum over words of   ((weight - start) / (power * term_reach))^2
//   + 1/2 * sum over signals of ((weight - start) / (power * signal_reach))^2
//   + 1/2 * sum over pairs of   ((weight - start) / (power * pair_reach))^2
//   + 1/2 * sum over labels of  (bias / bias_reach)^2
//
// with a power for each word, signal or pair and label: how well counts alone tell by it that label
// from the others (telling_power.h). What tells nothing keeps its start, which is no weight unless
// options.start says more: then the fit adapts weights that are there to texts of another kind, as
// Chelba and Acero, "Adaptation of maximum entropy capitalizer" (2004), do.
//
// FindMinimum is run twice: over all words, signals and pairs, then without the words and pairs
// that got no weight worth keeping. Of pairs most say again what others say, which no look at each
// of them alone can tell: those picked by how well they tell labels were worth a third of these. If
// then a label's bias is above that of the abstaining label, or further above it than in the pack,
// the one that is furthest above is tied to it there, and the second search is made again, until
// there is none (ties stay, so that there are at most as many searches more as labels): a text
// without any evidence, of which the biases alone decide, must stay with the abstaining label
// whatever share of the rows has another one. A label that no row has keeps its bias as far as that
// allows, and gets no weights. Deterministic. Rules with `lock` are not heard, so that no text that
// was learnt by heart can argue them away; they are added on top when a text is decided.
FittedWords FitWords(const WordRows& it, const std::vector<size_t>& train,
                     const WordFitOptions& options);

// The scores of a row with these weights and heard rules at `voice`: what a pack with them gives,
// to rounding.
std::vector<double> ScoresWith(const FittedWords& fitted, double voice, const WordRow& row);

// Weights for the subtypes that have any.
struct FittedSubtypes {
  std::vector<size_t> which;  // indexes into WordRows::subtypes, ascending
  FittedWords weights;        // by entry of `which` instead of by label

  bool empty() const { return which.empty(); }
};

// The same for subtypes: a logistic regression for each of it.subtypes, over the rows of `train`
// that have its label and a known subtype, without any scores to begin with.
// They share the words and signals that have weights. A subtype that all of its rows have, or none,
// is left out: nothing tells what makes the difference.
FittedSubtypes FitSubtypes(const WordRows& it, const std::vector<size_t>& train,
                           const WordFitOptions& options);

// What pack.subtypes with these weights gives for a row before biases are added, to rounding: one
// for each of fitted.which.
std::vector<double> SubtypeLeanings(const FittedSubtypes& fitted, const WordRow& row);

}  // namespace cxo
