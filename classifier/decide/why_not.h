// Why a label was not given: what spoke for it and was set aside, what is nearly there, and the
// smallest single change that would have given it.
#pragma once

#include <cstdint>
#include <optional>
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
};

// One change to the evidence, by index into Verdict::evidence: giving back what was set aside, or
// taking away what counted for another label.
struct SingleChange {
  uint32_t evidence = 0;
  bool restore = true;
};

struct WhyNot {
  LabelIndex label = kNone;
  bool given = false;  // it is the label of the verdict; nothing else is set then
  // Log-odds of evidence that the label lacks to be given: to overtake the best label, and to reach
  // its own threshold.
  double gap = 0.0;
  std::vector<uint32_t> set_aside;       // evidence of the label's rules that does not count
  std::optional<SingleChange> smallest;  // the least weighty change that alone gives the label
  std::vector<NearPhrase> near;          // at most 5, the nearest first
};

// Explains `verdict` (of this pack, with evidence) on a text whose normal form is `normal`.
WhyNot ExplainWhyNot(const Pack& pack, const Verdict& verdict, std::string_view normal,
                     LabelIndex label);

}  // namespace cxo
