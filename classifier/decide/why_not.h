// Why a label was not given: what spoke for it and was set aside, what is nearly there, and the
// smallest change to the evidence that would have given it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/decide/verdict.h"
#include "classifier/pack/pack.h"

namespace cxo {

// A phrase of the label of which some words stand in the text and some do not.
struct NearPhrase {
  uint32_t pattern = 0;              // index into Pack::patterns
  std::vector<std::string> missing;  // its words that the text lacks
  double weight = 0.0;               // of its rule, log-odds
  bool closes = false;               // that weight alone would give the label
};

// One change to the evidence, by index into Verdict::evidence: giving back what was set aside, or
// taking away what counts for another label (and with it what was capped or shadowed for its sake).
struct EvidenceChange {
  uint32_t evidence = 0;
  bool restore = true;

  friend bool operator==(const EvidenceChange&, const EvidenceChange&) = default;
};

struct WhyNot {
  LabelIndex label = kNone;
  bool given = false;  // it is the label of the verdict; nothing else is set then
  // Log-odds of evidence that the label lacks to be given: to overtake the best label, and to reach
  // its own threshold.
  double gap = 0.0;
  std::vector<uint32_t> set_aside;  // evidence of the label's rules that does not count
  // The least weighty change that gives the label by itself; if none does, at most 5 that do
  // together, found by making the weightiest ones first; empty if these do not suffice.
  std::vector<EvidenceChange> smallest;
  std::vector<NearPhrase> near;  // at most 5, one for each rule, the nearest first
};

// The scores of `verdict` after these changes. What is restored speaks for its own label again;
// what a removed composite had absorbed does, too. Conditions and guards are not asked anew.
std::vector<double> ScoresAfter(const Pack& pack, const Verdict& verdict,
                                const std::vector<EvidenceChange>& changes);

// Explains `verdict` (of this pack, with evidence) on a text whose normal form is `normal`.
WhyNot ExplainWhyNot(const Pack& pack, const Verdict& verdict, std::string_view normal,
                     LabelIndex label);

}  // namespace cxo
